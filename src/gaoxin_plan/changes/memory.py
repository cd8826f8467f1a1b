"""What was taken from each workbook, kept in the user's cache: so that a corrected sheet may be sent again.

It says nothing about the plan: without it, the same sheet gives a conflict that shows both values.
"""

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from gaoxin_plan.changes.merging import Earlier
from gaoxin_plan.problems import PlanError
from gaoxin_plan.source import files
from gaoxin_plan.views.form import Slot


def recalled(identity: str) -> Earlier:
    """Return what was taken from a workbook before, as far as it is known."""
    try:
        said = json.loads(_path(identity).read_text(encoding="utf-8"))
        values = {Slot(str(item), str(field)): str(words) for item, field, words in said["values"]}
        return Earlier(str(said["saved"]), values)
    except (OSError, ValueError, KeyError, TypeError):
        return Earlier("", {})


def remember(identity: str, earlier: Earlier) -> None:
    """Note what was taken from a workbook; where that cannot be written, it is not known next time."""
    values = [[*slot, words] for slot, words in sorted(earlier.values.items())]
    text = json.dumps({"saved": earlier.saved, "values": values}, ensure_ascii=False)
    with suppress(PlanError, OSError):
        files.write(_path(identity), text)


def _path(identity: str) -> Path:
    name = hashlib.sha256(identity.encode()).hexdigest()[:32]
    return files.cache() / "sheets" / f"{name}.json"
