"""The one boundary between the command line and the rest: exit codes, and what goes wrong in words.

What it needs is imported in its functions: who presses Ctrl-C at once sees no traceback of an import.
"""

import atexit
import gc
import os
import signal
import sys

TYPE_CHECKING = False  # as the type checker knows it, without importing typing
if TYPE_CHECKING:
    from gaoxin_plan.problems import BrokenPlanError

CANNOT_RUN = 2
OUR_BUG = 3
INTERRUPTED = 130


def main() -> None:
    """Run the command line and leave with its exit code.

    0 fine, 1 the plan has problems, 2 the command cannot run, 3 a bug of ours, 130 interrupted.
    """
    try:
        gc.disable()  # a command lives for a fraction of a second, and a tree of nodes has no cycles
        from gaoxin_plan.render import output

        for name in ("SIGTERM", "SIGHUP"):  # a half-written file is removed then too
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, signal.default_int_handler)
        output.prepare()
        code = run(sys.argv[1:])
        _finish()
    except KeyboardInterrupt:  # while it is still starting, or already waits for a reader
        code = INTERRUPTED
    # to take a whole plan and every module down piece by piece takes as long as an answer; nothing of ours
    # waits for that: no thread, and no file that a ``with`` does not close
    os._exit(code)


def _finish() -> None:
    """Let the libraries do their last things, and write what is not yet written."""
    from contextlib import suppress

    atexit._run_exitfuncs()  # noqa: SLF001  openpyxl removes its files there when it was interrupted
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # what could not be written was told before
            stream.flush()


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    from gaoxin_plan.cli.ending import ending

    with ending():
        return _run(arguments)


def _run(arguments: list[str]) -> int:
    from gaoxin_plan.problems import BrokenPlanError, PlanError

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
    except BrokenPipeError:
        return 0  # the reader has gone, as `| head` does
    except SystemExit as error:  # of completion; typer and rich make one of a reader that has gone
        code = 0 if isinstance(error.__context__, BrokenPipeError) else error.code
    except OSError as error:
        from gaoxin_plan.source.files import reason

        tell(f"写不出结果:{reason(error)}", "请检查磁盘空间和输出位置")
        return CANNOT_RUN
    except Exception as error:  # noqa: BLE001  the one place where any error is caught
        return _other(error, arguments)
    return code if isinstance(code, int) else 0


def _other(error: Exception, arguments: list[str]) -> int:
    from gaoxin_plan.cli.misuse import in_chinese

    if words := in_chinese(error, arguments):
        tell(*words)
        return CANNOT_RUN
    import traceback

    traceback.print_exc()
    tell("程序出错了,这是 gaoxin 的缺陷", "请把以上内容和所用的命令告诉维护者;您的文件没有改动")
    return OUR_BUG


def tell(message: str, hint: str = "") -> None:
    """Print an error and the next step to standard error, if anyone can read that."""
    from contextlib import suppress

    with suppress(OSError):
        sys.stderr.write(f"错误:{message}\n" + (f"  → {hint}\n" if hint else ""))


def _tell_problems(error: "BrokenPlanError") -> None:
    from gaoxin_plan.render import output, problems
    from gaoxin_plan.render.width import columns

    output.show(problems.page(error.problems, columns()), error=True)
    tell(error.message, error.hint)
