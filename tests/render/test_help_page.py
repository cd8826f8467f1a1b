"""A command's help as a page."""

from gaoxin_plan.render.help import Help, page
from gaoxin_plan.render.page import Span
from gaoxin_plan.render.width import width

HELP = Help(
    usage="gaoxin pick [选项] {果子}",
    text="摘一个果子:熟了的才摘。没有熟的留在树上,等它熟了再来,不然白来一趟。",
    commands={},
    parameters={
        "参数": [("果子", "摘哪一个:苹果、梨,或它在树上的编号,如 A-01(必填)")],
        "选项": [("-n, --number 数", "摘几个"), ("--all", "全摘"), ("-h, --help", "显示这份帮助")],
    },
    examples=["gaoxin pick 苹果 --number 5 --basket 大的那一个 --ladder 三米"],
)


def test_meanings_stand_beside_what_is_written_and_are_aligned() -> None:
    assert page(HELP, 60).text() == (
        "用法:gaoxin pick [选项] {果子}\n"
        "\n"
        "摘一个果子:熟了的才摘。没有熟的留在树上,等它熟了再来,不然白\n"
        "来一趟。\n"
        "\n"
        "参数:\n"
        "  果子             摘哪一个:苹果、梨,或它在树上的编号,如\n"
        "                   A-01(必填)\n"
        "\n"
        "选项:\n"
        "  -n, --number 数  摘几个\n"
        "  --all            全摘\n"
        "  -h, --help       显示这份帮助\n"
        "\n"
        "例:\n"
        "  gaoxin pick 苹果 --number 5 --basket 大的那一个 --ladder 三米\n"
    )


def test_where_there_is_no_room_they_stand_below_and_an_example_stays_whole() -> None:
    assert page(HELP, 40).text() == (
        "用法:gaoxin pick [选项] {果子}\n"
        "\n"
        "摘一个果子:熟了的才摘。没有熟的留在树上,\n"
        "等它熟了再来,不然白来一趟。\n"
        "\n"
        "参数:\n"
        "  果子\n"
        "      摘哪一个:苹果、梨,或它在树上的编\n"
        "      号,如 A-01(必填)\n"
        "\n"
        "选项:\n"
        "  -n, --number 数\n"
        "      摘几个\n"
        "  --all\n"
        "      全摘\n"
        "  -h, --help\n"
        "      显示这份帮助\n"
        "\n"
        "例:\n"
        "  gaoxin pick 苹果 --number 5 --basket 大的那一个 --ladder 三米\n"
    )


def test_commands_are_told_under_what_they_are_for_and_lists_that_are_empty_are_not() -> None:
    commands = {"上树": [("climb", "爬上去")], "下树": [("jump", "跳下来"), ("ladder", "顺着梯子下来")]}
    shown = page(HELP._replace(commands=commands, parameters={"参数": [], "选项": []}), 80).text()
    assert shown.partition("白来一趟。\n")[2] == (
        "\n"
        "上树:\n"
        "  climb   爬上去\n"
        "\n"
        "下树:\n"
        "  jump    跳下来\n"
        "  ladder  顺着梯子下来\n"
        "\n"
        "例:\n"
        "  gaoxin pick 苹果 --number 5 --basket 大的那一个 --ladder 三米\n"
    )


def test_headings_and_what_is_written_are_styled() -> None:
    lines = page(HELP, 60).lines
    assert lines[0][0] == Span("用法:", "bold")
    assert (Span("参数:", "bold"),) in lines
    assert [span.text.rstrip() for line in lines for span in line if span.style == "cyan"] == [
        "果子",
        "-n, --number 数",
        "--all",
        "-h, --help",
    ]


def test_nothing_but_an_example_is_wider_than_the_page() -> None:
    for columns in range(20, 100):
        lines = page(HELP, columns).text().splitlines()
        assert [line for line in lines[:-1] if width(line) > columns] == []
