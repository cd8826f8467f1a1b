"""What the office decided: about items of the plan, on a day that has come, and in an order that can be."""

from collections.abc import Iterator

from gaoxin_plan.checks.completion import lacked
from gaoxin_plan.checks.filed import Decided
from gaoxin_plan.checks.filings import OFFICE_RULES
from gaoxin_plan.checks.reports import NO_EVIDENCE, likely, missing
from gaoxin_plan.checks.rule import CUTS, Rule
from gaoxin_plan.model.office import CLOSED, REOPENED, Decision
from gaoxin_plan.problems import Finding, Kind, Place

NO_ITEM = Kind(
    "P420",
    "决定的条目不在计划中",
    "计划里没有条目“{id}”{guess}",
    "照计划里的条目编号改正",
    requires=CUTS,
)
FUTURE = Kind("P421", "决定日期还没有到", "决定日期 {day} 还没有到", "请核对日期", requires=CUTS)
OUT_OF_TURN = Kind("P422", "决定接不上", "{id} {why}", "办结之后才能重新打开,重新打开之后才能再办结")
NO_REASON = Kind(
    "P423",
    "没有达标而办结,没有理由",
    "{id} 办结时{unmet}",
    "写 reason 说明理由(命令里是 --despite),或等达标后再办结",
    requires=("P131", "P140", "P422"),
)
NO_GROUND = Kind(
    "P424",
    "重新打开没有理由",
    "{id} 重新打开没有写理由",
    "写 reason 说明理由",
    requires=("P131", "P140", "P422"),
)


def _decisions(decided: Decided) -> Iterator[tuple[Place, Decision]]:
    for n, decision in enumerate(decided.record.decisions):
        yield ("decisions", n), decision


def _no_items(decided: Decided) -> Iterator[Finding]:
    for place, decision in _decisions(decided):
        if decision.item not in decided.around.tasks:
            guess = likely(decision.item, decided.around.tasks)
            yield NO_ITEM.at((*place, "item"), id=decision.item, guess=guess)


def _future(decided: Decided) -> Iterator[Finding]:
    for place, decision in _decisions(decided):
        if decision.date > decided.around.today:
            yield FUTURE.at((*place, "date"), day=decision.date)


def _out_of_turn(decided: Decided) -> Iterator[Finding]:
    around = decided.around
    for place, decision in _decisions(decided) if around.is_decided_in_order else ():
        before = REOPENED
        for known in around.progress.decisions[decision.item]:
            if known is decision:
                break
            before = known.decision
        if before == decision.decision:
            why = "已经办结,又办结一次" if before == CLOSED else "没有办结,却重新打开"
            yield OUT_OF_TURN.at((*place, "decision"), id=decision.item, why=why)


def _no_reason(decided: Decided) -> Iterator[Finding]:
    for place, decision in _decisions(decided):
        task = decided.around.tasks.get(decision.item)
        if task is None or decision.decision != CLOSED or decision.reason:
            continue
        if words := lacked(decided.around, task, decision, decided.period):
            where = (*place, "decision")
            yield NO_REASON.at(where, id=decision.item, unmet=";".join(words))._replace(about=place)


def _no_ground(decided: Decided) -> Iterator[Finding]:
    for place, decision in _decisions(decided):
        if decision.decision == REOPENED and not decision.reason:
            yield NO_GROUND.at((*place, "decision"), id=decision.item)._replace(about=place)


def _no_evidence(decided: Decided) -> Iterator[Finding]:
    for place, decision in _decisions(decided) if decided.around.on_disk else ():
        if decision.evidence:
            yield from missing(decided, (*place, "evidence"), decision.evidence)


RULES: tuple[Rule[Decided], ...] = (
    *OFFICE_RULES,
    Rule(NO_ITEM, _no_items),
    Rule(FUTURE, _future),
    Rule(OUT_OF_TURN, _out_of_turn),
    Rule(NO_REASON, _no_reason),
    Rule(NO_GROUND, _no_ground),
    Rule(NO_EVIDENCE, _no_evidence),
)
