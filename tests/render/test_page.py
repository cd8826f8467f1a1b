"""Pages: text laid out behind a front, rows of short texts."""

from gaoxin_plan.render.page import Page, Span


def laid_out(page: Page) -> list[str]:
    return page.text().splitlines()


def test_text_stands_indented_below_its_front() -> None:
    page = Page(20)
    page.wrapped("园区" * 8, front=(Span("  "), Span("FZ-05 ")))
    assert laid_out(page) == ["  FZ-05 园区园区园区", "        园区园区园区", "        园区园区"]


def test_an_indent_of_its_own() -> None:
    page = Page(20)
    page.wrapped("园区" * 6, front=(Span("一、"),), indent=2)
    assert laid_out(page) == ["一、园区园区园区园区", "  园区园区"]


def test_short_texts_are_broken_between_them() -> None:
    page = Page(20)
    page.listed(("突破技术 10项", "重点产品", "孵化12次"), indent=2)
    assert laid_out(page) == ["  突破技术 10项;", "  重点产品;孵化12次"]


def test_a_text_too_long_for_a_line_is_broken_inside() -> None:
    page = Page(20)
    page.listed(("甲", "园区" * 6, "乙"), indent=2)
    assert laid_out(page) == ["  甲;", "  园区园区园区园区园", "  区园区;", "  乙"]


def test_nothing_listed_is_no_line() -> None:
    page = Page(20)
    page.listed((), indent=2)
    assert laid_out(page) == []


def test_styles_and_trailing_spaces_are_not_in_the_text() -> None:
    page = Page(80)
    page.add(Span("红", "bold red"), "  ")
    page.gap()
    page.add("尾")
    assert page.text() == "红\n\n尾\n"


def test_control_characters_are_shown_and_not_sent_to_the_terminal() -> None:
    page = Page(80)
    page.add("甲\x1b[31m乙\x07")
    page.wrapped("丙\x1b]0;x\x07丁\r戊")
    assert not {"\x1b", "\x07", "\r"} & set(page.text())


def test_what_a_ci_takes_for_a_command_is_none() -> None:
    page = Page(80)
    page.add("::error::甲")
    page.wrapped("::error::乙", front=(Span("  "),))
    page.add(Span("  :", "bold"), ":error::丙")
    page.add("甲::error::丁")
    assert laid_out(page) == ["\\::error::甲", "\\  ::error::乙", "\\  ::error::丙", "甲::error::丁"]


def test_what_stands_for_a_style_is_made_visible_too() -> None:
    page = Page(80)
    page.add("甲", Span("乙", "bold", "【乙\x1b】"))
    assert page.lines == [(Span("甲"), Span("乙", "bold", "【乙\\x1b】"))]
    assert page.text() == "甲【乙\\x1b】\n"


def test_a_page_follows_another() -> None:
    first, second = Page(80), Page(80)
    first.add("甲")
    second.gap()
    second.add("乙\x07")
    first.follow(second)
    assert laid_out(first) == ["甲", "", "乙\\x07"]
