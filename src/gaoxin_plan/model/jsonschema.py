"""JSON Schema of the files, for editors: completed and checked as one types."""

from typing import Any

from gaoxin_plan.model import shape
from gaoxin_plan.model.fields import Json
from gaoxin_plan.model.filing import Filing
from gaoxin_plan.model.office import Office
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.target import GOALS

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The dialect that editors' YAML support reads best."""

FILES: dict[str, type] = {"plan": Plan, "filing": Filing, "office": Office}
"""The kinds of file there is a schema for."""

_RECORDS = {
    "Plan": ("计划", "一份工作要点:印发的全部内容,进展另行填报。"),
    "Source": ("原件", "印发件的文本文件和它的指纹;写上以后,每次检查都与原件逐字核对。"),
    "Department": ("部门", "牵头或负责条目的单位。"),
    "Section": ("部分", "印发件的一个部分;这里写的牵头部门对没有另写的条目有效。"),
    "Item": ("条目", "印发件的一条任务。"),
    "Target": ("目标", "可以数的承诺;不少于、不超过、恰好、左右、区间、提升、下降、频次,写其中一种。"),
    "Milestone": ("节点", "只分完成与没完成的承诺。"),
    "Filing": ("填报", "一个部门一个报告期的进展。"),
    "ItemFiling": ("条目填报", "一个条目的进展。"),
    "Rules": ("亮灯规则", "采用哪一种公布的规则,哪里与它不同。"),
    "Amendment": ("调整", "对已印发计划的一处改动:改前、改后、理由、批准依据、生效日期。"),
    "Office": ("督办决定", "一个报告期里的办结销号和重新打开。"),
    "Decision": ("决定", "对一个条目的办结销号或重新打开。"),
}


def json_schema(record: type) -> Json:
    """Return the JSON Schema of a kind of file, which pydantic makes from its record."""
    from pydantic import TypeAdapter

    schema: Json = TypeAdapter(record).json_schema(ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs", {})
    keys = {slot.name: slot.key for slot in shape.slots(record)}
    schema["properties"] = {keys[name]: part for name, part in schema["properties"].items()}
    for name, part in (*definitions.items(), (record.__name__, schema)):
        part["title"], part["description"] = _RECORDS[name]
    definitions.get("Target", {})["oneOf"] = [{"required": [goal]} for goal in GOALS]
    if record is Plan:
        schema["oneOf"] = [{"required": ["year"]}, {"required": ["from", "to"]}]
    return {"$schema": DIALECT, **_plain(schema), "definitions": _plain(definitions)}


def _plain(part: Any) -> Any:  # noqa: ANN401  JSON
    """Return a schema without its defaults, and without null, which no key may hold."""
    if isinstance(part, list):
        return [_plain(each) for each in part if each != {"type": "null"}]
    if isinstance(part, dict):
        return {key: _plain(each) for key, each in part.items() if key != "default"}
    return part
