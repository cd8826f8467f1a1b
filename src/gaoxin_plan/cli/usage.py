"""Commands that explain themselves in Chinese: their help is gathered here from what typer knows of them."""

from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from gaoxin_plan.render.help import Help, Row

    _Base = TyperCommand
else:
    _Base = object

_HELP = {
    "help": "显示这份帮助",
    "install_completion": "给现在用的命令行装上自动补全",
    "show_completion": "显示自动补全的脚本",
}
_USAGE = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 …"}


class _Chinese(_Base):
    """What a command and a group of commands have in common."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters; those that typer adds are explained in Chinese."""
        parameters: list[Any] = list(super().get_params(ctx))
        for parameter in parameters:
            parameter.help = _HELP.get(parameter.name, parameter.help)
        return parameters

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option that asks for help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _on_help
        return option

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return what may follow the command's name."""
        return [_USAGE.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]


class ChineseCommand(_Chinese, TyperCommand):
    """A command whose help is in Chinese throughout."""


class ChineseGroup(_Chinese, TyperGroup):
    """A group of commands, likewise."""


def _on_help(context: Any, _: Any, value: Any) -> None:
    if value and not context.resilient_parsing:
        show_help(context)
        context.exit()


def show_help(context: Any) -> None:
    """Print the help of a context's command."""
    from gaoxin_plan.render import help as render
    from gaoxin_plan.render import output
    from gaoxin_plan.render.width import columns

    output.show(render.page(_help(context), columns()))


def _help(context: Any) -> "Help":
    from gaoxin_plan.render.help import Help

    command = context.command
    arguments, options = [], []
    for parameter in command.get_params(context):
        if parameter.param_type_name == "argument":
            arguments.append((parameter.metavar, meaning(parameter)))
        else:
            label = ", ".join(sorted(parameter.opts, key=len))
            options.append((f"{label} {parameter.metavar or ''}".rstrip(), meaning(parameter)))
    return Help(
        usage=usage(context),
        text=command.help,
        commands=_commands(context),
        parameters={"参数": arguments, "选项": options},
        examples=examples(command),
    )


def _commands(context: Any) -> "dict[str, list[Row]]":
    """Return the commands of a group, by what they are for."""
    group = context.command
    found: dict[str, list[Row]] = {}
    for name in group.list_commands(context) if isinstance(group, TyperGroup) else ():
        command = group.get_command(context, name)
        words = command.short_help or command.help.partition("。")[0]
        found.setdefault(command.rich_help_panel or "命令", []).append((name, words))
    return found


def usage(context: Any) -> str:
    """Return how a command is written."""
    return f"{context.command_path} {' '.join(context.command.collect_usage_pieces(context))}"


def meaning(parameter: Any) -> str:
    """Return what a parameter means, and whether it must be there."""
    return f"{parameter.help}(必填)" if parameter.required else str(parameter.help)


def examples(command: Any) -> list[str]:
    """Return the command lines that a command gives as examples."""
    return [line.strip() for line in command.epilog.removeprefix("例:").strip().splitlines()]
