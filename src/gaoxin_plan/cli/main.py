"""The one boundary between the command line and the rest: exit codes, and what goes wrong in words."""

import gc
import signal
import sys
import traceback

from gaoxin_plan.problems import BrokenPlanError, PlanError

CANNOT_RUN = 2
OUR_BUG = 3
INTERRUPTED = 130


def main() -> None:
    """Run the command line and leave with its exit code.

    0 fine, 1 the plan has problems, 2 the command cannot run, 3 a bug of ours, 130 interrupted.
    """
    gc.disable()  # a command lives for a fraction of a second, and a tree of nodes has no cycles
    from gaoxin_plan.render import output

    for name in ("SIGTERM", "SIGHUP"):  # a half-written file is removed then too
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    output.prepare()
    try:
        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:  # while it is still starting
        sys.exit(INTERRUPTED)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    try:
        from gaoxin_plan.cli.app import app

        code = app(arguments, prog_name="gaoxin", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPlanError as error:
        _tell_problems(error)
        return 1
    except PlanError as error:
        tell(error.message, error.hint)
        return CANNOT_RUN
    except (BrokenPipeError, SystemExit) as error:
        if isinstance(error, SystemExit) and error.code != 1:
            raise
        sys.stdout = None  # the reader has gone, as `| head` does; typer and rich make an exit of it
        return 0
    except OSError as error:
        from gaoxin_plan.source.files import reason

        tell(f"写不出结果:{reason(error)}", "请检查磁盘空间和输出位置")
        return CANNOT_RUN
    except Exception as error:  # noqa: BLE001  the one place where any error is caught
        return _other(error, arguments)
    return code if isinstance(code, int) else 0


def _other(error: Exception, arguments: list[str]) -> int:
    from gaoxin_plan.cli.usage import in_chinese

    if words := in_chinese(error, arguments):
        tell(*words)
        return CANNOT_RUN
    traceback.print_exc()
    tell("程序出错了,这是 gaoxin 的缺陷", "请把以上内容和所用的命令告诉维护者;您的文件没有改动")
    return OUR_BUG


def tell(message: str, hint: str = "") -> None:
    """Print an error and the next step to standard error."""
    sys.stderr.write(f"错误:{message}\n" + (f"  → {hint}\n" if hint else ""))


def _tell_problems(error: BrokenPlanError) -> None:
    from gaoxin_plan.render import output, problems
    from gaoxin_plan.render.width import columns

    output.show(problems.page(error.problems, columns()), error=True)
    tell(error.message, error.hint)
