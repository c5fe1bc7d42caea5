"""The clock of a search: its limit leaves time for what follows."""

from __future__ import annotations

from math import inf

from rotation.solving.progress import Clock


def test_time_held_back_is_not_the_searchs() -> None:
    clock = Clock(100.0, None, None)
    clock.hold_back(90.0)
    assert 5.0 < clock.remaining() <= 10.0
    assert not clock.should_stop()
    clock.hold_back(20.0)
    assert clock.remaining() == 0.0
    assert clock.should_stop()


def test_without_a_limit_nothing_is_held_back() -> None:
    clock = Clock(None, None, None)
    clock.hold_back(1e9)
    assert clock.remaining() == inf
    assert not clock.should_stop()
