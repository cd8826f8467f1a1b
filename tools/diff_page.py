"""The page of ``diff``: edits of the real plan, each with the words it must give, held in one file."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.model.fields import Value
from gaoxin_plan.render.table import Table, to_markdown
from gaoxin_plan.source import document
from gaoxin_plan.views.diff.change import Diff, State, diff
from gaoxin_plan.views.diff.states import state
from gaoxin_plan.views.diff.weakening import TABLE
from gaoxin_plan.workspace import documents

ROOT = Path(__file__).resolve().parent.parent
EDITS = ROOT / "tests" / "views" / "edits.yaml"
PLAN = ROOT / "plan" / "2022.yaml"
ZONE = ROOT / "examples" / "plan" / "2024.yaml"

_WIDEST = 60

_HEAD = """# 用话说明改了什么

计划和填报放在 git 里,是为了让改动看得见、拦得住。`gaoxin diff` 不给审的人看一行行的 YAML,而是说:

```text
FZ-05.1 突破关键技术:10项 → 8项(降低要求)
```

(本页由 `make docs` 从 `tests/views/edits.yaml` 生成,请勿手改。)

## 怎么用

```sh
gaoxin diff                        # 最近一次提交以后改了什么
gaoxin diff v1.0                   # 从 v1.0 到现在
gaoxin diff main..HEAD             # 从一个版本到另一个
gaoxin diff main...HEAD            # 从两个版本分开处到后一个:一个合并请求改了什么
gaoxin diff 旧稿.yaml 新稿.yaml      # 两个文件
gaoxin diff HEAD~3:plan/2022.yaml plan/2022.yaml   # 某个版本里的文件
```

- 按编号比较,不按行:条目换了位置、键换了先后、加减引号、注释、换行,都不算改了值。
  编号缺了或重了,按名称和先后来认。
- 记了[调整](amendments.md)的,和改动合成一句,后面写生效日期和批准依据;记的值与改动对不上,就分开说。
- 文件要读得通,不要求没有错误;有合并冲突的标记、键写了两遍,不知道哪个算数,也不能比较。
  读不通的、没有的版本、改了名的文件,会说明原因,退出码 2。
- `!` 开头的放松了要求。`--fail-on weakens` 时有这样的改动,退出码为 1;没有改动也是 0。
- `--lights` 另说哪些条目的灯变了,为什么;前后两个状态都按同一天算。
- `--format md` 贴到合并请求里:计划里的文字不会变成 Markdown 或 HTML,也不会惊动 @ 到的人。`--format json` 见
  [json.md](json.md)。

`gaoxin status --rev 版本` 和 `gaoxin report … --rev 版本` 照某个版本时的计划和填报来答;
截至哪一天仍由 `--as-of` 定。都只读 git 里的内容,不动现在的文件。

## 什么算放松了要求

反过来的改动说成提高要求、提前、收紧。`gaoxin validate --since 版本` 照这张表要求有调整的记录;
目标和节点上记不下的是错误(P251),计划头部和规则的只是警告(P255),加 `--strict` 才不通过。

"""


class Edit(NamedTuple):
    """One edit: the first ``old`` behind ``after`` becomes ``new``; ``says`` is all that is told of it.

    ``file`` is a filing of the made-up zone; without one it is an edit of the real plan.
    """

    group: str
    title: str
    file: str
    after: str
    old: str
    new: str
    says: tuple[str, ...]

    def text(self) -> tuple[str, str]:
        """Return the file before and after."""
        before = (ZONE.parent / self.file if self.file else PLAN).read_text(encoding="utf-8")
        start = before.index(self.old, before.index(self.after))
        return before, before[:start] + self.new + before[start + len(self.old) :]

    def told(self) -> list[str]:
        """Return what is told of the edit, what weakens the plan with ``!``."""
        marks = (("! " if change.weakens else "") + change.text for change in self.diff().changes)
        return list(marks)

    def diff(self) -> Diff:
        """Return what changed."""
        old = state_of(ZONE if self.file else PLAN)
        return diff(old, self.state(old))

    def state(self, old: State) -> State:
        """Return the state after the edit."""
        value, _ = document.parse(self.text()[1], self.title).values()
        if value is None:
            raise ValueError(self.title)
        if not self.file:
            return State("新", value, old.filed)
        return State("新", old.plan, {**old.filed, self.file.partition("/")[2]: value})


@cache
def state_of(plan: Path) -> State:
    """Return the state that a plan is in."""
    return state("旧", documents(plan))


@cache
def edits() -> tuple[Edit, ...]:
    """Return the edits of the file."""
    value, _ = document.parse(EDITS.read_text(encoding="utf-8"), EDITS.name).values()
    return tuple(
        Edit(
            _text(group, "title"),
            _text(edit, "title"),
            *(_text(edit, key) for key in ("file", "after", "old", "new")),
            tuple(str(said) for said in _list(edit, "says")),
        )
        for group in _list(value, "groups")
        for edit in _list(group, "edits")
    )


def _text(value: Value | None, key: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def _list(value: Value | None, key: str) -> list[Value]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def page() -> str:
    """Return the page."""
    rows = tuple(
        (rule.word + (f" / {rule.opposite}" if rule.opposite else ""), rule.reason) for rule in TABLE
    )
    parts = [_HEAD, to_markdown(Table(("说成", "什么改动"), rows)), "\n## 例子\n"]
    group = ""
    for edit in edits():
        if edit.group != group:
            group = edit.group
            parts.append(f"\n### {group}\n")
        parts.append(f"\n{edit.title}:\n\n```diff\n{_lines(edit)}\n```\n\n")
        told = edit.told()
        parts.append("```text\n" + "\n".join(told) + "\n```\n" if told else "不算改动。\n")
    return "".join(parts)


def _lines(edit: Edit) -> str:
    """Return the lines that an edit takes away and adds."""
    before, after = (text.split("\n") for text in edit.text())
    start = next(n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1])
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    gone, come = before[start : len(before) - end], after[start : len(after) - end]
    pairs = enumerate(zip("".join(gone[:1]), "".join(come[:1]), strict=False))
    spot = next((n for n, (old, new) in pairs if old != new), 0)
    lines = [f"- {_short(line, spot)}" for line in gone] + [f"+ {_short(line, spot)}" for line in come]
    return "\n".join(lines)


def _short(line: str, spot: int) -> str:
    """Return a line of the file, of a very long one what stands around the spot."""
    if len(line) <= _WIDEST:
        return line
    start = max(spot - _WIDEST // 2, 0)
    cut = line[start : start + _WIDEST]
    return ("……" if start else "") + cut + ("……" if start + _WIDEST < len(line) else "")
