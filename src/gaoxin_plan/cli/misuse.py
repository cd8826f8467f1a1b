"""Usage errors in Chinese: what typer says in English."""

import typer
from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.exceptions import TyperException


def in_chinese(error: Exception, arguments: list[str]) -> tuple[str, str] | None:
    """Return a usage error's message and next step, or None if ``error`` is none.

    ``arguments`` are the words of the command line: an error does not always know its command.
    """
    if isinstance(error, typer.Abort):
        return "已中断", "没有写任何文件"
    if not isinstance(error, TyperException):
        return None
    context: typer.Context | None = getattr(error, "ctx", None)
    command = context.command_path if context else " ".join(["gaoxin", *arguments[:1]])
    return _message(error, context), f"用法见:{command} --help"


def _message(error: TyperException, context: typer.Context | None) -> str:
    """Return what is wrong, by the kind of error; typer's own words where it is none of the usual."""
    name = _name(getattr(error, "param", None))
    option = getattr(error, "option_name", "")
    by_kind = {
        "NoSuchOption": f"没有选项 {option}{_guess(getattr(error, 'possibilities', None))}",
        "MissingParameter": f"缺少{name}".rstrip(),
        "BadParameter": f"{name}的值不对{_choices(error)}",
        "BadOptionUsage": f"选项 {option} 的写法不对:后面要跟一个值,开关则不跟",
    }
    told = by_kind.get(type(error).__name__, error.message)
    if context is not None and isinstance(context.command, TyperGroup):
        names = "、".join(context.command.list_commands(context))
        if "No such command" in told:
            told = f"没有这个命令:{told.split(chr(39))[1]};可用的命令:{names}"
        if told == "Missing command.":
            told = f"没有写要做什么;可用的命令:{names}"
    if "unexpected extra argument" in told:
        told = f"多余的参数:{told.rpartition('(')[2].rstrip(')')}"
    return told


def _guess(possibilities: list[str] | None) -> str:
    return f";是不是 {'、'.join(sorted(possibilities))}?" if possibilities else ""


def _choices(error: TyperException) -> str:
    choices = getattr(getattr(getattr(error, "param", None), "type", None), "choices", None)
    return f";可选:{'、'.join(map(str, choices))}" if choices else f":{error.message}"


def _name(parameter: TyperArgument | TyperOption | None) -> str:
    if parameter is None:
        return "参数"
    if isinstance(parameter, TyperArgument):
        return f"参数“{parameter.metavar or parameter.name}”"
    return f"选项 {parameter.opts[0]} "
