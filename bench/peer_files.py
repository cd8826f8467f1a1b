"""A plan and its filings as other tools keep such things: the same items, texts, goals and figures."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

Entry = dict[str, Any]
"""An item, a section or a filing as the YAML file has it."""

_BEGIN = "2022-01-01"
_END = "2022-12-31"


class Filed(NamedTuple):
    """What was filed for an item: the day, what was said, and the figures and how much they grew."""

    day: str
    state: str
    words: str
    values: dict[str, int]
    grown: dict[str, int]


class Kept(NamedTuple):
    """A plan, as far as other tools can say the same."""

    title: str
    departments: dict[str, str]
    """The ids by name and alias."""
    sections: list[Entry]
    filed: dict[str, list[Filed]]
    """What was filed, by the item's id, in the order of the periods."""

    def items(self) -> Iterator[Entry]:
        """Yield the items of all sections."""
        for section in self.sections:
            yield from section["items"]

    def leads(self, item: Entry) -> list[str]:
        """Return the ids of the departments that lead an item."""
        return list(dict.fromkeys(self.departments[name] for name in _names(item.get("lead"))))

    def goals(self, item: Entry) -> dict[str, int]:
        """Return what was filed last for each target: in the plans measured here that is the goal."""
        return self.filed[item["id"]][-1].values if self.filed[item["id"]] else {}

    def goal_lines(self, item: Entry) -> list[str]:
        """Return the targets and milestones as text, for tools that know no figures."""
        goals = self.goals(item)
        lines = [f"- {it['metric']}: {goals.get(it['id'], 0)}" for it in item.get("targets", ())]
        return lines + [f"- {it['title']}" for it in item.get("milestones", ())]

    def filed_lines(self, item: Entry) -> list[str]:
        """Return the filings as text."""
        return [f"- {it.day} {it.state} {it.words} {it.values}" for it in self.filed[item["id"]]]


def read(plan_file: Path) -> Kept:
    """Read a plan and all its filings."""
    yaml = YAML(typ="safe")
    plan = yaml.load(plan_file)
    departments = {
        name: each["id"] for each in plan["departments"] for name in (each["name"], *each.get("aliases", ()))
    }
    filed: dict[str, list[Filed]] = {
        item["id"]: [] for section in plan["sections"] for item in section["items"]
    }
    for period in sorted(plan_file.with_suffix("").iterdir()):
        for path in sorted(period.iterdir()):
            filing = yaml.load(path)
            for id_, said in filing["items"].items():
                before = filed[id_]
                day = str(filing["filed"])
                if before and before[-1].day == day:  # several departments lead it and file the same
                    continue
                values = said.get("values", {})
                last = before[-1].values if before else {}
                grown = {target: value - last.get(target, 0) for target, value in values.items()}
                words = f"{said['progress']}\n{said['next']}".replace("\n", "")
                before.append(Filed(day, said["state"], words, values, grown))
    return Kept(plan["title"], departments, plan["sections"], filed)


def hledger(kept: Kept, folder: Path) -> None:
    """Write a journal: goals as a budget of the year, figures as postings, words as comments."""
    lines = [f"account {item['id']}  ; {_flat(item['text'])}" for item in kept.items()]
    lines += ["", f"~ yearly from {_BEGIN}"]
    for item in kept.items():
        lines += [f"    ({_account(target)})  {goal}" for target, goal in kept.goals(item).items()]
    for item in kept.items():
        for filed in kept.filed[item["id"]]:
            lines += ["", f"{filed.day} {item['title']}  ; {filed.state}", f"    ; {filed.words}"]
            lines += [f"    ({_account(target)})  {value}" for target, value in filed.grown.items()]
    _write(folder / "plan.journal", lines)


def beancount(kept: Kept, folder: Path) -> None:
    """Write a ledger: goals as budgets (which only fava reads), figures as postings, words as notes."""
    lines = [f"{_BEGIN} open Equity:Filed"]
    for item in kept.items():
        lines += [
            f"{_BEGIN} open Assets:{item['id']}",
            f"{_BEGIN} note Assets:{item['id']} {_quoted(item['text'])}",
        ]
        for target, goal in kept.goals(item).items():
            account = f"Assets:{_account(target)}"
            lines += [f"{_BEGIN} open {account}", f'{_BEGIN} custom "budget" {account} "yearly" {goal} N']
        for filed in kept.filed[item["id"]]:
            lines.append(f"{filed.day} note Assets:{item['id']} {_quoted(f'{filed.state}:{filed.words}')}")
            if filed.grown:
                lines.append(f"{filed.day} * {_quoted(item['title'])}")
                lines += [f"  Assets:{_account(target)}  {value} N" for target, value in filed.grown.items()]
                lines.append(f"  Equity:Filed  {-sum(filed.grown.values())} N")
    _write(folder / "plan.beancount", lines)


def doorstop(kept: Kept, folder: Path) -> None:
    """Write a document with a file for each item: goals and filings are part of its text."""
    documents = folder / "plan"
    documents.mkdir()
    yaml = YAML(typ="safe")
    yaml.allow_unicode = True
    settings = {"digits": 5, "itemformat": "yaml", "prefix": "GX", "sep": ""}
    yaml.dump({"settings": settings}, documents / ".doorstop.yml")
    for number, item in enumerate(kept.items(), 1):
        entry = {
            "active": True,
            "derived": False,
            "header": item["title"],
            "level": f"1.{number}",
            "links": [],
            "normative": True,
            "ref": "",
            "reviewed": None,
            "text": "\n".join((item["text"], *kept.goal_lines(item), *kept.filed_lines(item))),
        }
        yaml.dump(entry, documents / f"GX{number:05}.yml")


def strictdoc(kept: Kept, folder: Path) -> None:
    """Write a document with a requirement for each item: goals and filings are text."""
    lines = ["[DOCUMENT]", f"TITLE: {kept.title}", ""]
    for item in kept.items():
        lines += ["[REQUIREMENT]", f"UID: {item['id']}", f"TAGS: {', '.join(kept.leads(item)) or '-'}"]
        lines += [f"TITLE: {item['title']}"]
        for field, block in (
            ("STATEMENT", item["text"].splitlines()),
            ("RATIONALE", kept.goal_lines(item)),
            ("COMMENT", kept.filed_lines(item)),
        ):
            lines += [f"{field}: >>>", *block, "<<<"] if block else []
        lines.append("")
    _write(folder / "plan.sdoc", lines)


def taskjuggler(kept: Kept, folder: Path) -> None:
    """Write a project: items, targets and milestones as tasks, filings as its journal, a report as CSV."""
    lines = [f"project gx {_quoted(kept.title)} {_BEGIN} - 2025-01-01 {{ now {_END} }}"]
    lines += [f'resource {id_} "{id_}"' for id_ in sorted(set(kept.departments.values()))]
    for section in kept.sections:
        lines.append(f"task {section['id']} {_quoted(section['title'])} {{")
        for item in section["items"]:
            leads = kept.leads(item)
            lines += [
                f"task {_task(item['id'])} {_quoted(item['title'])} {{",
                f"note {_quoted(item['text'])}",
            ]
            lines += [f"responsible {', '.join(leads)}"] if leads else []
            for filed in kept.filed[item["id"]]:
                lines.append(
                    f"journalentry {filed.day} {_quoted(filed.state)} "
                    f"{{ author {leads[0]} alert green summary {_quoted(filed.words)} }}"
                )
            times = f"start {_BEGIN} end {_END}"
            for target in item.get("targets", ()):
                lines.append(
                    f"task {_task(target['id'])} {_quoted(target['metric'])} {{ {times} complete 100 }}"
                )
            for mark in item.get("milestones", ()):
                due = mark.get("due", _END)
                lines.append(f"task {_task(mark['id'])} {_quoted(mark['title'])} {{ milestone start {due} }}")
            if not item.get("targets") and not item.get("milestones"):
                lines.append(f"{times} complete 50")
            lines.append("}")
        lines.append("}")
    lines.append('taskreport status "status" { formats csv columns id, name, end, complete, alert }')
    _write(folder / "plan.tjp", lines)


def _account(target: str) -> str:
    """Return ``FZ-05.1`` as an account, ``FZ-05:T1``."""
    return target.replace(".", ":T")


def _task(id_: str) -> str:
    return "i" + id_.replace("-", "_").replace(".", "_")


def _flat(text: str) -> str:
    return text.replace("\n", "")


def _quoted(text: str) -> str:
    return json.dumps(_flat(text), ensure_ascii=False)


def _names(named: str | list[str] | None) -> list[str]:
    return [named] if isinstance(named, str) else named or []


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
