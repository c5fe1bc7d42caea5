"""Run ``rotation solve`` in children that are killed (SIGKILL) at their n-th step on the file system.

    python killing.py STEPS INPUT FOLDER

Steps are the opening of files to write, and making, renaming and removing files and folders. STEPS are numbers,
comma-separated; at 0 the child may end. After each child one line tells the number, how the child ended ("killed" or
its exit code), and what is there: "absent", or the exit code of ``rotation verify FOLDER``.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir"})


def changes_files(event: str, details: tuple[object, ...]) -> bool:
    """Say whether an audit event is a step on the file system that leaves something behind."""
    if event == "open":
        path, _, flags = details
        return isinstance(flags, int) and bool(flags & WRITING) and str(path) != os.devnull
    return event in CHANGES


def kill_at(step: int) -> None:
    """Let this process kill itself at a step."""
    steps = count(1)

    def watch(event: str, details: tuple[object, ...]) -> None:
        if changes_files(event, details) and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def in_child(arguments: list[str], before: Callable[[], None] = lambda: None) -> str:
    """Run the command in a child of this process and return how it ended."""
    child = os.fork()
    if child == 0:
        from rotation.cli import main  # noqa: PLC0415

        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        before()
        os._exit(main(arguments))
    _, status = os.waitpid(child, 0)
    return "killed" if os.WIFSIGNALED(status) else str(os.WEXITSTATUS(status))


if __name__ == "__main__":
    # Loaded once here, not once in every child; no solver has run yet, so there are no threads to lose.
    import rotation.cli.planning
    import rotation.solving  # noqa: F401

    source, folder = sys.argv[2:]
    for number in (int(part) for part in sys.argv[1].split(",")):
        ended = in_child(["solve", source, "--out", folder, "--force"], partial(kill_at, number))
        there = in_child(["verify", folder]) if Path(folder).exists() else "absent"
        print(number, ended, there, flush=True)
