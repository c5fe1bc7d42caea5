"""Processes that solve a sweep's points; one that dies costs its point, and none outlives the sweep."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

__all__ = ["Pool", "environment"]

Values = tuple[str, ...]
_END: Final = object()


class Pool:
    """Processes that take points from one list; each has a thread here that listens to it."""

    def __init__(self, job: Mapping[str, Any], points: Sequence[tuple[Values, str]], workers: int) -> None:
        self._job = job
        self._todo: queue.SimpleQueue[tuple[Values, str]] = queue.SimpleQueue()
        for point in points:
            self._todo.put(point)
        self._said: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._processes: list[subprocess.Popen[str]] = []
        self._lock, self._over = threading.Lock(), False
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(min(workers, len(points)))]

    def answers(self) -> Iterator[tuple[Values, Mapping[str, Any]]]:
        """Yield every answer with its point until all points have had their last one."""
        for thread in self._threads:
            thread.start()
        running = len(self._threads)
        while running:
            said = self._said.get()
            if said is _END:
                running -= 1
            else:
                yield said

    def end(self) -> None:
        """End every process; a point that is not finished is not there."""
        with self._lock:
            self._over = True
            for process in self._processes:
                process.kill()
        for process in self._processes:
            process.wait()

    def _serve(self) -> None:
        process: subprocess.Popen[str] | None = None
        while not self._over:
            try:
                values, key = self._todo.get_nowait()
            except queue.Empty:
                break
            process = self._start() if process is None else process
            if process is None:
                break
            try:
                self._ask(process, {"values": values, "key": key})
                ended = self._listen(process, values)
            except OSError:  # it is gone already
                ended = True
            if ended:
                self._said.put((values, {"done": False, "code": process.wait()}))
                process = None
        self._said.put(_END)

    def _listen(self, process: subprocess.Popen[str], values: Values) -> bool:
        """Pass on what a process says of a point; return whether it ended before the last word."""
        assert process.stdout is not None
        for line in process.stdout:
            answer = json.loads(line)
            self._said.put((values, answer))
            if "done" in answer:
                return False
        return True

    def _start(self) -> subprocess.Popen[str] | None:
        with self._lock:
            if self._over:
                return None
            process = subprocess.Popen(
                [sys.executable, "-m", "rotation.scenarios.worker"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
                env=environment(),
            )  # fmt: skip
            self._processes.append(process)
        self._ask(process, self._job)
        return process

    @staticmethod
    def _ask(process: subprocess.Popen[str], what: Mapping[str, Any]) -> None:
        assert process.stdin is not None
        process.stdin.write(json.dumps(what) + "\n")
        process.stdin.flush()


def environment() -> dict[str, str]:
    """Return an environment in which a process finds this very package, from wherever it was imported."""
    here = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path}
