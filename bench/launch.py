"""Run one command and print its wall time in seconds, its peak memory in KiB and its exit code.

A process of its own, started with ``-I -S``: Linux counts the memory of whoever starts a command into that
command's peak, so the one who starts it must be smaller than the smallest command (``python -c pass``).
"""

import os
import sys
import time


def main() -> None:
    """Run ``sys.argv[1:]`` with its output to a pipe that is read to the end."""
    command = sys.argv[1:]
    reader, writer = os.pipe()
    began = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, writer, 1)])
    os.close(writer)
    while os.read(reader, 1 << 16):
        pass
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - began
    print(seconds, usage.ru_maxrss, os.waitstatus_to_exitcode(status))


main()
