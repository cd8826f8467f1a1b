"""Help and usage errors in Chinese: what typer says in English."""

import os
from copy import copy
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

if TYPE_CHECKING:
    _Base = TyperCommand
else:
    _Base = object

_HELP = {
    "help": "显示这份帮助",
    "install_completion": "给现在用的命令行装上自动补全",
    "show_completion": "显示自动补全的脚本",
}
_USAGE = {"Usage:": "用法:", "[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 …"}
_PANELS = {
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "REQUIRED_LONG_STRING": "(必填)",
}


class _Chinese(_Base):
    """What a command and the group of commands have in common."""

    def get_usage(self, ctx: Any) -> str:
        """Return the usage line."""
        text = super().get_usage(ctx)
        for english, chinese in _USAGE.items():
            text = text.replace(english, chinese)
        return text

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters; those that typer adds are explained in Chinese."""
        parameters: list[Any] = list(super().get_params(ctx))
        for parameter in parameters:
            parameter.show_default = False
            parameter.help = _HELP.get(parameter.name, parameter.help)
            if parameter.param_type_name == "argument":  # the type's English name says nothing to a clerk
                parameter.type = copy(parameter.type)
                parameter.type.get_metavar = lambda **_: ""
        return parameters

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, its headings in Chinese."""
        from typer import rich_utils

        from gaoxin_plan.render.width import columns

        os.environ["COLUMNS"] = str(columns())  # rich believes any number
        for name, chinese in _PANELS.items():
            setattr(rich_utils, name, chinese)
        super().format_help(ctx, formatter)


class ChineseCommand(_Chinese, TyperCommand):
    """A command whose help is in Chinese throughout."""


class ChineseGroup(_Chinese, TyperGroup):
    """The group of commands, likewise."""


def in_chinese(error: Exception, arguments: list[str]) -> tuple[str, str] | None:
    """Return a usage error's message and next step, or None if ``error`` is none.

    ``arguments`` are the words of the command line: an error does not always know its command.
    """
    if isinstance(error, typer.Abort):
        return "已中断", "没有写任何文件"
    if not isinstance(error, TyperException):
        return None
    context = getattr(error, "ctx", None)
    command = context.command_path if context else " ".join(["gaoxin", *arguments[:1]])
    return _message(error, context), f"用法见:{command} --help"


def _message(error: TyperException, context: Any) -> str:
    """Return what is wrong, by the kind of error; typer's own words where it is none of the usual."""
    name = _name(getattr(error, "param", None), context)
    option = getattr(error, "option_name", "")
    by_kind = {
        "NoSuchOption": f"没有选项 {option}{_guess(getattr(error, 'possibilities', None))}",
        "MissingParameter": f"缺少{name}".rstrip(),
        "BadParameter": f"{name}的值不对{_choices(error)}",
        "BadOptionUsage": f"选项 {option} 的写法不对:后面要跟一个值,开关则不跟",
    }
    told = by_kind.get(type(error).__name__, error.message)
    if "No such command" in told and context is not None:
        names = "、".join(context.command.list_commands(context))
        told = f"没有这个命令:{told.split(chr(39))[1]};可用的命令:{names}"
    if told == "Missing command." and context is not None:
        told = f"没有写要做什么;可用的命令:{'、'.join(context.command.list_commands(context))}"
    if "unexpected extra argument" in told:
        told = f"多余的参数:{told.rpartition('(')[2].rstrip(')')}"
    return told


def _guess(possibilities: list[str] | None) -> str:
    return f";是不是 {'、'.join(sorted(possibilities))}?" if possibilities else ""


def _choices(error: TyperException) -> str:
    choices = getattr(getattr(getattr(error, "param", None), "type", None), "choices", None)
    return f";可选:{'、'.join(map(str, choices))}" if choices else f":{error.message}"


def _name(parameter: Any, context: Any) -> str:
    if parameter is None:
        return "参数"
    if parameter.param_type_name == "argument":
        return f"参数“{parameter.metavar or parameter.name}”"
    return f"选项 {parameter.opts[0]} " if parameter.opts else str(parameter.get_error_hint(context))
