"""Which words changed: what runs say makes one text of the other, and they are short enough to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin_plan.views.diff.wording import rewording, runs

TEXTS = st.text(alphabet="甲乙丙,。10 a\n", max_size=60)


@given(TEXTS, TEXTS)
def test_the_runs_make_one_text_of_the_other(before: str, after: str) -> None:
    made, here = "", 0
    for run in runs(before, after):
        made += before[here : run.start] + after[run.new_start : run.new_end]
        here = run.end
    assert made + before[here:] == after


@given(TEXTS)
def test_the_same_text_has_no_run(text: str) -> None:
    assert runs(text, text) == []


LONG = "主动服务平台建设,努力突破关键技术10项以上,形成重点产品5项以上。定期更新清单。"
CASES = [
    ("甲", "乙", "“甲” → “乙”"),
    (LONG, LONG.replace("10", "18"), "“努力突破关键技术10项以上”改为“努力突破关键技术18项以上”"),
    (LONG, "一。" + LONG, "开头增加“一。”"),
    (LONG, LONG + "\n另行通知。", "“定期更新清单。”后增加“〔另起一段〕另行通知。”"),
    (LONG, LONG.replace("定期更新清单。", ""), "“点产品5项以上。”后删去“定期更新清单。”"),
    (LONG, LONG[:-1], "“定期更新清单”后删去“。”"),
]


@pytest.mark.parametrize(("before", "after", "told"), CASES)
def test_words_that_changed(before: str, after: str, told: str) -> None:
    assert rewording(before, after) == told


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "甲" * 4000,
            "甲" * 3999 + "乙",
            f"“{'甲' * 40}……{'甲' * 15}〔共 4000 字〕”改为“{'甲' * 40}……{'甲' * 14}乙〔共 4000 字〕”",
        ),
        ("甲。" * 999, "甲。" * 999 + "乙。", None),
    ],
)
def test_what_is_too_much_alike_is_one_run(before: str, after: str, told: str | None) -> None:
    assert len(runs(before, after)) == 1
    assert told in (None, rewording(before, after))


def test_many_changes_and_long_ones_are_cut() -> None:
    before = "。".join(f"第{n}项工作由甲单位负责推进落实到位" for n in range(9))
    assert rewording(before, before.replace("甲", "乙")).endswith(";等 9 处")
    assert "〔共 200 字〕" in rewording(LONG, LONG + "新" * 200)
