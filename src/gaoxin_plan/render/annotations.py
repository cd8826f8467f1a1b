"""Problems as the annotations of those who host code: GitHub's workflow commands, GitLab's code quality.

Both want a file as its repository names it: ``named`` makes that of a path as people are shown it.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from gaoxin_plan.problems import Problem, Severity, visible

Named = Callable[[str], str]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}
_COUNTED = r"第 \d+ (?:行|列)"  # a place that a message tells, which moves when lines are added above


def to_github(problems: Sequence[Problem], named: Named) -> str:
    """Return problems as workflow commands, one a line: GitHub shows each at its line.

    What a plan says can be no command: it stands behind the ``::`` that ends one, its line breaks escaped.
    """
    return "".join(f"{_command(problem, named)}\n" for problem in problems)


def _command(problem: Problem, named: Named) -> str:
    at = {
        "file": named(problem.path),
        "line": str(problem.line),
        "col": str(problem.column),
        "title": f"gaoxin {problem.code}",
    }
    properties = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in at.items())
    message = _escaped(f"{visible(problem.message)}\n→ {visible(problem.hint)}", _DATA)
    return f"::{_COMMANDS[problem.severity]} {properties}::{message}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(char, char) for char in text)


def to_gitlab(problems: Sequence[Problem], named: Named) -> list[dict[str, object]]:
    """Return problems as GitLab's code quality report has them.

    A fingerprint stays when a problem moves to another line, and no two problems have the same one.
    """
    seen: Counter[str] = Counter()
    found: list[dict[str, object]] = []
    for problem in problems:
        path = named(problem.path)
        message = re.sub(_COUNTED, "", problem.message)
        same = f"{problem.code}\0{path}\0{problem.address}\0{message}"
        seen[same] += 1
        found.append(_entry(problem, path, _fingerprint(same, seen[same])))
    return found


def _entry(problem: Problem, path: str, fingerprint: str) -> dict[str, object]:
    begin = {"line": problem.line, "column": problem.column}
    return {
        "description": f"{problem.message};{problem.hint}",
        "check_name": problem.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[problem.severity],
        "location": {"path": path, "lines": {"begin": problem.line}, "positions": {"begin": begin}},
    }


def _fingerprint(same: str, n: int) -> str:
    import hashlib

    return hashlib.sha256(f"{same}\0{n}".encode()).hexdigest()
