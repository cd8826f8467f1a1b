"""How the fields of a plan are read: each from a string, by one reader, with its Chinese name.

A field's annotation carries an instance of :class:`Field`. Pydantic asks it for a validator at the
door; nothing here imports pydantic, so that records can be built without it.
"""

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gaoxin_plan.model import numerals
from gaoxin_plan.model.text import joined
from gaoxin_plan.problems import BadValueError, Kind, printable

if TYPE_CHECKING:
    from pydantic_core.core_schema import CoreSchema

Json = dict[str, Any]
"""A JSON Schema, or a part of one."""
Handler = Callable[[Any], Json]
"""How pydantic makes the JSON Schema of a core schema."""

SHAPE = Kind(
    "P142", "写法不对", "“{name}”应是{expected},不是{found}", "照样例改:{example}", requires=("P131",)
)
SEPARATOR = Kind(
    "P143",
    "列表里用了中文标点",
    "列表里的“{value}”用了“{mark}”分隔,会被当作一个名称",
    "用英文逗号加空格分开:[{example}]",
)
IDENTIFIER = Kind("P146", "编号写法不对", "“{name}”的值“{value}”写法不对", "写成 {example} 这样:{rule}")
CHOICE = Kind("P147", "不在可选值之中", "“{name}”的值“{value}”不在可选值之中", "可选:{choices}")
NUMERAL = Kind("P148", "序号不对", "序号“{value}”不是数字", "照印发件写:一、二、……三十")

Value = str | list["Value"] | dict[str, "Value"]
"""What a file says, before any schema: strings, lists and mappings of strings."""

INVISIBLE = Kind(
    "P153",
    "值里有看不见的字符",
    "“{name}”的值里有看不见的控制字符({code})",
    "删去它;多半是从网页或 PDF 复制来的",
)

KINDS = (SHAPE, SEPARATOR, IDENTIFIER, CHOICE, NUMERAL, INVISIBLE)

_INVISIBLE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]"  # the last: no UTF-8
SHAPES: dict[type, str] = {str: "文字", list: "列表", dict: "一组键值"}


class Field:
    """A field's Chinese name, what it says, and how its text is read."""

    expected = "一段文字"
    example = "title: 标题"

    def __init__(self, title: str, description: str = "") -> None:
        self.title = title
        self.description = description

    def read(self, text: str) -> object:
        """Return the value of ``text``; raises BadValueError."""
        return text

    def check(self, value: object) -> object:
        """Return the value of what stands in the file; raises BadValueError."""
        if not isinstance(value, str):
            raise self.misshapen(value)
        return self.read(self.seen(value))

    def said(self, text: str) -> str:
        """Return ``text`` with its lines joined; raises BadValueError where it holds what no one can see."""
        said = joined(text)
        if not said.isprintable():  # it has paragraphs, or what no one can see
            self.seen(text)
        return said

    def seen(self, text: str) -> str:
        """Return ``text``; raises BadValueError where it holds what no one can see."""
        found = None if text.isprintable() else re.search(_INVISIBLE, text)
        if found is None:
            return text
        raise BadValueError(INVISIBLE, name=self.title, code=f"U+{ord(found.group()):04X}")

    def misshapen(self, value: object) -> BadValueError:
        """Return the fault of a list where a text is meant, and the like."""
        found = SHAPES.get(type(value), "空的")
        return BadValueError(
            SHAPE, name=self.title, expected=self.expected, found=found, example=self.example
        )

    def core_schema(self) -> "CoreSchema":
        """Return the schema that pydantic-core validates this field by."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_core_schema__(
        self, source: type, handler: Callable[[type], "CoreSchema"]
    ) -> "CoreSchema":
        """Return the same to pydantic, when it reads the annotation itself."""
        return self.core_schema()

    def json(self) -> Json:
        """Return the JSON Schema of what may be written, for editors, which see ``10`` as a number."""
        return {"type": ["string", "number"]}

    def __get_pydantic_json_schema__(self, core: "CoreSchema", handler: Handler) -> Json:
        """Return the same to pydantic, with the field's Chinese name."""
        return self.json() | self.named()

    def named(self) -> Json:
        """Return the field's name and description as JSON Schema has them."""
        return {"title": self.title} | ({"description": self.description} if self.description else {})


class Line(Field):
    """A name or a sentence on one line; line breaks join what they separate."""

    def check(self, value: object) -> str:
        """Return the text."""
        if not isinstance(value, str):
            raise self.misshapen(value)
        return self.said(value)


class Text(Line):
    """Long text, a sentence a line; a blank line is a paragraph break, and the only line break that stays."""

    example = "text: |-(下一行起每句一行)"


class Table(Field):
    """Values by id, all read alike."""

    expected = "一组编号和值"
    example = "FZ-05.1: 6"

    def __init__(self, title: str, inner: Field, description: str = "") -> None:
        super().__init__(title, description)
        self.inner = inner

    def core_schema(self) -> "CoreSchema":
        """Return the schema that pydantic-core validates it by: each value has a place of its own."""
        from pydantic_core import core_schema

        return core_schema.dict_schema(core_schema.str_schema(), self.inner.core_schema())

    def json(self) -> Json:
        """Return the JSON Schema: a mapping whose values are all alike."""
        return {"type": "object", "additionalProperties": self.inner.json()}


class Identifier(Field):
    """An id: letters first, so that a spreadsheet takes it neither for a date nor for a number."""

    example = "id: FZ-05"

    def __init__(self, title: str, pattern: str, shape: str, rule: str) -> None:
        super().__init__(title, rule)
        self.pattern = pattern
        self.shape = shape

    @cached_property
    def _form(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.ASCII)

    def read(self, text: str) -> str:
        """Return the id as written."""
        if self._form.fullmatch(text):
            return text
        raise BadValueError(
            IDENTIFIER, name=self.title, value=printable(text), example=self.shape, rule=self.description
        )

    def json(self) -> Json:
        """Return the JSON Schema: text of the pattern."""
        return {"type": "string", "pattern": f"^{self.pattern}$"}


class Choice(Field):
    """One of a few words."""

    def __init__(
        self,
        title: str,
        choices: tuple[str, ...],
        make: Callable[[str], object] = str,
        description: str = "",
    ) -> None:
        super().__init__(title, description)
        self.choices = choices
        self.make = make

    def read(self, text: str) -> object:
        """Return the chosen word, as a member of its enumeration."""
        if text in self.choices:
            return self.make(text)
        raise BadValueError(CHOICE, name=self.title, value=printable(text), choices="、".join(self.choices))

    def json(self) -> Json:
        """Return the JSON Schema: one of the words."""
        return {"enum": [str(choice) for choice in self.choices]}


class Flag(Choice):
    """Whether something holds: ``true`` or ``false``."""

    expected = "true 或 false"

    def __init__(self, title: str, description: str = "") -> None:
        super().__init__(title, ("true", "false"), "true".__eq__, description)

    def json(self) -> Json:
        """Return the JSON Schema: what editors see as a boolean."""
        return {"enum": [True, False, *self.choices]}


class Ordinal(Field):
    """A printed number, 一 or 1; kept as printed."""

    def read(self, text: str) -> str:
        """Return the number as printed."""
        if numerals.parse(text):
            return text
        raise BadValueError(NUMERAL, value=printable(text))


class Names(Field):
    """A list of names; a single name may stand alone."""

    expected = "一个名称或一列名称"
    example = "responsible: [甲单位, 乙单位]"
    brackets = "【】［］"
    marks = "、，；;,"  # what is taken for a separator that YAML does not know

    def check(self, value: object) -> tuple[str, ...]:
        """Return the names in order."""
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list):
            raise self.misshapen(value)
        for name in names:
            if not name or not isinstance(name, str):
                raise self.misshapen(name)
        strange = self.marks + self.brackets
        for name in names:
            if mark := next((char for char in name if char in strange), None):
                meant = self._meant(names)
                example = ", ".join(meant)
                raise BadValueError(SEPARATOR, mend=meant, value=printable(name), mark=mark, example=example)
        return tuple(map(self.said, names))

    def _meant(self, names: list[str]) -> list[str]:
        return [
            part
            for name in names
            for part in re.split(rf"[{self.marks}]\s*", name.strip(self.brackets + " "))
            if part
        ]

    def json(self) -> Json:
        """Return the JSON Schema: a name, or a list of names."""
        name = {"type": "string", "pattern": f"^[^{self.marks}{self.brackets}]+$"}
        return {"anyOf": [name, {"type": "array", "items": name}]}


class Paths(Names):
    """A list of files, whose names may hold any mark."""

    expected = "一个文件或一列文件"
    example = "evidence: [佐证/批复.pdf]"
    brackets = ""
    marks = "\n"


class Raw(Field):
    """A value whose kind another key tells: kept as it is written, a text or several."""

    def check(self, value: object) -> tuple[str, ...]:
        """Return the text or the texts."""
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
            raise self.misshapen(value)
        return tuple(self.seen(text) for text in texts)

    def json(self) -> Json:
        """Return the JSON Schema: a text or number, or a list of them."""
        one = {"type": ["string", "number"]}
        return {"anyOf": [one, {"type": "array", "items": one}]}


class Parts(Field):
    """A list of records, or one record: pydantic reads it; this only names it."""

    def __get_pydantic_core_schema__(
        self, source: type, handler: Callable[[Any], "CoreSchema"]
    ) -> "CoreSchema":
        """Return what pydantic makes of the annotation by itself."""
        return handler(source)

    def __get_pydantic_json_schema__(self, core: "CoreSchema", handler: Handler) -> Json:
        """Return pydantic's own, with the field's Chinese name."""
        return handler(core) | self.named()
