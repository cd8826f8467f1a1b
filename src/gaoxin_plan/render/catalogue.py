"""Which reports can be printed, what they take, and which files they are made from."""

from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.problems import PlanError
from gaoxin_plan.render.template import parsed
from gaoxin_plan.render.template.environment import markdown_environment
from gaoxin_plan.render.template.places import MARKDOWN, WORD, located, names, title_of
from gaoxin_plan.source.files import shipped_templates
from gaoxin_plan.workspace import shown


class Listed(NamedTuple):
    """A report that can be printed: its title, where its template lies, what ``--set`` may give."""

    name: str
    title: str
    place: str
    needs_item: bool
    given: tuple[str, ...]


def listed(name: str, folders: list[Path]) -> Listed:
    """Return what a report is and takes, its letterhead included; raises PlanError."""
    from gaoxin_plan.render.word import opening

    files = sources(name, folders)
    read, title = [], ""
    if files[0].name.endswith(MARKDOWN):
        read = parsed.read(markdown_environment(folders), name + MARKDOWN, folders)
        title = title_of(read[0].source)
    for path in files:
        if path.name.endswith(WORD):
            read += opening.read(opening.open_template(path))
    folder = files[0].parent
    place = "自带" if folder == shipped_templates() else shown(folder)
    return Listed(name, title, place, "notice" in parsed.used_by(read), tuple(parsed.given_to(read)))


def lines(folders: list[Path]) -> list[str]:
    """Return a line for each report there is; one that is broken says what is wrong with it."""
    return [_line(name, folders) for name in names(folders)]


def _line(name: str, folders: list[Path]) -> str:
    try:
        found = listed(name, folders)
    except PlanError as error:
        return f"{name}  用不了:{error.message}"
    more = ["要写 --item"] if found.needs_item else []
    more += [f"--set 可填 {'、'.join(found.given)}"] if found.given else []
    return ";".join([f"{found.name}  {found.title}({found.place})", *more])


def sources(name: str, folders: list[Path]) -> list[Path]:
    """Return the files that a report is made from: its text, and its letterhead or Word file."""
    text, word = (located(name + suffix, folders) for suffix in (MARKDOWN, WORD))
    if text is not None and word is None:
        read = parsed.read(markdown_environment(folders), name + MARKDOWN, folders)
        word = located(parsed.letterhead_of(read[0]) + WORD, folders)
    return [path for path in (text, word) if path is not None]
