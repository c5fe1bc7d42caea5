"""Let every rule of the policy state its limits, and return the finished matrix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rotation.facts.arcs import Arcs
from rotation.facts.facts import Facts
from rotation.modelling.alike import with_alike_hubs_merged
from rotation.modelling.candidates import candidates
from rotation.modelling.lessons import Lessons
from rotation.modelling.problem import Problem
from rotation.modelling.quantities import Quantities
from rotation.modelling.writer import Writer
from rotation.policy.settings import RuleSettings
from rotation.rules import rule
from rotation.rules.quantity import Quantity

__all__ = ["build"]


def build(facts: Facts, arcs: Arcs | None = None) -> Problem:
    """Write the model of a district under a policy.

    Arcs exist where every required rule allows the move, unless they are given; each rule that is on then states
    its limits and prices.
    """
    return with_alike_hubs_merged(_written(facts, candidates(facts) if arcs is None else arcs))


def _written(facts: Facts, arcs: Arcs) -> Problem:
    """Return what the rules state, as they state it; all that was in hand for that is let go."""
    writer = Writer(facts.policy.tiers)
    quantities = Quantities(facts, arcs, writer)
    lessons = cache(lambda: Lessons(quantities, writer))
    for code, settings in facts.policy.rules.items():
        if settings.mode == "off":
            continue
        view = _RuleView(code, settings, quantities, writer, lessons)
        module, writer.author = rule(code), code
        if settings.mode == "target" and hasattr(module, "allows"):
            against = ~module.allows(facts, arcs, settings)
            view.price_arcs(against)
        if hasattr(module, "post"):
            module.post(view, settings)
    return writer.finish(facts, arcs)


class _RuleView:
    """The model as one rule sees it: turns its statements into rows or priced shortfalls, as the policy says."""

    def __init__(
        self,
        code: str,
        settings: RuleSettings,
        quantities: Quantities,
        writer: Writer,
        lessons: Callable[[], Lessons],
    ) -> None:
        self._code = code
        self._settings = settings
        self._quantities = quantities
        self._writer = writer
        self._lessons = lessons

    @property
    def facts(self) -> Facts:
        return self._quantities.facts

    @property
    def arcs(self) -> Arcs:
        return self._quantities.arcs

    def moved(self, group: ArrayLike, groups: int) -> Quantity:
        return self._quantities.moved(group, groups)

    def movers(self, among: NDArray[np.bool_]) -> Quantity:
        return self._quantities.movers(among)

    def chosen(self, group: ArrayLike, groups: int) -> Quantity:
        return self._quantities.chosen(group, groups)

    def present(self, value: NDArray[Any]) -> Quantity:
        return self._quantities.present(value)

    def present_by(self, value: NDArray[Any], label: NDArray[Any]) -> tuple[Quantity, NDArray[Any], NDArray[Any]]:
        return self._quantities.present_by(value, label)

    def lessons(self) -> Lessons:
        return self._lessons()

    def columns(self, size: int, upper: ArrayLike, whole: bool = False, natural: bool = False) -> Quantity:
        return self._writer.add_columns(size, 0, upper, whole, natural)

    def shared(self, quantity: Quantity, whole: bool = True) -> Quantity:
        return self._writer.shared(quantity, whole)

    def range_of(self, quantity: Quantity) -> tuple[NDArray[Any], NDArray[Any]]:
        return self._writer.range_of(quantity)

    def define(self, quantity: Quantity, lower: ArrayLike, upper: ArrayLike) -> None:
        self._writer.add_rows(quantity, lower, upper, None, (), 1)

    def at_least(
        self, quantity: Quantity, limit: ArrayLike, about: Sequence[str] = (), unit: int = 1, part: str = ""
    ) -> None:
        self._state(quantity, np.broadcast_to(np.asarray(limit, np.float64), (quantity.size,)), about, unit, part)

    def at_most(
        self, quantity: Quantity, limit: ArrayLike, about: Sequence[str] = (), unit: int = 1, part: str = ""
    ) -> None:
        self.at_least(-quantity, -np.asarray(limit, np.float64), about, unit, part)

    def prefer_less(self, quantity: Quantity, cost: ArrayLike = 1) -> None:
        self._writer.price(self._settings.tier, quantity * (np.asarray(cost, np.float64) * self._settings.weight))

    def price_arcs(self, against: NDArray[np.bool_]) -> None:
        """Price every chosen arc that a target rule speaks against."""
        self.prefer_less(self.chosen(np.where(against, 0, -1), 1))

    def _state(
        self, quantity: Quantity, limit: NDArray[np.float64], about: Sequence[str], unit: int, part: str
    ) -> None:
        """State quantity >= limit, leaving out what cannot be otherwise."""
        least = self._writer.range_of(quantity)[0]
        binding = np.flatnonzero(least < limit)
        if not len(binding):
            return
        quantity, limit = quantity.take(binding), limit[binding]
        names = tuple(about[index] for index in binding.tolist()) if about else ()
        if self._settings.mode == "target":
            most = np.ceil((limit - least[binding]) / unit)
            shortfall = self._writer.add_columns(quantity.size, 0, most, True)
            self._writer.price(self._settings.tier, shortfall * self._settings.weight)
            quantity = quantity + shortfall * unit
        self._writer.add_rows(quantity, limit, np.inf, self._code, names, unit, part)
