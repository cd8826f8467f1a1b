"""Problems as the annotations of GitHub and GitLab: escaped, complete, the same when lines move."""

import re

import pytest

from gaoxin_plan.problems import Problem, Severity
from gaoxin_plan.render.annotations import to_github, to_gitlab


def problem(message: str = "多了一处", *, line: int = 3, **more: object) -> Problem:
    known = {
        "code": "P203",
        "severity": Severity.ERROR,
        "path": "plan/2022.yaml",
        "line": line,
        "column": 5,
        "address": "FZ-01/lead",
        "message": message,
        "hint": "照名单改正",
    }
    return Problem(**{**known, **more})  # type: ignore[arg-type]


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner reads it."""
    found = re.fullmatch(r"::(error|warning) ([^:]*)::(.*)", line)
    assert found, line
    pairs = dict(pair.split("=", 1) for pair in found[2].split(","))
    signs = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}
    back = lambda text: re.sub("%(?:25|0D|0A|3A|2C)", lambda sign: signs[sign[0]], text)  # noqa: E731
    return found[1], {key: back(value) for key, value in pairs.items()}, back(found[3])


def test_a_problem_for_github() -> None:
    assert to_github([problem()], str) == (
        "::error file=plan/2022.yaml,line=3,col=5,title=gaoxin P203::多了一处%0A→ 照名单改正\n"
    )
    assert to_github([problem(severity=Severity.WARNING)], str).startswith("::warning file=")
    assert to_github([], str) == ""


@pytest.mark.parametrize(
    "words",
    ["100%", "甲,乙:丙", "一\r\n二", "::set-output name=x::y", "%0A::error::x", "a\n::add-mask::甲", "值::"],
)
def test_no_word_of_a_plan_is_a_command(words: str) -> None:
    text = to_github([problem(words, hint=words)], lambda _: f"plan/{words}.yaml")
    (line,) = text.splitlines()
    kind, properties, message = read(line)
    assert kind == "error"
    assert properties == {"file": f"plan/{words}.yaml", "line": "3", "col": "5", "title": "gaoxin P203"}
    seen = words.replace("\r", "\\r").replace("\n", "\\n")
    assert message == f"{seen}\n→ {seen}"


def test_a_problem_for_gitlab_has_every_field_that_it_must_have_and_no_other() -> None:
    (entry,) = to_gitlab([problem()], lambda path: f"子/{path}")
    fingerprint = entry.pop("fingerprint")
    assert re.fullmatch(r"[0-9a-f]{64}", str(fingerprint))
    assert entry == {
        "description": "多了一处;照名单改正",
        "check_name": "P203",
        "severity": "major",
        "location": {
            "path": "子/plan/2022.yaml",
            "lines": {"begin": 3},
            "positions": {"begin": {"line": 3, "column": 5}},
        },
    }
    assert to_gitlab([problem(severity=Severity.WARNING)], str)[0]["severity"] == "minor"
    assert to_gitlab([], str) == []


def fingerprints(*problems: Problem) -> list[object]:
    return [entry["fingerprint"] for entry in to_gitlab(problems, str)]


def test_a_fingerprint_stays_when_lines_move_and_is_one_problem_s_own() -> None:
    assert fingerprints(problem()) == fingerprints(problem(line=30))
    double = "键“lead”在这里写了两遍(上一处在第 {} 行)"
    assert fingerprints(problem(double.format(7))) == fingerprints(problem(double.format(70)))
    many = [
        problem(),
        problem(line=9),
        problem("另一处"),
        problem(code="P204"),
        problem(path="plan/2023.yaml"),
        problem(address="FZ-02/lead"),
    ]
    assert len(set(fingerprints(*many))) == len(many)
