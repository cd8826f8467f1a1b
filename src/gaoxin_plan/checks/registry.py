"""Every kind of problem there is: the one list that the gallery and the docs are made from."""

from gaoxin_plan.checks import run
from gaoxin_plan.model import door, fields, plan
from gaoxin_plan.problems import Kind
from gaoxin_plan.source import document, files, lexical, reader

KINDS: tuple[Kind, ...] = (
    *files.KINDS, *reader.KINDS, *lexical.KINDS, *document.KINDS,
    *door.KINDS, *fields.KINDS, *plan.KINDS, *run.KINDS,
)  # fmt: skip
