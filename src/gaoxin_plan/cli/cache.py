"""``gaoxin cache``: the snapshots that make answers quick."""

import typer

from gaoxin_plan.cli.usage import ChineseCommand, ChineseGroup
from gaoxin_plan.problems import PlanError

EXAMPLES = """例:
  gaoxin cache clear"""


def clear() -> None:
    """删去快照:上次读过的计划、填报和算过的灯。删了不丢任何东西,下一次全部重新读。"""
    from gaoxin_plan.render import output
    from gaoxin_plan.source import snapshot
    from gaoxin_plan.source.files import reason

    try:
        count = snapshot.clear()
    except OSError as error:
        raise PlanError(f"删不了快照:{reason(error)}", "请检查用户的缓存文件夹和它的权限") from error
    output.write(f"已删去 {count} 份计划的快照\n" if count else "没有快照,不用删\n")


def register(app: typer.Typer) -> None:
    """Add the command."""
    group = typer.Typer(cls=ChineseGroup, help="管理快照:查询用它,没有变的文件不必重读。", epilog=EXAMPLES)
    group.command("clear", cls=ChineseCommand, epilog=EXAMPLES)(clear)
    app.add_typer(group, name="cache")
