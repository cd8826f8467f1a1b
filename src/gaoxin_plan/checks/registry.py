"""Every kind of problem there is: the one list that the gallery and the docs are made from."""

from typing import Any

from gaoxin_plan.checks import filings, office, proof, quotes, run, since, source
from gaoxin_plan.checks.rule import Rule
from gaoxin_plan.model import amendment, door, fields, plan, quantities, rules, target
from gaoxin_plan.problems import Kind
from gaoxin_plan.source import files, lexical, plain, reader

_MODULES = (
    files, reader, lexical, plain, door, fields, quantities, target, rules, amendment, plan, source, since,
)  # fmt: skip

_RULES: tuple[Rule[Any], ...] = (
    *run.RULES, *quotes.RULES, *proof.RULES, *run.FILING_RULES, *office.RULES,
)  # fmt: skip

KINDS: tuple[Kind, ...] = (
    *(kind for module in _MODULES for kind in module.KINDS),
    filings.STRAY,
    *dict.fromkeys(rule.kind for rule in _RULES),
)
