"""Templates that strangers may write: where they lie, the sandbox they run in, what is wrong with them."""

from gaoxin_plan.render.word.package import ANNEX_MARKER, BODY_MARKER

BODY, ANNEX = BODY_MARKER, ANNEX_MARKER
