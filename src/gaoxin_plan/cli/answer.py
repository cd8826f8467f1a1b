"""One answer in four formats: what every query ends with."""

from collections.abc import Callable

from gaoxin_plan.cli.options import Format
from gaoxin_plan.render import output
from gaoxin_plan.render.page import Page
from gaoxin_plan.render.table import Table


def answer(
    output_format: Format,
    *,
    page: Callable[[int], Page],
    table: Callable[[], Table],
    data: Callable[[], object],
) -> None:
    """Print an answer: as a page of the terminal's width, as JSON data, or as a table in Markdown or CSV."""
    if output_format is Format.JSON:
        output.write_json(data())
    elif output_format is Format.TABLE:
        from gaoxin_plan.render.width import columns

        output.show(page(columns()))
    else:
        output.write_table(table(), as_csv=output_format is Format.CSV)
