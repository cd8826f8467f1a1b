"""Edits of files: each shows a file before, what is done, and the file after, to the character."""

import re
from copy import deepcopy
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.filing import Filing, ItemFiling
from gaoxin_plan.model.office import Office
from gaoxin_plan.model.plan import Item, Plan
from gaoxin_plan.model.text import joined
from gaoxin_plan.problems import Place
from gaoxin_plan.source import canonical
from gaoxin_plan.source import edits as edits_module
from gaoxin_plan.source.document import Document, parse
from gaoxin_plan.source.edits import Add, Drop, Edit, Put, Rename, edited, same
from gaoxin_plan.source.pen import Pen
from gaoxin_plan.source.plain import NO_VALUE
from gaoxin_plan.source.tree import Mapping, Node

ORDER = ["FZ-01", "FZ-01.1", "FZ-01.m1", "FZ-05", "FZ-05.1", "FZ-05.2", "FZ-05.m1", "GG-02"]


class Case(NamedTuple):
    """A file before and after some edits; ``record`` is what it holds."""

    name: str
    before: str
    edits: list[Edit]
    after: str
    record: type = ItemFiling


VALUES = [
    Case(
        "one value, and the comment behind it",
        "# 填报\nstate:  进行中  # 待核\n\nnext: 甲\n",
        [Put(("state",), "已完成")],
        "# 填报\nstate:  已完成  # 待核\n\nnext: 甲\n",
    ),
    Case("a value in quotes", "state: '进行中' # 甲\n", [Put(("state",), "受阻")], "state: 受阻 # 甲\n"),
    Case(
        "a number below an id",
        "values:\n    FZ-05.1: 6 # 项\n    FZ-05.2: 1\n",
        [Put(("values", "FZ-05.1"), "7.5")],
        "values:\n    FZ-05.1: 7.5 # 项\n    FZ-05.2: 1\n",
    ),
    Case(
        "a mapping: only what differs in it",
        "values:\n  FZ-05.1: 6 # 项\n  # 乙\n  FZ-05.2: 1 # 户\n",
        [Put(("values",), {"FZ-05.1": "6", "FZ-05.2": "2"})],
        "values:\n  FZ-05.1: 6 # 项\n  # 乙\n  FZ-05.2: 2 # 户\n",
    ),
    Case(
        "a mapping: what is missing in the new one goes",
        "values:\n  FZ-05.1: 6\n  # 乙\n  FZ-05.2: 1\n",
        [Put(("values",), {"FZ-05.2": "1", "FZ-01.1": "3"})],
        "values:\n  FZ-01.1: 3\n  # 乙\n  FZ-05.2: 1\n",
    ),
    Case(
        "a mapping by a word, and back",
        "values: # 项\n  FZ-05.1: 6 # 甲\n  # 乙\n  FZ-05.2: 1 # 丙\n# 丁\nstate: 受阻\n",
        [Put(("values",), "6"), Put(("values",), {"FZ-05.1": "7"})],
        "values: # 项\n  FZ-05.1: 7\n# 丁\nstate: 受阻\n",
    ),
    Case(
        "a key without a value",
        "problems:\nstate: 受阻\n",
        [Put(("problems",), "缺人")],
        "problems: 缺人\nstate: 受阻\n",
    ),
    Case(
        "keys without a value, with what is behind them",
        "problems:  # 待补\nnext:   \nvalues:\nstate: ~\n",
        [
            Put(("problems",), "缺人。缺钱。"),
            Put(("next",), "找人"),
            Put(("values", "FZ-05.1"), "6"),
            Put(("state",), "受阻"),
        ],
        "problems: |-  # 待补\n  缺人。\n  缺钱。\nnext: 找人\nvalues:\n  FZ-05.1: 6\nstate: 受阻\n",
    ),
    Case(
        "in quotes where YAML would read something else",
        "state: 进行中\nevidence: [a.pdf]\n",
        [
            Put(("progress",), "- 甲"),
            Put(("problems",), "# 乙"),
            Put(("next",), "丙: 丁"),
            Put(("evidence",), ["a.pdf", "b, c.pdf", "是", "~"]),
        ],
        'state: 进行中\nprogress: "- 甲"\nproblems: "# 乙"\nnext: "丙: 丁"\nevidence: [a.pdf, "b, c.pdf", 是, "~"]\n',
    ),
    Case(
        "what would be read as nothing",
        "state: 进行中\n",
        [Put(("progress",), "null"), Put(("problems",), ""), Put(("next",), " 甲")],
        'state: 进行中\nprogress: "null"\nproblems: ""\nnext: " 甲"\n',
    ),
    Case(
        "a full-width colon that the lexical pass would mend",
        "evidence:\n  - a.pdf\n",
        [Add(("evidence",), "note：b.pdf"), Add(("evidence",), "说明：c.pdf")],
        'evidence:\n  - a.pdf\n  - "note：b.pdf"\n  - 说明：c.pdf\n',
    ),
    Case(
        "a colon that the lexical pass would mend in a text, and no block below a key in quotes",
        '"progress": 甲\n',
        [Put(("progress",), "甲。x：y #z。")],
        '"progress": "甲。x：y #z。"\n',
    ),
    Case(
        "signs that the lexical pass would take for a slip even in quotes",
        "values:\n  FZ-05.1: 6\ndone: {FZ-05.m1: 6}\n",
        [Put(("values", "FZ-05.1"), "6 #项"), Put(("done", "FZ-05.m1"), '甲 "#, {b：丙"')],
        'values:\n  FZ-05.1: "6 #项"\n'
        'done: {FZ-05.m1: "甲 \\u0022\\u0023\\u002c \\u007bb\\uff1a丙\\u0022"}\n',
    ),
    Case(
        "characters that no one can see",
        "state: 进行中\n",
        [Put(("progress",), "甲\u200b乙。丙\u2028。"), Put(("next",), "\t甲。乙。")],
        'state: 进行中\nprogress: "甲\\u200b乙。丙\\u2028。"\nnext: "\\t甲。乙。"\n',
    ),
]

TEXTS = [
    Case(
        "a block by a block",
        "progress: |-  # 见附件\n  甲。\n  乙。\n\n\nnext: 丙\n",
        [Put(("progress",), "丁。戊！")],
        "progress: |-  # 见附件\n  丁。\n  戊！\n\n\nnext: 丙\n",
    ),
    Case(
        "a block by a sentence",
        "progress: |-  # 见附件\n  甲。\n  乙。\n\nnext: 丙\n",
        [Put(("progress",), "丁。")],
        "progress: 丁。  # 见附件\n\nnext: 丙\n",
    ),
    Case(
        "a sentence by a block",
        "progress: 甲。 # 待核\n# 下步\nnext: 丙\n",
        [Put(("progress",), "丁。戊")],
        "progress: |- # 待核\n  丁。\n  戊\n# 下步\nnext: 丙\n",
    ),
    Case(
        "paragraphs",
        "state: 受阻\n",
        [Put(("next",), "甲。乙。\r\n丙")],
        "state: 受阻\nnext: |-\n  甲。\n  乙。\n\n  丙\n",
    ),
    Case(
        "a space at the front",
        "state: 受阻\n",
        [Put(("next",), " 甲。乙。")],
        "state: 受阻\nnext: |2-\n   甲。\n  乙。\n",
    ),
    Case(
        "what looks like YAML in a block",
        "state: 受阻\n",
        [Put(("next",), "a: b。# c。- d。---\n...")],
        "state: 受阻\nnext: |-\n  a: b。\n  # c。\n  - d。\n  ---\n\n  ...\n",
    ),
    Case(
        "no sentence but space",
        "state: 受阻\n",
        [Put(("next",), "甲。乙。 ")],
        'state: 受阻\nnext: "甲。乙。 "\n',
    ),
    Case(
        "the last thing of a file",
        "next: |-\n  甲。\n  乙。",
        [Put(("next",), "丙。丁。")],
        "next: |-\n  丙。\n  丁。",
    ),
    Case(
        "behind the last thing",
        "progress: |-\n  甲。\n  乙。\n\n",
        [Put(("next",), "丙")],
        "progress: |-\n  甲。\n  乙。\nnext: 丙\n\n",
    ),
    Case(
        "a comment that the block would swallow: one line",
        "progress: 甲\n      # 乙\nnext: 丙\n",
        [Put(("progress",), "甲。乙。")],
        "progress: 甲。乙。\n      # 乙\nnext: 丙\n",
    ),
    Case(
        "a name is not broken into lines",
        "title: 甲\ntext: 甲\n",
        [Put(("title",), "甲。乙。")],
        "title: 甲。乙。\ntext: 甲\n",
        Item,
    ),
    Case(
        "in braces",
        "{state: 受阻, next: 甲}\n",
        [Put(("next",), "甲。乙: 丙。")],
        '{state: 受阻, next: "甲。乙: 丙。"}\n',
    ),
    Case("very long", "state: 受阻\n", [Put(("next",), "长" * 5000)], f"state: 受阻\nnext: {'长' * 5000}\n"),
]

KEYS = [
    Case(
        "in the order of the record",
        "# 头\nstate: 受阻 # 甲\n\n# 证据\nevidence: [a.pdf]\n",
        [Put(("next",), "乙"), Put(("progress",), "丙")],
        "# 头\nstate: 受阻 # 甲\nprogress: 丙\nnext: 乙\n\n# 证据\nevidence: [a.pdf]\n",
    ),
    Case("before the first", "# 头\nnext: 乙\n", [Put(("state",), "受阻")], "# 头\nstate: 受阻\nnext: 乙\n"),
    Case(
        "in the order of the plan, new ones at the end",
        "items:\n    FZ-05:\n        state: 受阻\n    ZZ-01: {state: 受阻}\n",
        [
            Put(("items", "GG-02", "state"), "未启动"),
            Put(("items", "FZ-01", "state"), "未启动"),
            Put(("items", "QQ-01", "state"), "受阻"),
        ],
        "items:\n    FZ-01:\n      state: 未启动\n    FZ-05:\n        state: 受阻\n    GG-02:\n      state: 未启动\n"
        "    ZZ-01: {state: 受阻}\n    QQ-01:\n      state: 受阻\n",
        Filing,
    ),
    Case(
        "a whole item, its keys put in order",
        "period: 2022Q2\n",
        [
            Put(
                ("items", "FZ-05"),
                {
                    "evidence": ["a.pdf"],
                    "values": {"FZ-05.2": "1", "FZ-05.1": "6"},
                    "progress": "甲。乙。",
                    "state": "受阻",
                },
            )
        ],
        "period: 2022Q2\nitems:\n  FZ-05:\n    state: 受阻\n    progress: |-\n      甲。\n      乙。\n    values:\n"
        "      FZ-05.1: 6\n      FZ-05.2: 1\n    evidence: [a.pdf]\n",
        Filing,
    ),
    Case(
        "an unknown key",
        "state: 受阻\nevidence: a\n",
        [Put(("note: 1",), "甲")],
        'state: 受阻\nevidence: a\n"note: 1": 甲\n',
    ),
    Case(
        "behind the comments that belong to the one before",
        "items:\n  FZ-01:\n    state: 受阻\n\n    # 待补\n  # 公共\n  GG-02:\n    state: 受阻\n",
        [Put(("items", "FZ-05", "state"), "受阻")],
        "items:\n  FZ-01:\n    state: 受阻\n\n    # 待补\n  FZ-05:\n    state: 受阻\n  # 公共\n  GG-02:\n    state: 受阻\n",
        Filing,
    ),
    Case(
        "in a record of a list",
        "period: 2022Q2\ndecisions:\n- # 甲\n  date: 2022-09-30\n- date: 2022-09-30\n",
        [Put(("decisions", 0, "by"), "张三"), Put(("decisions", 1, "item"), "FZ-05")],
        "period: 2022Q2\ndecisions:\n- # 甲\n  date: 2022-09-30\n  by: 张三\n- item: FZ-05\n  date: 2022-09-30\n",
        Office,
    ),
    Case(
        "in braces",
        "{state: 受阻, values: { FZ-05.1: 6 }, evidence: a} # 甲\n",
        [
            Put(("values", "FZ-05.2"), "1"),
            Put(("values", "FZ-01.1"), "2"),
            Put(("next",), "乙"),
            Put(("evidence",), "b, c"),
        ],
        '{state: 受阻, next: 乙, values: { FZ-01.1: 2, FZ-05.1: 6, FZ-05.2: 1 }, evidence: "b, c"} # 甲\n',
    ),
    Case(
        "a key in braces that has no value",
        "{state, next: , progress: }\n",
        [Put(("state",), "受阻"), Put(("next",), "甲"), Put(("progress",), "乙")],
        "{state: 受阻, next: 甲, progress: 乙}\n",
    ),
    Case(
        "empty braces",
        "values: {} # 甲\ndone: {}\n",
        [Put(("values", "FZ-05.1"), "6"), Put(("done", "FZ-05.m1"), "2022-06-20")],
        "values: {FZ-05.1: 6} # 甲\ndone: {FZ-05.m1: 2022-06-20}\n",
    ),
    Case(
        "empty braces where records belong",
        "period: 2022Q2\nitems: {} # 甲\n",
        [Put(("items", "FZ-05", "state"), "受阻")],
        "period: 2022Q2\nitems: # 甲\n  FZ-05:\n    state: 受阻\n",
        Filing,
    ),
    Case(
        "an empty file of braces",
        "{} # 甲\n",
        [Put(("items", "FZ-05", "state"), "受阻")],
        "items: # 甲\n  FZ-05:\n    state: 受阻\n",
        Filing,
    ),
]

LISTS = [
    Case("missing", "state: 受阻\n", [Add(("evidence",), "a.pdf")], "state: 受阻\nevidence: [a.pdf]\n"),
    Case(
        "in brackets",
        "evidence: [a.pdf, b.pdf] # 甲\n",
        [Add(("evidence",), "c, d.pdf")],
        'evidence: [a.pdf, b.pdf, "c, d.pdf"] # 甲\n',
    ),
    Case("empty brackets", "evidence: [] # 甲\n", [Add(("evidence",), "a.pdf")], "evidence: [a.pdf] # 甲\n"),
    Case(
        "empty brackets in braces", "{evidence: []}\n", [Add(("evidence",), "a.pdf")], "{evidence: [a.pdf]}\n"
    ),
    Case(
        "a single one",
        "evidence: a.pdf # 甲\n",
        [Add(("evidence",), "b.pdf")],
        "evidence: [a.pdf, b.pdf] # 甲\n",
    ),
    Case(
        "no value",
        "evidence: # 甲\nstate: 受阻\n",
        [Add(("evidence",), "b.pdf")],
        "evidence: [b.pdf] # 甲\nstate: 受阻\n",
    ),
    Case(
        "with dashes",
        "evidence:\n- a.pdf # 甲\n- b.pdf # 乙\n# 丙\nstate: 受阻\n",
        [Add(("evidence",), "c.pdf")],
        "evidence:\n- a.pdf # 甲\n- b.pdf # 乙\n- c.pdf\n# 丙\nstate: 受阻\n",
    ),
    Case(
        "over several lines",
        "evidence: [\n  a.pdf, # 甲\n  b.pdf # 乙\n]\n",
        [Add(("evidence",), "c.pdf"), Drop(("evidence", 0))],
        "evidence: [\n  # 甲\n  b.pdf, c.pdf # 乙\n]\n",
    ),
    Case(
        "put anew: what stays is not touched",
        "evidence:\n  - a.pdf # 甲\n  - b.pdf # 乙\n  - c.pdf\n",
        [Put(("evidence",), ["a.pdf", "c.pdf", "d.pdf"])],
        "evidence:\n  - a.pdf # 甲\n  - c.pdf\n  - d.pdf\n",
    ),
    Case(
        "put anew, nothing stays",
        "evidence:\n  - a.pdf # 甲\nstate: 受阻\n",
        [Put(("evidence",), ["b.pdf"])],
        "evidence: [b.pdf]\nstate: 受阻\n",
    ),
    Case(
        "one entry",
        "evidence: [a, b, c] # 甲\n",
        [Put(("evidence", 1), "[d")],
        'evidence: [a, "[d", c] # 甲\n',
    ),
    Case(
        "entries with dashes",
        "evidence:\n  - a # 甲\n  - # 乙\n",
        [Put(("evidence", 0), "b"), Put(("evidence", 1), "c")],
        "evidence:\n  - b # 甲\n  - c # 乙\n",
    ),
    Case(
        "a first record",
        "period: 2022Q2\n",
        [Add(("decisions",), {"date": "2022-09-30", "item": "FZ-05", "evidence": ["a.pdf"]})],
        "period: 2022Q2\ndecisions:\n  - item: FZ-05\n    date: 2022-09-30\n    evidence: [a.pdf]\n",
        Office,
    ),
    Case(
        "one more record",
        "decisions:\n- item: FZ-01 # 甲\n  by: 张三\n\n# 完\n",
        [Add(("decisions",), {"item": "FZ-05", "by": "李四"})],
        "decisions:\n- item: FZ-01 # 甲\n  by: 张三\n- item: FZ-05\n  by: 李四\n\n# 完\n",
        Office,
    ),
    Case(
        "a record into empty brackets",
        "decisions: [] # 甲\n",
        [Add(("decisions",), {"item": "FZ-05", "by": "李四"})],
        "decisions: # 甲\n  - item: FZ-05\n    by: 李四\n",
        Office,
    ),
    Case(
        "a record beside one in braces",
        "decisions: [{item: FZ-01, by: 张三}]\n",
        [Add(("decisions",), {"item": "FZ-05", "by": "李四: 甲"})],
        'decisions: [{item: FZ-01, by: 张三}, {item: FZ-05, by: "李四: 甲"}]\n',
        Office,
    ),
    Case(
        "a record that stands alone",
        "decisions: # 甲\n  item: FZ-01 # 乙\n\n  # 丙\n  by: 张三\n",
        [Add(("decisions",), {"item": "FZ-05", "by": "李四"})],
        "decisions: # 甲\n  - item: FZ-01 # 乙\n\n    # 丙\n    by: 张三\n  - item: FZ-05\n    by: 李四\n",
        Office,
    ),
    Case(
        "a record in braces that stands alone",
        "decisions: {item: FZ-01} # 甲\n",
        [Add(("decisions",), {"item": "FZ-05"})],
        "decisions: [{item: FZ-01}, {item: FZ-05}] # 甲\n",
        Office,
    ),
    Case(
        "a long text in a record of a plan",
        "sections:\n  - id: FZ\n    items:\n      - id: FZ-01\n        text: 甲\n",
        [
            Add(("sections", 0, "items"), {"text": "甲。乙。", "id": "FZ-02"}),
            Put(("sections", 0, "items", 0, "text"), "丙。丁。"),
        ],
        "sections:\n  - id: FZ\n    items:\n      - id: FZ-01\n        text: |-\n          丙。\n          丁。\n"
        "      - id: FZ-02\n        text: |-\n          甲。\n          乙。\n",
        Plan,
    ),
]

DROPS = [
    Case(
        "a block, not the comment above it nor the lines below",
        "state: 受阻\n# 进展\nprogress: |- # 甲\n  甲。\n  乙。\n\nnext: 丙\n",
        [Drop(("progress",))],
        "state: 受阻\n# 进展\n\nnext: 丙\n",
    ),
    Case("a key without a value", "state: 受阻\nnext: # 甲\n", [Drop(("next",))], "state: 受阻\n"),
    Case("the last line of a file", "state: 受阻\nnext: 甲", [Drop(("next",))], "state: 受阻"),
    Case(
        "comments to its right, which a block above would swallow",
        "progress: |-\n  甲。\n  乙。\nproblems: 丙\n\n    # 丁\nnext: 戊\n",
        [Drop(("problems",))],
        "progress: |-\n  甲。\n  乙。\nnext: 戊\n",
    ),
    Case(
        "what becomes empty goes too",
        "items:\n  FZ-01:\n    values: # 甲\n      FZ-01.1: 6\n  # 乙\n  FZ-05:\n    state: 受阻\n",
        [Drop(("items", "FZ-01", "values", "FZ-01.1"))],
        "items:\n  # 乙\n  FZ-05:\n    state: 受阻\n",
        Filing,
    ),
    Case(
        "but for the root",
        "# 头\nvalues:\n  FZ-01.1: 6 # 甲\n# 尾\n",
        [Drop(("values", "FZ-01.1"))],
        "# 头\n{}\n# 尾\n",
    ),
    Case("the root in braces", "{state: 受阻} # 甲\n", [Drop(("state",))], "{} # 甲\n"),
    Case(
        "in braces",
        "{state: 受阻, next: 甲, values: {FZ-01.1: 6}} # 乙\n",
        [Drop(("state",)), Drop(("values",))],
        "{next: 甲} # 乙\n",
    ),
    Case(
        "the last in brackets, a comment before it",
        "evidence: [a, # 甲\n  b] # 乙\n",
        [Drop(("evidence", 1))],
        "evidence: [a # 甲\n  ] # 乙\n",
    ),
    Case(
        "an entry with a dash",
        "evidence:\n  # 甲\n  - a # 乙\n  # 丙\n  - b\n",
        [Drop(("evidence", 1))],
        "evidence:\n  # 甲\n  - a # 乙\n  # 丙\n",
    ),
    Case(
        "a key behind a dash",
        "decisions:\n  - item: FZ-01 # 甲\n    by: 张三\n  - item: FZ-05 # 乙\n    # 丙\n    by: 李四\n",
        [Drop(("decisions", 0, "item")), Drop(("decisions", 1, "item"))],
        "decisions:\n  - by: 张三\n  -\n    # 丙\n    by: 李四\n",
        Office,
    ),
    Case(
        "a record",
        "decisions:\n  # 甲\n  - item: FZ-01\n    by: 张三\n  # 乙\n  - item: FZ-05\n    by: 李四\n",
        [Drop(("decisions", 0))],
        "decisions:\n  # 甲\n  # 乙\n  - item: FZ-05\n    by: 李四\n",
        Office,
    ),
]

RENAMES = [
    Case(
        "its value, the comment behind it and those around it stay",
        "# 甲\nstate:  受阻  # 乙\n  # 丙\nnext: 丁\n",
        [Rename(("state",), "progress")],
        "# 甲\nprogress:  受阻  # 乙\n  # 丙\nnext: 丁\n",
    ),
    Case(
        "a key behind a dash, and its value after that",
        "decisions:\n  - item: FZ-01 # 甲\n    by: 张三\n",
        [Rename(("decisions", 0, "item"), "reason"), Put(("decisions", 0, "reason"), "乙")],
        "decisions:\n  - reason: 乙 # 甲\n    by: 张三\n",
        Office,
    ),
    Case(
        "in braces, a key in quotes",
        '{"state": 受阻, next: 甲} # 乙\n',
        [Rename(("state",), "progress")],
        "{progress: 受阻, next: 甲} # 乙\n",
    ),
    Case(
        "a key with values below it",
        "values: # 甲\n  FZ-05.1: 6\n",
        [Rename(("values",), "done")],
        "done: # 甲\n  FZ-05.1: 6\n",
    ),
]

CASES = [
    pytest.param(case, id=f"{table}: {case.name}")
    for table, cases in {
        "value": VALUES,
        "text": TEXTS,
        "key": KEYS,
        "list": LISTS,
        "drop": DROPS,
        "rename": RENAMES,
    }.items()
    for case in cases
]


@pytest.mark.parametrize("case", CASES)
def test_an_edit_changes_only_what_it_means_to(case: Case) -> None:
    assert edited(parse(case.before, "a.yaml"), case.record, case.edits, ORDER) == case.after


@pytest.mark.parametrize("case", CASES)
def test_line_ends_of_windows_stay(case: Case) -> None:
    before, after = (text.replace("\n", "\r\n") for text in (case.before, case.after))
    if "\n" in case.before:
        assert edited(parse(before, "a.yaml"), case.record, case.edits, ORDER) == after


def test_what_is_there_already_changes_nothing() -> None:
    text = "state: '进行中'\nprogress: |-\n  甲。\n  乙。\n\n  丙。\nnext: \"丁。戊。\"\nevidence: [ a ]\nproblems:\nvalues: {A: 1,}\n"
    edits = [
        Put(("state",), "进行中"),
        Put(("progress",), "甲。乙。\n丙。"),
        Put(("next",), "丁。戊。"),
        Put(("evidence",), ["a"]),
        Put(("problems",), ""),
        Put(
            (),
            {
                "state": "进行中",
                "values": {"A": "1"},
                "progress": "甲。乙。\n丙。",
                "next": "丁。戊。",
                "evidence": ["a"],
            },
        ),
    ]
    assert edited(parse(text, "a.yaml"), ItemFiling, edits) == text


def test_a_filing_written_from_nothing_is_in_order() -> None:
    item: Value = {
        "next": "甲。乙。",
        "state": "受阻",
        "done": {"FZ-05.m1": "2022-06-20"},
        "evidence": ["a, b.pdf"],
    }
    edits = [Put(("items", "FZ-05"), item), Put(("items", "FZ-01"), item), Put(("filed",), "2022-07-04")]
    text = edited(parse("period: 2022Q2\n", "a.yaml"), Filing, edits, ORDER)
    whole = parse(text, "a.yaml")
    assert not [*canonical.order(whole, Filing), *canonical.words(whole, Filing), *canonical.blanks(whole)]


@pytest.mark.parametrize(
    "text",
    [
        "state： 受阻\n",
        "state: [受阻\n",
        "state: 受阻\nstate: 受阻\n",
        "state: 受\n  阻\n",
        "next: 甲 #乙\n",
        "# 甲\n",
        "state: &a 受阻\n",
    ],
)
def test_a_document_with_findings_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="has findings"):
        edited(parse(text, "a.yaml"), ItemFiling, [Put(("next",), "甲")])


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        (Drop(("next",)), KeyError),
        (Drop(("values", "FZ-05.1")), KeyError),
        (Drop(("evidence", 1)), KeyError),
        (Drop(("evidence", -1)), KeyError),
        (Drop(()), KeyError),
        (Rename(("next",), "progress"), KeyError),
        (Rename(("evidence", 1), "progress"), KeyError),
        (Put(("evidence", 1), "b"), KeyError),
        (Put(("decisions", 0, "by"), "b"), KeyError),
        (Put(("state", "by"), "b"), ValueError),
        (Put(("evidence", "by"), "b"), ValueError),
        (Add(("state", "by"), "b"), ValueError),
    ],
)
def test_a_place_that_cannot_be(edit: Edit, error: type[Exception]) -> None:
    with pytest.raises(error):
        edited(parse("state: 受阻\nevidence: [a]\n", "a.yaml"), ItemFiling, [edit])


def test_what_reads_otherwise_than_meant_is_a_bug_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pen, "put", lambda *_: [])
    with pytest.raises(AssertionError, match="改动后内容不符"):
        edited(parse("state: 受阻\n", "a.yaml"), ItemFiling, [Put(("state",), "进行中")])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (None, None, True),
        (None, {}, False),
        ({"a": "甲。\n乙。"}, {"a": "甲。乙。"}, True),
        ({"a": "甲。\n\n乙。"}, {"a": "甲。乙。"}, False),
        ({"a": "甲", "b": " "}, {"a": "甲"}, True),
        ({"a": ["甲", ""]}, {"a": ["甲"]}, False),
        ({"a": {}}, {"a": []}, False),
        ({"a": "1", "b": "2"}, {"b": "2", "a": "1"}, True),
        ({"a": ["1", "2"]}, {"a": ["2", "1"]}, False),
    ],
)
def test_contents_that_read_alike(first: Value | None, second: Value | None, expected: bool) -> None:  # noqa: FBT001
    assert same(first, second) is expected


# Any filing and any edits of it: what reads otherwise than meant, or loses a line, is found here.

ITEMS = ["FZ-01", "FZ-05", "GG-02", "ZZ-09"]
TEXT_KEYS = ["progress", "problems", "next"]
KEYS_IN_ORDER = ["state", *TEXT_KEYS, "values", "done", "evidence"]
SIGNS = "甲乙。！？”ab1#：: -[]{}|>\"'\\\n %@&*!?,~\t\u3000\r\u200b"
words = st.text(SIGNS, max_size=14)
names = st.text(SIGNS.replace("\n", ""), min_size=1, max_size=8).filter(str.strip)
states = st.sampled_from(["未启动", "进行中", "受阻", "已完成"])
numbers = st.integers(0, 99).map(str)
comments = st.sampled_from(["", "", " # 甲", "  # 乙: [丙"])


@st.composite
def entries(draw: st.DrawFn, key: str, column: int) -> list[str]:
    """Return the lines of one key of an item, written in one of the ways that a person may choose."""
    table = tables(column)
    by_key = {
        "state": states.map(lambda state: [state]),
        "values": table,
        "done": table,
        "evidence": evidence(column),
    }
    first, *rest = draw(by_key.get(key, texts(column)))
    return [f"{' ' * column}{key}:" + (f" {first}" if first else "") + draw(comments), *rest]


@st.composite
def tables(draw: st.DrawFn, column: int) -> list[str]:
    """Return values by id."""
    pairs = [f"A-1.{n}: {draw(numbers)}" for n in draw(st.lists(st.integers(1, 3), min_size=1, unique=True))]
    deeper = " " * (column + draw(st.integers(1, 4)))
    return draw(st.sampled_from([["{" + ", ".join(pairs) + "}"], ["", *(deeper + pair for pair in pairs)]]))


@st.composite
def evidence(draw: st.DrawFn, column: int) -> list[str]:
    """Return names of files, or one."""
    files = draw(st.lists(names, min_size=1, max_size=3))
    in_flow = "[" + ", ".join(canonical.scalar(name, in_flow=True) for name in files) + "]"
    in_block = [canonical.scalar(name, in_flow=False) for name in files]
    dashes = ["", *(" " * column + "- " + name for name in in_block)]
    return draw(st.sampled_from([[in_flow], in_block[:1], dashes]))


@st.composite
def texts(draw: st.DrawFn, column: int) -> list[str]:
    """Return a text, in a block or not, or nothing."""
    text = draw(words)
    if not text.strip() or re.search(r"[\t\r\u3000]", text) or draw(st.booleans()):
        return [canonical.scalar(text, in_flow=False) if text else ""]
    block = canonical.block(joined(text), column + draw(st.sampled_from([2, 2, 2, 3])))
    return [*block.split("\n"), *([""] * draw(st.integers(0, 2)))]


@st.composite
def filings(draw: st.DrawFn) -> Document:
    """Return a filing that has no findings, with comments between its lines."""
    lines = ["# 头", "period: 2022Q2", "items:"]
    column = draw(st.sampled_from([1, 2, 4]))
    for name in draw(st.lists(st.sampled_from(ITEMS), min_size=1, unique=True)):
        lines += draw(st.lists(st.sampled_from([" " * column + "# 其上", "# 左", ""]), max_size=2))
        if draw(st.integers(0, 5)) == 0:
            lines.append(f"{' ' * column}{name}: {{state: {draw(states)}, next: 甲, values: {{A-1.1: 3}}}}")
            continue
        lines.append(f"{' ' * column}{name}:" + draw(comments))
        inner = column + draw(st.sampled_from([1, 2, 4]))
        for key in draw(st.lists(st.sampled_from(KEYS_IN_ORDER), min_size=1, unique=True)):
            lines += draw(
                st.lists(
                    st.sampled_from([" " * inner + f"# 在 {key} 上", " " * (inner + 5) + "# 右", ""]),
                    max_size=1,
                )
            )
            lines += draw(entries(key, inner))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    whole = parse(newline.join([*lines, *draw(st.sampled_from([[""], [], ["# 尾"], ["", ""]]))]), "a.yaml")
    assume(is_sound(whole))
    return whole


def values_of(key: str) -> st.SearchStrategy[Value]:
    if key in ("values", "done"):
        return st.dictionaries(st.sampled_from(["A-1.1", "A-1.2", "A-1.3"]), numbers, max_size=3)
    if key == "evidence":
        return st.lists(names, max_size=3)
    return states if key == "state" else words


@st.composite
def edits_of(draw: st.DrawFn, values: Value) -> Edit:
    """Return an edit of a filing, sometimes of something that is not there."""
    place: Place = ("items", draw(st.sampled_from(ITEMS)))
    key = draw(st.sampled_from(KEYS_IN_ORDER))
    kind = draw(st.sampled_from(["put", "put", "part", "item", "add", "drop", "drop"]))
    if kind == "item":
        keys = draw(st.lists(st.sampled_from(KEYS_IN_ORDER), unique=True))
        return Put(place, {key: draw(values_of(key)) for key in keys})
    if kind == "put":
        return Put((*place, key), draw(values_of(key)))
    if kind == "part":
        return Put(
            (
                *place,
                draw(st.sampled_from(["values", "done"])),
                draw(st.sampled_from(["A-1.1", "A-1.2", "A-1.3"])),
            ),
            draw(numbers),
        )
    there = places(values, ())
    if kind == "add":
        return Add((*place, "evidence"), draw(names))
    return Drop(draw(st.sampled_from(there))) if there else Put(("period",), "2022Q2")


def places(value: Value, place: Place) -> list[Place]:
    steps: list[tuple[str | int, Value]] = []
    if isinstance(value, dict):
        steps = [*value.items()]
    elif isinstance(value, list):
        steps = [*enumerate(value)]
    return [found for step, inner in steps for found in [(*place, step), *places(inner, (*place, step))]]


def made(values: Value, edit: Edit) -> Value:
    """Make an edit on plain values, the simple way."""
    whole = {"": deepcopy(values)}
    *way, last = ("", *edit.place)
    at: Any = whole
    for step in way:
        if isinstance(at, dict) and not at.get(step):
            at[step] = {}
        at = at[step]
    if isinstance(edit, Drop):
        del at[last]
    elif isinstance(edit, Put):
        at[last] = as_in_a_file(edit.value)
    else:
        old = at.get(last) or []
        at[last] = [*(old if isinstance(old, list) else [old]), as_in_a_file(edit.value)]
    return whole[""]


def as_in_a_file(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: as_in_a_file(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_in_a_file(item) for item in value]
    return "\n\n".join(part for part in re.split(r"[\r\n]\s*", value) if part)


def told(value: Any) -> Any:
    """Return values as the schema reads them, without what is empty."""
    if isinstance(value, dict):
        inner = {key: told(item) for key, item in value.items()}
        return {key: item for key, item in inner.items() if item not in ("", {}, [])}
    if isinstance(value, list):
        return [told(item) for item in value]
    text = joined(value)
    return text if text.strip() else ""


def touched(whole: Document, edits: list[Edit]) -> set[Place]:
    """Return the places of a filing that some edits have to do with; an entry of a list stands for its list."""
    found: set[Place] = set()
    for edit in edits:
        place = edit.place[:3] if "evidence" in edit.place else edit.place
        while (node := whole.node(place)) is None:
            place = place[:-1]
        is_open = isinstance(node, Mapping) and bool(node.entries) and not canonical.is_flow(whole.text, node)
        if place == edit.place or "evidence" in place or not is_open:
            found.add(place)
    everything = [place for place in nodes(whole.root, ()) if not isinstance(place[-1], int)]
    for place in sorted(everything, key=len, reverse=True):
        inner = [other for other in everything if other[:-1] == place]
        if inner and all(any(other[:n] in found for n in range(1, len(other) + 1)) for other in inner):
            found.add(place)
    return found


def nodes(node: Node | None, place: Place) -> list[Place]:
    if not isinstance(node, Mapping):
        return []
    return [
        found
        for key, value in node.entries
        for found in [(*place, key.value), *nodes(value, (*place, key.value))]
    ]


def untouched(whole: Document, edits: list[Edit]) -> list[str]:
    """Return the lines of a filing that the entries edited have no part of, nor comments to their right."""
    lines = whole.text.replace("\r", "").split("\n")
    gone: set[int] = set()
    for place in touched(whole, edits):
        key, value = whole.node(place[:-1]).entry(place[-1])  # type: ignore[union-attr, arg-type]
        end = whole.text.count("\n", 0, canonical.entry_end(whole.text, value))
        for n, line in enumerate(lines[end + 1 :], end + 1):
            is_right = re.match(rf" {{{key.start.column + 1},}}#", line) is not None
            if line.strip() and not is_right:
                break
            end = n if is_right else end
        gone.update(range(key.start.line, end + 1))
    return [line for n, line in enumerate(lines) if n not in gone]


def is_sound(whole: Document) -> bool:
    findings = [*whole.findings, *(finding for finding in whole.values()[1] if finding.kind is not NO_VALUE)]
    return not findings and whole.mended.text == whole.text


@settings(max_examples=100, deadline=None)
@given(st.data(), filings())
def test_many_edits_at_once_are_the_same_as_one_after_the_other(data: st.DataObject, whole: Document) -> None:
    values = whole.values()[0] or {}
    asked = [data.draw(edits_of(values)) for _ in range(data.draw(st.integers(2, 6)))]
    with pytest.MonkeyPatch.context() as patch:
        try:
            one_by_one = edited(whole, Filing, asked, ITEMS)
        except (KeyError, ValueError) as error:
            patch.setattr(edits_module, "_MANY", 1)
            with pytest.raises(type(error)):
                edited(whole, Filing, asked, ITEMS)
            return
        patch.setattr(edits_module, "_MANY", 1)
        together = edited(whole, Filing, asked, ITEMS)
    assert parse(together, "a.yaml").values()[0] == parse(one_by_one, "a.yaml").values()[0]
    kept = iter(together.replace("\r", "").split("\n"))
    assert [line for line in untouched(whole, asked) if line not in kept] == []
    assert "\r\n" not in whole.text or "\n" not in together.replace("\r\n", "")


def test_many_edits_are_made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each but the last would otherwise have the whole file read again."""
    items = "".join(
        f"  A-{n:02}:\n    state: 进行中 # {n}\n    values: {{A-{n:02}.1: {n}}}\n" for n in range(1, 60, 2)
    )
    whole = parse(f"period: 2022Q2\nitems:\n{items}", "a.yaml")
    order = [f"A-{n:02}" for n in range(60)]
    asked: list[Edit] = [Put(("items", f"A-{n:02}", "state"), "受阻") for n in range(1, 60, 2)]
    asked += [Put(("items", f"A-{n:02}", "next"), "甲。乙。") for n in range(1, 60, 2)]
    asked += [Put(("items", f"A-{n:02}"), {"state": "未启动"}) for n in range(0, 60, 2)]
    asked += [Drop(("items", f"A-{n:02}", "values")) for n in range(1, 60, 4)]
    read = 0

    def counted(text: str, shown: str) -> Document:
        nonlocal read
        read += len(text) > 1000
        return parse(text, shown)

    monkeypatch.setattr(edits_module, "parse", counted)
    after = edited(whole, Filing, asked, order)
    assert read == 2  # once for what is put, once for what is dropped
    assert list(parse(after, "a.yaml").values()[0]["items"]) == order  # type: ignore[index,call-overload]
    assert after.count("    state: 受阻 # ") == 30
    assert (
        "  A-01:\n    state: 受阻 # 1\n    next: |-\n      甲。\n      乙。\n  A-02:\n    state: 未启动\n"
        in after
    )


@settings(max_examples=100, deadline=None)
@given(st.data(), filings())
def test_any_edits_of_any_filing(data: st.DataObject, whole: Document) -> None:
    text, edits, meant = whole.text, list[Edit](), whole.values()[0] or {}
    for _ in range(data.draw(st.integers(1, 4))):
        edits.append(data.draw(edits_of(parse(text, "a.yaml").values()[0] or {})))
        text = edited(parse(text, "a.yaml"), Filing, edits[-1:], ITEMS)
        meant = made(meant, edits[-1])
    after = parse(text, "a.yaml")
    assert is_sound(after)
    assert told(after.values()[0]) == told(meant)
    assert edited(whole, Filing, edits, ITEMS) == text
    if isinstance(edits[-1], Put):
        assert edited(after, Filing, edits[-1:], ITEMS) == text
    kept = iter(text.replace("\r", "").split("\n"))
    assert [line for line in untouched(whole, edits) if line not in kept] == []
    assert "\r" not in text or "\r\n" in whole.text
    assert "\r\n" not in whole.text or "\n" not in text.replace("\r\n", "")


def test_what_many_edits_mean_is_worked_out_without_copying_the_whole_for_each() -> None:
    items: dict[str, Value] = {f"A-{n:02}": {"state": "进行中"} for n in range(9)}
    values: Value = {"items": items}
    steps = [Put(("items", f"A-{n:02}", "state"), "受阻") for n in range(8)]
    for step in (*steps, Drop(("items", "A-08"))):
        assert edits_module._meant(values, step) is values
    assert values == {"items": {f"A-{n:02}": {"state": "受阻"} for n in range(8)}}
    assert values["items"] is items
