"""Long work on stderr: one updating line on a terminal, one line for each phase elsewhere; and Ctrl-C."""

from __future__ import annotations

import contextlib
import signal
import time
from types import FrameType
from typing import IO, Any, Protocol

from rotation.i18n import Language
from rotation.i18n.commands import MESSAGE, PHASE
from rotation.i18n.reports import tier_label
from rotation.report.text import down, gap, grouped, value_cell, visible
from rotation.report.wrapping import width

__all__ = ["Interrupt", "Reporter"]


class Moment(Protocol):
    """What the solver tells about one moment."""

    @property
    def phase(self) -> str: ...
    @property
    def tier(self) -> str | None: ...
    @property
    def incumbent(self) -> float | None: ...
    @property
    def bound(self) -> float | None: ...
    @property
    def gap(self) -> float | None: ...
    @property
    def seconds(self) -> float: ...


class Reporter:
    """Tells how a run goes; ``timings`` holds the seconds of each step."""

    def __init__(self, stream: IO[str], lang: Language, time_limit: float | None = None) -> None:
        self._stream, self._lang, self._limit = stream, lang, time_limit
        self._live = stream.isatty()
        self._shown = 0
        self._last: tuple[str, str | None] | None = None
        self._step = ""
        self._since = self._start = time.monotonic()
        self.timings: dict[str, float] = {}

    @property
    def live(self) -> bool:
        """Whether somebody watches a line that changes."""
        return self._live

    def step(self, key: str, **values: object) -> None:
        """Begin a step: a key of MESSAGE, which is also its name in ``timings``."""
        self.end_step()
        self._step, self._since = key, time.monotonic()
        self.say(MESSAGE[key].to(self._lang, **values) + " ...")

    def end_step(self) -> None:
        """End the step that runs."""
        if self._step:
            self.timings[self._step] = time.monotonic() - self._since
        self._step = ""

    def done(self) -> None:
        """End the run."""
        self.end_step()
        self.timings["total"] = time.monotonic() - self._start
        self.say(MESSAGE["done"].to(self._lang, seconds=f"{self.timings['total']:.1f}"))

    def say(self, text: str) -> None:
        """Print one line, above which nothing is overwritten any more."""
        self._clear()
        self._stream.write(visible(text) + "\n")
        self._stream.flush()

    def __call__(self, moment: Moment) -> None:
        text = self._sentence(moment)
        if self._live:
            self._clear()
            self._stream.write(text)
            self._shown = width(text)
            self._stream.flush()
        elif (key := (moment.phase.split(" ")[0], moment.tier)) != self._last:
            self._last = key
            self.say(text)

    def _sentence(self, moment: Moment) -> str:
        lang = self._lang
        figures = [
            MESSAGE[key].to(lang, value=value)
            for key, value in (
                ("incumbent", None if moment.incumbent is None else value_cell(moment.incumbent)),
                ("bound", None if moment.bound is None else grouped(down(moment.bound))),
                ("gap", None if moment.gap is None else gap(moment.gap)),
            )
            if value is not None
        ]
        word, _, rest = moment.phase.partition(" ")
        phase = PHASE[word].to(lang) if word in PHASE else visible(word)
        left = ""
        if self._limit is not None:
            left = MESSAGE["left"].to(lang, seconds=f"{max(0.0, self._limit - moment.seconds):.0f}")
        return MESSAGE["progress"].to(
            lang,
            phase=f"{phase} {visible(rest)}".rstrip(),
            tier=MESSAGE["tier"].to(lang, tier=tier_label(moment.tier, lang)) if moment.tier else "",
            figures="".join(figures),
            seconds=f"{moment.seconds:.1f}",
            left=left,
        )

    def _clear(self) -> None:
        if self._shown:
            self._stream.write("\r" + " " * self._shown + "\r")
            self._shown = 0


class Interrupt:
    """Ctrl-C while the solver runs: the first asks it to stop, the second ends the process.

    Once the plan is ``found``, the first lets the short rest end, so that the plan is written; the second gives up.
    """

    def __init__(self, reporter: Reporter, lang: Language) -> None:
        self._reporter, self._lang = reporter, lang
        self._before: Any = None
        self.asked = False

    def __enter__(self) -> Interrupt:
        try:
            self._before = signal.signal(signal.SIGINT, self._first)
        except ValueError:  # not the main thread: nobody presses Ctrl-C here
            self._before = None
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def found(self) -> None:
        """Say that the search is over and what is left is checking and writing."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._late)

    def _first(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        # The engine may not come back to Python for a while; a second press must not wait for it.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        self._say("stopping")

    def _late(self, number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self._say("finishing")

    def _say(self, key: str) -> None:
        # What the press interrupts may be a line that is being printed just then: no reason to lose the plan.
        with contextlib.suppress(RuntimeError, OSError):
            self._reporter.say(MESSAGE[key].to(self._lang))
