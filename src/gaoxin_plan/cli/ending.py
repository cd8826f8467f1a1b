"""What is done when a command has ended, whether it went well or not, and all it says is printed."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

_stack = ExitStack()


def at_the_end(act: Callable[[], None]) -> None:
    """Have something done when the command has ended."""
    _stack.callback(act)


@contextmanager
def ending() -> Iterator[None]:
    """Do what is to be done once what is within has ended."""
    try:
        yield
    finally:
        _stack.close()
