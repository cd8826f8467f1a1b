"""Every kind of problem there is: the one list that the gallery and the docs are made from."""

from gaoxin_plan.checks import proof, run, source
from gaoxin_plan.model import door, fields, plan, quantities
from gaoxin_plan.problems import Kind
from gaoxin_plan.source import document, files, lexical, reader

_MODULES = (files, reader, lexical, document, door, fields, quantities, plan, source)

KINDS: tuple[Kind, ...] = (
    *(kind for module in _MODULES for kind in module.KINDS),
    *(rule.kind for rule in (*run.RULES, *proof.RULES)),
)
