"""Tell a repository to show and merge plans through gaoxin, and take that back.

Two things are written: lines of ``.gitattributes``, which go to everyone with the repository, and the local
configuration, which stays on this machine. What was written is noted there too, so that it alone is taken
back.
"""

import json
import os
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.git import program
from gaoxin_plan.problems import PlanError, printable
from gaoxin_plan.source import files
from gaoxin_plan.source.files import reason

ATTRIBUTES = ".gitattributes"
_NOTE = "gaoxin.attributes"
_SHOWN = "^([A-Z][A-Z0-9]*-[0-9]+)"
"""What stands beside a hunk of a diff: the item, and no words that would be cut short."""
_NAME = "gaoxin:工作要点按条目合并"
_OURS = rf"(?s).* git (?:textconv --|merge -- %O %A %B %P %L)|{re.escape(_NAME)}|{re.escape(_SHOWN)}"
_KEYS = ("diff.gaoxin.textconv", "diff.gaoxin.xfuncname", "merge.gaoxin.name", "merge.gaoxin.driver")
_WORDS = "diff=gaoxin merge=gaoxin"
_NO_REPOSITORY = "先在这个文件夹运行 git init,再试"
_NO_VALUE = 1, 5
"""How `git config` ends where a key has no value: when asked, and when it is to be unset."""


class Done(NamedTuple):
    """What was written or taken back, and what was so already.

    ``others`` says which programs the plan's attributes name in spite of it.
    """

    root: Path
    lines: tuple[str, ...]
    kept_lines: tuple[str, ...]
    settings: tuple[tuple[str, str], ...]
    others: tuple[str, ...] = ()


def command(called: str) -> str:
    """Return how a shell runs this program by its absolute path, whatever is on PATH later.

    ``called`` is the name that it was called by.
    """
    found = shutil.which(called) if Path(called).stem == "gaoxin" else None
    if found is not None:
        return _quoted(Path(found).absolute())
    return f"{_quoted(Path(sys.executable))} -P -c 'from gaoxin_plan.cli.main import main; main()'"


def _quoted(path: Path) -> str:
    return shlex.quote(path.as_posix())


def setup(plan: Path, us: str) -> Done:
    """Write lines and configuration for a plan and what is filed beside it; raises PlanError."""
    top, lines = program.top(plan.parent, _NO_REPOSITORY), _lines(plan)
    driver = f"{us} git merge -- %O %A %B %P %L"
    values = (f"{us} git textconv --", _SHOWN, _NAME, driver)
    settings = tuple(zip(_KEYS, values, strict=True))
    known = {key: _values(top, key) for key, _ in settings}
    for key, found in known.items():
        _refuse_foreign(key, found)
    with files.locked(top):
        _refuse_link(top)
        before = _read(top)
        present = _split(before)
        new = [line for line in lines if line not in present]
        missing = [(key, value) for key, value in settings if known[key] != [value]]
        noted = _values(top, _NOTE)
        for line in new:  # noted first: what is not written after all is taken back with the rest
            if line not in noted:
                _config(top, "--add", _NOTE, line)
        if new:
            _write(top, before, [*before.splitlines(keepends=True), *new])
        for key, value in missing:
            _config(top, "--replace-all", key, value)
    kept = tuple(line for line in lines if line in present)
    return Done(top, tuple(new), kept, tuple(missing), _others(top, plan))


def undo(plan: Path) -> Done:
    """Take back what was written for a plan, and leave all else alone; raises PlanError.

    The configuration stays as long as another plan of the repository needs it.
    """
    top, lines = program.top(plan.parent, _NO_REPOSITORY), _lines(plan)
    with files.locked(top):
        _refuse_link(top)
        noted = _values(top, _NOTE)
        mine = [line for line in lines if line in noted]
        before = _read(top)
        present = _split(before)
        gone = tuple(line for line in mine if line in present)
        if gone:
            rest = [line for line in before.splitlines(keepends=True) if _plain(line) not in gone]
            _write(top, before, rest)
        for line in mine:
            _config(top, "--unset-all", _NOTE, f"^{re.escape(line)}$")
        is_needed = any(line not in mine for line in noted)
        removed = () if is_needed else _removed(top)
    return Done(top, gone, tuple(line for line in lines if line in present and line not in gone), removed)


def _removed(top: Path) -> tuple[tuple[str, str], ...]:
    """Unset what is ours; a value that someone else gave stays."""
    found = [(key, value) for key in _KEYS for value in _values(top, key) if re.fullmatch(_OURS, value)]
    for key in dict.fromkeys(key for key, _ in found):
        _config(top, "--unset-all", key)
    return tuple(found)


def _lines(plan: Path) -> list[str]:
    """Return the lines of attributes for a plan: all plans of its folder, and what is filed beside them.

    A plan that lies in no folder ``plan/`` has lines of its own.
    """
    folder = Path(os.path.realpath(plan.parent))
    below = folder.relative_to(program.top(plan.parent, _NO_REPOSITORY)).parts
    if folder.name == "plan":
        globs = ["*.yaml"], ["*", "*", "*.yaml"]
        patterns = ["/" + "/".join([*map(_escaped, below), *glob]) for glob in globs]
    else:
        at = [_escaped(part) for part in below]
        names = [_escaped(plan.name)], [_escaped(plan.stem), "*", "*.yaml"]
        patterns = ["/" + "/".join([*at, *name]) for name in names]
    return [f"{_in_quotes(pattern)} {_WORDS}" for pattern in patterns]


def _escaped(part: str) -> str:
    """Return a folder's name as a pattern that means nothing but it."""
    return re.sub(r"([\\*?\[\]])", r"\\\1", part)


def _in_quotes(pattern: str) -> str:
    """Return a pattern as git reads it: in the quotes of C where it has spaces or quotes."""
    return json.dumps(pattern, ensure_ascii=False) if re.search(r'[\s"\x00-\x1f]', pattern) else pattern


def _refuse_link(top: Path) -> None:
    """Raise PlanError, before anything is written, where git would not read the file."""
    if (top / ATTRIBUTES).is_symlink():
        raise PlanError(f"{ATTRIBUTES} 是链接,git 不认,什么都没有写", "换成真正的文件")


def _read(top: Path) -> str:
    try:
        return (top / ATTRIBUTES).read_bytes().decode("utf-8", errors="surrogateescape")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise PlanError(f"读不了 {ATTRIBUTES}:{reason(error)}", "请检查权限") from error


def _split(text: str) -> list[str]:
    return [_plain(line) for line in text.splitlines()]


def _plain(line: str) -> str:
    return line.strip().removeprefix("\ufeff")


def _write(top: Path, before: str, lines: list[str]) -> None:
    """Write the lines, each with an end; remove the file where nothing is left of it."""
    path, newline = top / ATTRIBUTES, "\r\n" if "\r\n" in before else "\n"
    text = "".join(line if line.endswith("\n") else line + newline for line in lines)
    if not text:
        path.unlink()
        return
    files.write(path, text.encode("utf-8", errors="surrogateescape"))


def _values(top: Path, key: str) -> list[str]:
    ran = program.run(top, "config", "--local", "--null", "--get-all", key)
    if ran.code not in (0, *_NO_VALUE):
        raise PlanError(f"读不了 git 配置:{printable(ran.err.strip(), 200)}", "照 git 的提示处理,再试")
    return os.fsdecode(ran.out).split("\0")[:-1]


def _config(top: Path, *words: str) -> None:
    ran = program.run(top, "config", "--local", *words)
    if ran.code not in (0, _NO_VALUE[1]):
        raise PlanError(f"写不了 git 配置:{printable(ran.err.strip(), 200)}", "照 git 的提示处理,再试")


def _refuse_foreign(key: str, values: list[str]) -> None:
    """Raise PlanError where a key has a value that this program did not write."""
    foreign = next((value for value in values if not re.fullmatch(_OURS, value)), None)
    if foreign is not None:
        raise PlanError(
            f"git 配置 {key} 已有别的值“{printable(foreign)}”,什么都没有写",
            f"确实不要了,先运行 git config --local --unset-all {key}",
        )


def _others(top: Path, plan: Path) -> tuple[str, ...]:
    """Return what the attributes of a plan say that is not ours: a line elsewhere can be stronger."""
    path = (Path(os.path.realpath(plan.parent)) / plan.name).relative_to(os.path.realpath(top))
    ran = program.run(top, "check-attr", "-z", "diff", "merge", "--", path.as_posix())
    words = os.fsdecode(ran.out).split("\0")
    return tuple(
        f"{name}={value}" for name, value in zip(words[1::3], words[2::3], strict=False) if value != "gaoxin"
    )
