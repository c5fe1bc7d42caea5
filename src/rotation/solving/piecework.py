"""The pieces of a district, each planned by a process of its own.

A process is given pickled jobs on its standard input and answers with a pickled plan for each.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from rotation.domain.district import District
from rotation.errors import InfeasibleError, RotationError
from rotation.facts.facts import Facts
from rotation.i18n import Text
from rotation.modelling import build
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.solving.conflict import Conflict
from rotation.solving.engine import Stopped
from rotation.solving.postings import postings_of
from rotation.solving.progress import Clock
from rotation.solving.tierwise import Tierwise

__all__ = ["Job", "Planned", "Refused", "part_of", "plan_pieces"]

SERVE: Final = "from rotation.solving.piecework import main; main()"
WAIT: Final = 0.2
"""Seconds between two looks at whether to stop."""
TRIES: Final = 2
"""How often a piece is begun: a process may be killed from outside, for want of memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """A piece to plan; ``time_limit`` in seconds, None for none."""

    district: District
    policy: Policy
    seed: int
    gap: float
    quick: bool
    time_limit: float | None


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a piece has no plan; ``rules`` are those whose statements cannot hold together."""

    text: Text
    rules: frozenset[str]


Planned = tuple[Posting, ...] | Refused | None


def part_of(district: District, schools: set[str]) -> District:
    """Return the district of some of its schools, with the people who work there; no move leads out of them."""
    teachers = tuple(teacher for teacher in district.teachers if teacher.school in schools)
    people = {teacher.id for teacher in teachers}
    return replace(
        district,
        schools=tuple(school for school in district.schools if school.id in schools),
        sections=tuple(section for section in district.sections if section.school in schools),
        grades=tuple(grade for grade in district.grades if grade.school in schools),
        teachers=teachers,
        preferences=tuple(row for row in district.preferences if row.teacher in people and row.school in schools),
        decisions=tuple(row for row in district.decisions if row.teacher in people),
        travel=tuple(row for row in district.travel if row.origin in schools and row.destination in schools),
        entrants=(),
        neighbours=(),
    )


def plan_pieces(
    count: int, job: Callable[[int], Job], workers: int, should_stop: Callable[[], bool],
    tell: Callable[[int], None] = lambda done: None,
) -> list[Planned]:  # fmt: skip
    """Return the plans of so many jobs, None where the search was stopped before there was one or its process dies.

    Parameters
    ----------
    job
        Asked for each when its turn comes, so that a time limit can be what is left then.
    workers
        Processes at the same time.
    tell
        Told how many are done.
    """
    plans: list[Planned] = [None] * count
    todo: queue.SimpleQueue[int] = queue.SimpleQueue()
    for place in range(count):
        todo.put(place)
    done = threading.Semaphore(0)
    servers = [_Server(todo, job, plans, done) for _ in range(min(workers, count))]
    for server in servers:
        server.start()
    ready = 0
    try:
        while any(server.is_alive() for server in servers) and not should_stop():
            if done.acquire(timeout=WAIT):
                ready += 1
                tell(ready)
    finally:
        for server in servers:
            server.end()
    return plans


class _Server(threading.Thread):
    """Gives jobs to a process of its own, one after the other, and begins another where that one dies."""

    def __init__(
        self, todo: queue.SimpleQueue[int], job: Callable[[int], Job], plans: list[Planned], done: threading.Semaphore
    ) -> None:
        super().__init__(daemon=True)
        self._todo, self._job, self._plans, self._done = todo, job, plans, done
        self._lock, self._ended = threading.Lock(), False
        self._process = _start()

    def run(self) -> None:
        while not self._ended:
            try:
                place = self._todo.get_nowait()
            except queue.Empty:
                return
            for _ in range(TRIES):
                try:
                    self._plans[place] = self._answer(self._job(place))
                    break
                except (OSError, EOFError, pickle.UnpicklingError):
                    if not self._another():
                        return
            self._done.release()

    def end(self) -> None:
        """End the process, whatever it is at."""
        with self._lock:
            self._ended = True
            self._process.kill()
            self._process.wait()

    def _answer(self, job: Job) -> Planned:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        pickle.dump(job, self._process.stdin)
        self._process.stdin.flush()
        answer: Planned = pickle.load(self._process.stdout)
        return answer

    def _another(self) -> bool:
        """Begin another process in the place of one that died; False where that was ended."""
        with self._lock:
            if self._ended:
                return False
            self._process.kill()
            self._process.wait()
            self._process = _start()
            return True


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def main() -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the caller's affair
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "w") as nowhere:  # what the solver's library prints is no answer
        os.dup2(nowhere.fileno(), 1)
    while True:
        try:
            job: Job = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(_planned(job), answers)
        answers.flush()


def _planned(job: Job) -> Planned:
    """Plan a piece; the limit ends the search as soon as there is a plan."""
    started = time.monotonic()
    problem = build(Facts(job.district, job.policy, job.seed))

    def late() -> bool:
        over = job.time_limit is not None and time.monotonic() - started > job.time_limit
        return over and bool(len(search.point))

    search = Tierwise(problem, Clock(None, None, late))
    try:
        search.run(job.gap, job.seed, once=job.quick)
    except Stopped:
        pass
    except InfeasibleError as error:
        members = error.conflict.members if isinstance(error.conflict, Conflict) else ()
        return Refused(Text(error.said("zh"), error.said("en")), frozenset(member.rule for member in members))
    except RotationError:
        return None
    return postings_of(problem, search.point)

