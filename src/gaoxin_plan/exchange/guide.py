"""填报说明: the first sheet of a workbook says in plain words how the second is filled in."""

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gaoxin_plan.exchange import book
from gaoxin_plan.exchange.columns import GUIDE, SHEET
from gaoxin_plan.lights.light import Light
from gaoxin_plan.lights.words import rules_in_words
from gaoxin_plan.model.filing import STATES
from gaoxin_plan.model.periods import full_date
from gaoxin_plan.model.plan import SAMPLE
from gaoxin_plan.model.rules import yardstick
from gaoxin_plan.views.form import Form

_WIDTH = 100  # characters of a line, for portrait pages of A4


def add(made: Workbook, form: Form) -> None:
    """Add the page to a workbook."""
    sheet: Worksheet = made.create_sheet(GUIDE)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, _WIDTH - 14
    book.write(sheet, 1, 1, f"{form.plan.title}{form.period.words}进展填报说明", book.TITLE)
    sheet.row_dimensions[1].height = 30
    row = 1
    for name, words in _rows(form):
        row += 1
        book.write(sheet, row, 1, name, book.BOLD)
        book.write(sheet, row, 2, words, book.TEXT)
        book.fit(sheet, row, [(words, _WIDTH - 14)])
    book.page(sheet, "portrait", SAMPLE if form.plan.sample else "")
    sheet.protection.sheet = True
    sheet.sheet_view.showGridLines = False


def _rows(form: Form) -> Iterator[tuple[str, str]]:
    led = sum(item.is_led for item in form.items)
    if form.plan.sample:
        yield SAMPLE, "这份计划是虚构的,数字、部门都不是真的。"
    yield "填报部门", f"{form.department.name}(牵头 {led} 项,配合 {len(form.items) - led} 项)"
    yield "报告期", f"{form.period.words}({full_date(form.period.begin)}至{full_date(form.period.end)})"
    yield "报送期限", f"{full_date(form.deadline)}及以前。把填好的这个文件发回即可,文件名可以改。"
    yield "有问题找谁", _asked(form)
    yield (
        "填哪里",
        (
            f"只填“{SHEET}”里浅蓝色的格,灰色和白色的格已锁住,不用填。已经报过的已填好,有变化就改,没有变化不用动。"
            "行可以隐藏,列可以调宽;表头和列不要增删,不要合并单元格。"
        ),
    )
    yield "状态", f"每个条目选一个:{'、'.join(STATES)}。选“已完成”是申请办结,请附佐证材料。"
    yield (
        "完成值",
        (
            "填在目标那一行,只写数字,不写单位。写的是从计划开始到现在的累计数,不是这一期新增的;"
            "提升、下降的目标写提升、下降了多少;水平(如失业率)写现在是多少。"
        ),
    )
    yield "完成日期", "填在节点那一行。做完了才写,如 2022-6-20;没有做完空着。"
    yield (
        "文字",
        "进展情况、存在问题、下步打算填在条目那一行,可以换行(Alt+回车)。要撤回已报的,清空那一格。",
    )
    yield "佐证材料", "写文件名,一行一个;文件同这张表一起发回。"
    yield "配合的条目", "只选状态、写文字;完成值和完成日期由牵头部门填。已办结的条目不用填。"
    yield "灯", _lights(form)


def _asked(form: Form) -> str:
    """Return whom to ask."""
    office = form.office
    if office is None:
        return form.plan.issuer
    return f"{office.name}" + (f" {office.contact}" if office.contact else "")


def _lights(form: Form) -> str:
    counts = {light: sum(item.light.light is light for item in form.items) for light in Light}
    told = "、".join(f"{light.word} {count} 项" for light, count in counts.items() if count) or "没有条目"
    return (
        f"截至{full_date(form.as_of)}:{told}。红灯、黄灯的请先看。● 有数字或日期可查,○ 部门自报。"
        f"{rules_in_words(yardstick(form.plan.rules))}"
    )
