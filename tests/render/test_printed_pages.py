"""Every paper is opened in LibreOffice and printed: what is on which page, and how it is laid out."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import filings
import plans
import pytest
from office import Printed, convert, printed
from papers import no_counter, paper_at, paper_of

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.render.report import Request, to_word

ROOT = Path(__file__).parents[2]
ZONE = ROOT / "examples" / "plan" / "2024.yaml"
PORTRAIT, LANDSCAPE = (210, 297), (297, 210)
COMMITTED = sorted(path.name for path in (ROOT / "reports").glob("*.docx"))
LONG = "很长很长很长很长很长很长很长很长很长很长"


def lengthened(folder: Path) -> Path:
    """Return the made-up zone with long names: of the plan, of departments, items, targets."""
    text = ZONE.read_text(encoding="utf-8")
    names = re.findall(r"(?:title|metric|name): (.+)$", text, re.MULTILINE)
    for name in sorted(set(names), key=len, reverse=True):
        text = re.sub(rf"(?<![\w]){re.escape(name)}(?!{LONG})", name + LONG, text)
    (folder / "plan").mkdir()
    (folder / "plan" / "2024.yaml").write_text(text, encoding="utf-8")
    for path in (ZONE.parent / "2024").rglob("*.yaml"):
        copy = folder / "plan" / path.relative_to(ZONE.parent)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return folder / "plan" / "2024.yaml"


@pytest.fixture(scope="module")
def pages(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """All papers, printed in one run of LibreOffice."""
    folder = tmp_path_factory.mktemp("pages")
    large, long, own = folder / "large", folder / "long", folder / "own"
    for made in (large, long, own):
        made.mkdir()
    plans.original(ROOT / "plan").write(large, 1500)
    filings.write(large / "plan" / plans.PLAN)
    (own / "lines.md.j2").write_text(
        "# 标题\n\n" + "".join(f"第{n}段\n\n" for n in range(60)), encoding="utf-8"
    )
    (own / "characters.md.j2").write_text("# 标题\n\n" + "字" * 3000 + "\n", encoding="utf-8")
    (own / "tall.md.j2").write_text(
        f"# 标题\n\n| 甲 | 乙 |\n| --- | --- |\n| 一 | 开头{'字' * 6000}结尾 |\n| 二 | 末行 |\n",
        encoding="utf-8",
    )
    (own / "attached.md.j2").write_text(
        "# 标题\n\n正文\n\n## 附件1<br>进度表\n\n甲乙丙丁\n\n## 附件2 名单\n\n戊己庚辛\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n",
        encoding="utf-8",
    )

    def made(name: str, paper: object, *folders: Path) -> bytes:
        return to_word(Request(name, paper, {}, [*folders, ROOT / "templates"]), no_counter)

    files = {name: (ROOT / "reports" / name).read_bytes() for name in COMMITTED}
    files["large-brief.docx"] = made("brief", paper_at(large / "plan" / plans.PLAN, "2022Q3"))
    files["long-brief.docx"] = made("brief", paper_at(lengthened(long), "2024Q3"))
    files["real-quarterly.docx"] = made("quarterly", paper_of(plan))
    for name in ("lines", "characters", "tall", "attached"):
        files[f"{name}.docx"] = made(name, paper_of(plan), own)
    return {Path(name).stem: printed(pdf) for name, pdf in convert(files, folder, "pdf").items()}


@pytest.mark.parametrize("name", ["示例-2024Q3-brief", "large-brief", "long-brief"])
def test_a_brief_is_one_page(pages: dict[str, Printed], name: str) -> None:
    assert pages[name].sizes == (PORTRAIT,)


def test_a_quarterly_turns_its_paper_for_the_annex(pages: dict[str, Printed]) -> None:
    for name in ("示例-2024Q2-quarterly", "示例-2024Q3-quarterly", "real-quarterly"):
        found = pages[name]
        first = next(n for n, text in enumerate(found.pages) if "附件1" in _close(text))
        assert set(found.sizes[:first]) == {PORTRAIT}
        assert set(found.sizes[first:]) == {LANDSCAPE}
        assert "六、下步要求" in "".join(found.pages[:first])


@pytest.mark.parametrize("name", [Path(name).stem for name in COMMITTED])
def test_every_page_of_a_paper_is_numbered_and_a_made_up_plan_says_so_on_each(
    pages: dict[str, Printed], name: str
) -> None:
    for number, text in enumerate(pages[name].pages, 1):
        assert f"—{number}—" in _close(text)
        assert ("示例数据" in text) == name.startswith("示例")


def test_page_numbers_stand_outside(pages: dict[str, Printed]) -> None:
    """GB/T 9704-2012, 7.5: odd pages right, even ones left, one character (14 pt) from the edge."""
    found = pages["示例-2024Q3-quarterly"]
    dashes = [[word for word in words if word.text == "—"] for words in found.words[:4]]
    assert [round(page[0].left) for page in dashes[1::2]] == [94, 94]
    assert [round(595 - page[-1].right) for page in dashes[::2]] == [88, 88]


@pytest.mark.parametrize("name", ["2022-assignment", "示例-2024Q3-ledger"])
def test_a_table_repeats_its_head_and_says_as_of_when_on_every_page(
    pages: dict[str, Printed], name: str
) -> None:
    for text in pages[name].pages:
        assert "工作任务" in text
        assert "截至" in text


def test_a_page_has_22_lines(pages: dict[str, Printed]) -> None:
    """GB/T 9704-2012, 5.2.3."""
    lines = [re.findall(r"第\d+段", _close(text)) for text in pages["lines"].pages]
    assert len(lines[1]) == 22


def test_a_line_has_28_characters(pages: dict[str, Printed]) -> None:
    """GB/T 9704-2012, 5.2.3."""
    second = Counter(
        round(word.bottom) for word in pages["characters"].words[1] for c in word.text if c == "字"
    )
    assert list(second.values()) == [28] * 22


def test_a_row_taller_than_a_page_loses_nothing(pages: dict[str, Printed]) -> None:
    text = "".join(map(_close, pages["tall"].pages))
    assert text.count("字") == 6000
    assert set("开头结尾末行") <= set(text)


def test_each_attachment_is_on_its_own_page_its_number_flush_left(pages: dict[str, Printed]) -> None:
    """GB/T 9704-2012, 7.3.7."""
    found = pages["attached"]
    assert len(found.pages) == 3
    for number, title in ((1, "进度表"), (2, "名单")):
        head = next(word for word in found.words[number] if word.text == "附件")
        assert f"附件{number}" in _close(found.pages[number])
        below = next(word for word in found.words[number] if word.text == title)
        assert round(head.left * 25.4 / 72) == 37
        assert abs((below.left + below.right) / 2 - (37 + 225 / 2) * 72 / 25.4) < 5
        assert 2 * 28 < below.bottom - head.bottom < 2 * 36


def test_a_paper_has_no_blank_page(pages: dict[str, Printed]) -> None:
    blank: Callable[[str], bool] = lambda text: len(_close(text)) < 20  # noqa: E731
    assert {
        name: n for name, found in pages.items() for n, text in enumerate(found.pages, 1) if blank(text)
    } == {}


def _close(text: str) -> str:
    return re.sub(r"\s", "", text)
