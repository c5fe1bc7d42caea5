"""HiGHS itself: how it is started, fed with arrays and kept silent."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import highspy
import numpy as np
from scipy import sparse

from rotation.rules.quantity import Floats

__all__ = ["INFINITY", "linear_program", "new_highs", "run", "silence", "stoppable"]

INFINITY: Final = highspy.kHighsInf
MOMENTS: Final = (
    highspy.cb.HighsCallbackType.kCallbackMipInterrupt, highspy.cb.HighsCallbackType.kCallbackSimplexInterrupt,
    highspy.cb.HighsCallbackType.kCallbackIpmInterrupt,
)  # fmt: skip
SMALLEST: Final = 1e-12
"""Coefficients of a sum of rows below which HiGHS drops them, and says so to nobody. Of its own 1e-9, times columns of
hundreds and the factors of a cut, 1e-7 to 1e-4 is left, by which plans miss cuts and whole branches are called empty
(balance of 80x4000, seed 1: nothing below 7,733, where 7,612 is reached). Between this and its tolerance of
rows HiGHS weakens the cut instead."""


@contextmanager
def silence() -> Iterator[None]:
    """Keep what the engine prints past its own switch (it repairs solutions aloud) off the standard output."""
    try:
        kept = os.dup(1)
    except OSError:  # no standard output at all
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        _flush()
        os.dup2(nowhere, 1)
        yield
    finally:
        _flush()
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _flush() -> None:
    """Let the C library write what it holds back, as it does where the output is a file or a pipe."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None if os.name == "posix" else "ucrtbase").fflush(None)


def linear_program(
    matrix: sparse.csc_array, row_lower: Floats, row_upper: Floats, lower: Floats, upper: Floats, cost: Floats
) -> Any:
    """Return the arrays as HiGHS takes them."""
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, lower, upper
    lp.row_lower_, lp.row_upper_ = row_lower, row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32)
    lp.a_matrix_.value_ = matrix.data
    return lp


def new_highs() -> Any:
    """Return a silent engine with a fixed seed and one thread: HiGHS wants one value in a whole process."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", 0)
    highs.setOptionValue("small_matrix_value", SMALLEST)
    return highs


@contextmanager
def stoppable(highs: Any, should_stop: Callable[[], bool]) -> Iterator[None]:
    """Ask on the way whether to stop; True ends a run there, with the status of an interrupt.

    Python sees a signal when it is asked something and no sooner: without this Ctrl-C waits for the end of a run, a
    minute in a hard search. What the question raises is raised once HiGHS has come back.
    """
    raised: list[BaseException] = []

    def ask(kind: Any, message: str, known: Any, wanted: Any, data: Any) -> None:
        try:
            wanted.user_interrupt = bool(raised) or should_stop()
        except BaseException as error:  # KeyboardInterrupt among them
            raised.append(error)
            wanted.user_interrupt = True

    highs.setCallback(ask, None)
    for moment in MOMENTS:
        highs.startCallback(moment)
    try:
        yield
    finally:
        highs.setCallback(None, None)
    if raised:
        raise raised[0]


def run(highs: Any) -> None:
    """Run an engine from where it stands.

    All engines of a process share their threads. Where somebody else (a test, a notebook) ran HiGHS with another number
    of them first, ours would end with an error and no answer: the threads are let go and made anew.
    """
    failed = highs.run() == highspy.HighsStatus.kError
    if failed and highs.getModelStatus() == highspy.HighsModelStatus.kNotset:
        highspy.Highs.resetGlobalScheduler(True)
        highs.run()
