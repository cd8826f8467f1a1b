"""What the documents say is all there is, and is so: commands, options, codes, keys, links, examples."""

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from papers import markdown as print_report
from typer.main import get_command

from gaoxin_plan.checks.registry import KINDS
from gaoxin_plan.checks.run import check
from gaoxin_plan.cli import main
from gaoxin_plan.cli.app import app
from gaoxin_plan.model import shape
from gaoxin_plan.model.amendment import Amendment
from gaoxin_plan.model.filing import Filing, ItemFiling
from gaoxin_plan.model.office import Decision
from gaoxin_plan.model.plan import Department, Item, Plan, Section, Source
from gaoxin_plan.model.rules import Rules
from gaoxin_plan.model.target import GOALS, Milestone, Target
from gaoxin_plan.source import document
from gaoxin_plan.workspace import load

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MANUAL = ROOT / "docs" / "manual.md"
BROKEN = ROOT / "tests" / "gallery" / "P203-department.yaml"


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def tokens(page: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))


def fences(page: Path, language: str) -> list[str]:
    return [t.content for t in tokens(page) if t.type == "fence" and t.info == language]


def headings(page: Path) -> list[str]:
    parsed = tokens(page)
    return [parsed[n + 1].content for n, token in enumerate(parsed) if token.type == "heading_open"]


def part(page: str, heading: str) -> str:
    """The words under a heading, down to the next one."""
    found = re.search(rf"(?ms)^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", text(page))
    assert found, f"{page} has no heading {heading}"
    return found[1]


def rows(words: str) -> list[list[str]]:
    """The rows of the tables in some words: those whose first cell is code."""
    lines = [line for line in words.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def named(words: str) -> list[str]:
    """What stands as code in the first cell of each row."""
    return [name for row in rows(words) for name in re.findall(r"`([^`]+)`", row[0])]


# commands and options


def commands() -> dict[str, Any]:
    group: Any = get_command(app)
    context = group.make_context("gaoxin", [], resilient_parsing=True)
    found = {"gaoxin": (group, context)}
    for name, command, inner in below(group, context):
        found[name] = (command, inner)
        if hasattr(command, "list_commands"):
            found |= {f"{name} {part}": (one, its) for part, one, its in below(command, inner)}
    return found


def below(group: Any, context: Any) -> Iterator[tuple[str, Any, Any]]:
    """The commands of a group."""
    for name in group.list_commands(context):
        _, command, _ = group.resolve_command(context, [name])
        yield name, command, command.make_context(name, [], parent=context, resilient_parsing=True)


COMMANDS = commands()


def written(name: str) -> list[str]:
    """The options of a command, and its arguments by the names that the help gives them."""
    command, context = COMMANDS[name]
    parameters = command.get_params(context)
    return [
        word
        for p in parameters
        for word in (p.opts if p.param_type_name == "option" else [p.metavar or p.name])
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_and_argument_is_in_the_reference_and_no_other(name: str) -> None:
    told = named(part("docs/commands.md", name))
    assert sorted(told) == sorted(written(name))


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"gaoxin"}))
def test_every_command_is_in_the_manual_and_the_readme(name: str) -> None:
    told = [heading for heading in headings(MANUAL) if heading.rpartition(" ")[0] == name]
    assert len(told) == 1, f"a heading “{name} …” under 每个命令"
    transcripts = "".join(fences(MANUAL, "console"))
    assert f"$ gaoxin {name}" in transcripts
    assert f"`gaoxin {name}`" in text("README.md")


def said(page: Path) -> list[str]:
    """Every command line that a page shows: in transcripts, in sh blocks, in running text."""
    words = page.read_text(encoding="utf-8")
    return re.findall(r"(?m)(?:^\$ |^|`)gaoxin( [a-z][^`\n]*)", words)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_command_or_an_option_that_there_is_not(page: Path) -> None:
    for line in said(page):
        name, *rest = line.split()
        name = f"{name} {rest[0]}" if rest and f"{name} {rest[0]}" in COMMANDS else name
        assert name in COMMANDS, line
        options = {word for word in rest if word.startswith("-")}
        assert options <= set(written(name)), line


def test_every_kind_of_problem_is_explained() -> None:
    told = [heading.split()[0] for heading in headings(ROOT / "docs" / "errors.md") if heading[0] == "P"]
    assert told == sorted(kind.code for kind in KINDS)


# the format of files

RECORDS = {
    "计划": Plan,
    "部门": Department,
    "部分": Section,
    "条目": Item,
    "目标": Target,
    "节点": Milestone,
    "与印发件核对": Source,
    "亮灯规则": Rules,
    "调整": Amendment,
}
FILED = {"填报": Filing, "条目填报": ItemFiling, "办结": Decision}


@pytest.mark.parametrize("heading", RECORDS | FILED)
def test_every_key_of_a_file_is_in_the_manual_and_no_other(heading: str) -> None:
    told = {row[0].strip("`"): row[3] for row in rows(part("docs/manual.md", heading)) if len(row) == 4}
    slots = shape.slots((RECORDS | FILED)[heading])
    assert list(told) == [slot.key for slot in slots]
    assert [key for key, need in told.items() if need == "是"] == [s.key for s in slots if s.is_required]
    assert {key for key, need in told.items() if need == "八选一"} == (
        set(GOALS) if heading == "目标" else set()
    )


def whole_plans() -> list[str]:
    return [block for block in fences(MANUAL, "yaml") if "\nsections:" in block]


def test_the_manual_has_plans_to_copy() -> None:
    assert len(whole_plans()) == 2


@pytest.mark.parametrize("number", range(2))
def test_a_plan_of_the_manual_has_no_problem(number: int, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(whole_plans()[number], encoding="utf-8")
    assert check(load(path), date(2027, 12, 31)) == []


def test_together_they_show_every_key_but_the_source() -> None:
    shown = set(re.findall(r"(?m)^ *(?:- )?([a-z_]+):", "\n".join(whole_plans())))
    known = {slot.key for record in RECORDS.values() for slot in shape.slots(record)}
    assert shown == known - {"source", "file", "sha256"}


@pytest.mark.parametrize("page", [ROOT / "README.md", MANUAL], ids=lambda page: page.name)
def test_a_piece_of_a_file_can_be_read(page: Path) -> None:
    pieces = fences(page, "yaml")
    assert pieces
    for piece in pieces:
        whole = document.parse(piece, "piece")
        assert [finding.message for finding in whole.findings if finding.kind.code != "P101"] == []


# JSON

JSON = {
    "export json": ["export", "json"],
    "status": ["status"],
    "show": ["show", "ITEM"],
    "explain": ["explain", "ITEM"],
    "history": ["history", "ITEM"],
    "missing": ["missing"],
    "diff": ["diff", "OLD"],
    "list": ["list", "--grep", "项目"],
    "targets": ["targets"],
    "due": ["due", "--within", "9999d", "--as-of", "2020-01-01"],
    "departments": ["departments"],
    "validate": ["validate"],
}


def paths(value: Any, above: str = "") -> Iterator[str]:
    """The keys of some JSON, each with those above it; ``[]`` is what each item of a list has."""
    if isinstance(value, dict):
        for key, inside in value.items():
            path = f"{above}.{key}" if above else key
            below = set(paths(inside, path))
            yield from below or {path}
    elif isinstance(value, list):
        for inside in value:
            if isinstance(inside, dict):
                yield from paths(inside, f"{above}[]")


def answered(capsys: pytest.CaptureFixture[str], plan: Path, arguments: Sequence[str]) -> Any:
    options = [] if arguments[0] == "export" else ["--format", "json"]
    capsys.readouterr()
    code = main.run([*arguments, "--plan", str(plan), *options])
    captured = capsys.readouterr()
    assert code in (0, 1), captured.err
    return json.loads(captured.out)


def items(plan: Path) -> list[str]:
    found = load(plan).plan
    assert found is not None
    return [task.item.id for task in found.tasks()]


def retitled(plan: Path, folder: Path) -> Path:
    """A copy of a plan that had another title."""
    copy = folder / "old.yaml"
    copy.write_text(re.sub("(?m)^title: ", "title: 旧", plan.read_text(encoding="utf-8")), encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The real plan, the made-up zone's with its filings, and the manual's: together they say everything."""
    folder = tmp_path_factory.mktemp("plans")
    written = []
    for number, block in enumerate(whole_plans()):
        path = folder / f"{number}.yaml"
        path.write_text(block, encoding="utf-8")
        written.append(path)
    return [ROOT / "plan" / "2022.yaml", ROOT / "examples" / "plan" / "2024.yaml", *written]


@pytest.mark.parametrize("name", JSON)
def test_every_key_of_a_json_answer_is_documented_and_no_other(
    name: str, plans: list[Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found: set[str] = set()
    for plan in [BROKEN] if name == "validate" else plans:
        for item in items(plan) if "ITEM" in JSON[name] else [""]:
            known = {"ITEM": item, "OLD": str(retitled(plan, tmp_path))}
            arguments = [known.get(word, word) for word in JSON[name]]
            found |= set(paths(answered(capsys, plan, arguments)))
    lists = {path for path in found if any(other.startswith(path + "[]") for other in found)}
    assert set(named(part("docs/json.md", name))) == found - lists


def test_every_command_that_prints_json_has_its_keys_told() -> None:
    printing = {
        name
        for name, (command, context) in COMMANDS.items()
        if any("--format" in p.opts and "json" in (p.help or "") for p in command.get_params(context))
    }
    assert printing == set(JSON) - {"export json"}


# templates


def test_a_misspelt_name_is_told_as_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "plan", tmp_path / "plan")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "x.md.j2").write_text("{{ plna }}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main.run(["report", "x", "--plan", "plan/2022.yaml"]) == 2
    told = re.search(r"没有“plna”这个名称;.*", capsys.readouterr().err)
    assert told
    assert f"| {told[0]} |" in text("docs/templates.md")


def test_the_example_of_a_template_prints_what_is_shown(tmp_path: Path) -> None:
    page = ROOT / "docs" / "templates.md"
    (template,), (shown,) = fences(page, "jinja"), fences(page, "markdown")
    (tmp_path / "简表.md.j2").write_text(template, encoding="utf-8")
    plan = load(ROOT / "plan" / "2022.yaml").plan
    assert plan is not None
    printed = print_report(plan, "简表", [tmp_path])
    assert printed.startswith(shown)
    assert printed.count("\n| ") == 2 + 30


# links and transcripts


def slug(heading: str) -> str:
    """A heading's anchor, as code hosts make it."""
    plain = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
    return plain.replace(" ", "-")


def links(page: Path) -> list[str]:
    inside = [child for token in tokens(page) for child in token.children or []]
    return [str(child.attrGet("href")) for child in inside if child.type == "link_open"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in links(page):
        if link.startswith("https://"):
            continue
        name, _, anchor = MarkdownIt().normalizeLinkText(link).partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        assert not anchor or anchor in [slug(heading) for heading in headings(target)], link


def test_every_page_of_documents_is_linked_from_the_readme() -> None:
    told = links(ROOT / "README.md")
    assert [page.name for page in PAGES[1:] if f"docs/{page.name}" not in told] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_with_a_transcript_is_filled_by_make_docs(page: Path) -> None:
    for block in fences(page, "console"):
        assert re.match(r"\$ gaoxin .+\n.", block), "one command, and what it prints"
    if fences(page, "console"):
        name = page.relative_to(ROOT).as_posix()
        assert f'"{name}"' in text("tools/make_docs.py")


def test_the_wrong_edit_of_the_manual_is_in_the_item_it_names() -> None:
    """The manual and the README say FZ-05; the edit is made where its words stand first."""
    for page in (ROOT / "README.md", MANUAL):
        for old in re.findall(r"<!-- edit: (.+?) → ", page.read_text(encoding="utf-8")):
            before = text("plan/2022.yaml").partition(old)[0]
            assert re.findall(r"- id: ([A-Z]+-[0-9]+)\n", before)[-1] == "FZ-05"
