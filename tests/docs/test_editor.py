"""What an editor sees of a plan: the JSON Schema catches what it can, and nothing that is right."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

ROOT = Path(__file__).parents[2]
GALLERY = ROOT / "tests" / "gallery"
PLAN = Draft7Validator(json.loads((ROOT / "schema" / "plan.schema.json").read_text(encoding="utf-8")))
FILING = Draft7Validator(json.loads((ROOT / "schema" / "filing.schema.json").read_text(encoding="utf-8")))

CAUGHT = {
    "P131": "a key without a value",
    "P140": "a key that is not known, misspelt, or in the wrong place",
    "P141": "a key that is missing",
    "P142": "a list where a text is meant, and the like",
    "P143": "a list with Chinese separators",
    "P144": "what is no number",
    "P145": "what is no date",
    "P146": "an id of another form",
    "P147": "a word that is not among the choices",
    "P149": "no goal, or two",
    "P150": "no year, or a year and dates",
}
"""The kinds of problem that the editor shows as one types; the others are found by validate alone."""

CAUGHT_BESIDES = {"P101-empty", "P114-ampersand", "P117-deep", "P118-key"}
"""Plans of other kinds that the editor shows too, for another reason than ours."""

NOT_PARSED = {
    "P102-gbk", "P103-excel", "P103-utf-16", "P110-syntax", "P111-bracket", "P111-quote", "P112-colon",
    "P113-misaligned", "P113-one-space-more", "P114-asterisk", "P114-at", "P114-backquote", "P114-directive",
    "P114-percent", "P114-tag", "P116-documents", "P120-conflict", "P121-tab", "P122-wide-space",
    "P123-wide-colon", "P123-wide-colon-section", "P124-no-space", "P127-control", "P130-duplicate-key",
    "P132-joined", "P145-no-such-day",
}  # fmt: skip
"""Plans that no YAML 1.2 reader takes: an editor marks them before it looks at a schema."""

BEYOND = {
    "P144-exponent",  # a number like any other to an editor
    "P144-underscore",  # likewise, to this parser
    "P150-reversed",  # no schema compares two dates
}
"""Plans of these kinds that the editor lets pass."""


def as_an_editor_sees(text: str) -> Any:
    """Read YAML 1.2 as editors do: 10 is a number, 2022-06-01 is text."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        return value.isoformat() if isinstance(value, date) else value

    return plain(YAML(typ="safe", pure=True).load(text))


def readable() -> list[Path]:
    """The gallery's plans that an editor can parse at all."""
    found = []
    for path in sorted(GALLERY.glob("P*.yaml")):
        try:
            as_an_editor_sees(path.read_text(encoding="utf-8"))
        except (UnicodeDecodeError, YAMLError, ValueError):
            continue
        found.append(path)
    return found


@pytest.mark.parametrize("path", readable(), ids=lambda path: path.stem)
def test_the_editor_catches_what_it_says_it_does(path: Path) -> None:
    errors = list(PLAN.iter_errors(as_an_editor_sees(path.read_text(encoding="utf-8"))))
    is_caught = path.name[:4] in CAUGHT and path.stem not in BEYOND
    assert bool(errors) == (is_caught or path.stem in CAUGHT_BESIDES), [error.message for error in errors]


def test_the_others_are_not_parsed_at_all() -> None:
    assert {path.stem for path in GALLERY.glob("P*.yaml")} - {path.stem for path in readable()} == NOT_PARSED


def test_the_real_plan_is_right_in_the_editor() -> None:
    plan = as_an_editor_sees((ROOT / "plan" / "2022.yaml").read_text(encoding="utf-8"))
    assert [error.message for error in PLAN.iter_errors(plan)] == []


def test_a_filing_is_right_in_the_editor() -> None:
    filing = as_an_editor_sees(
        "period: 2022Q2\ndepartment: qyfz\nfiled: 2022-07-04\nitems:\n  FZ-05:\n    state: 进行中\n"
        "    values: {FZ-05.1: 6}\n    done: {FZ-05.m1: 2022-06-20}\n    evidence: [佐证/批复、附件.pdf]\n"
    )
    assert [error.message for error in FILING.iter_errors(filing)] == []
    filing["items"]["FZ-05"]["state"] = "办结"
    assert [error.message for error in FILING.iter_errors(filing)] == [
        "'办结' is not one of ['未启动', '进行中', '受阻', '已完成']"
    ]


def test_the_plan_names_its_schema() -> None:
    first = (ROOT / "plan" / "2022.yaml").read_text(encoding="utf-8").splitlines()[0]
    _, _, where = first.partition("$schema=")
    assert (ROOT / "plan" / where).resolve() == ROOT / "schema" / "plan.schema.json"


def test_every_key_is_explained_in_chinese() -> None:
    for schema in (PLAN.schema, FILING.schema):
        for part in (schema, *schema["definitions"].values()):
            assert part["description"]
            for key, value in part["properties"].items():
                assert any("一" <= char <= "鿿" for char in value["title"]), key
