"""Two states to compare, out of files that need not be right, only readable."""

from collections.abc import Mapping

from gaoxin_plan.git.sides import Side
from gaoxin_plan.model import raw
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.office import Office
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import PlanError
from gaoxin_plan.source import lexical, plain
from gaoxin_plan.source.document import Document
from gaoxin_plan.views.diff.change import Diff, State, diff, file_diff

_UNSURE = (lexical.CONFLICT, plain.DUPLICATE_KEY)
"""What a file is read in spite of, but in which of its values are meant only one can be right."""
_TIME = ("year", "from", "to")


def compared(old: Side, new: Side) -> Diff:
    """Return what changed from one side to another; where one is a file alone, only of files.

    Raises PlanError for files that cannot be read as YAML, and for two that have nothing in common.
    """
    if not (old.alone or new.alone):
        return diff(state(old.name, old.documents()), state(new.name, new.documents()))
    first, then = (state(side.name, {"": side.documents()[""]}) for side in (old, new))
    _refuse_unlike(old, new, first.plan, then.plan)
    return file_diff(first, then)


def state(name: str, documents: Mapping[str, Document]) -> State:
    """Return the values of a state's files; raises PlanError where one cannot be read as YAML."""
    values = {file: _values(document) for file, document in documents.items()}
    return State(name, values.pop(""), values)


def _values(document: Document) -> Value:
    value, found = document.values()
    unsure = [each for each in (*document.findings, *found) if value is None or each.kind in _UNSURE]
    if value is None or unsure:
        told = document.problem(unsure[0])
        where = f"{told.path}:{told.line}:{told.column}"
        raise PlanError(f"{where} 读不通,没法比较:{told.message}", told.hint)
    return value


def _refuse_unlike(old: Side, new: Side, first: Value | None, then: Value | None) -> None:
    kinds = [raw.record_of(raw.entry(value)) for value in (first, then)]
    if kinds[0] is not kinds[1]:
        words = ["计划" if kind is Plan else "督办决定" if kind is Office else "填报" for kind in kinds]
        raise PlanError(f"{old.name} 是{words[0]},{new.name} 是{words[1]},没法比较", "写两个同类的文件")
    times = _time(first), _time(then)
    if old.path.name != new.path.name and kinds[0] is Plan and times[0] != times[1]:
        raise PlanError(
            f"两份计划不是同一时期的:{old.name} 是 {times[0]},{new.name} 是 {times[1]}",
            "逐条比较的是同一份计划的前后;下一年的计划由 gaoxin init --from 起草",
        )


def _time(plan: Value | None) -> str:
    said = [plan.get(key) for key in _TIME] if isinstance(plan, dict) else []
    return " 至 ".join(each for each in said if isinstance(each, str)) or "没有写年份"
