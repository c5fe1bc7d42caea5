"""What a rule is, and the two sides it speaks to: the model it states limits about, the recount it checks.

A rule of the policy is one module of this package. Its name is its code. It has

- a docstring with the sections Clause, Formula, Reads, Example, Source;
- ``Settings``, a ``RuleSettings`` with the rule's own fields;
- optionally ``allows(facts, arcs, settings)``: which single moves the rule permits at all;
- optionally ``farthest(facts, settings)``: for each teacher the hectometres beyond which ``allows`` permits nothing
  (-1: no move at all), so that large districts need not look at every pair;
- optionally ``post(model, settings)``: what the rule states about the model, in the verbs of ``Model``;
- ``check(recount, settings)``: what it counts on a finished plan, as findings.

``post`` and ``check`` share no helper: an error in one must not pass unseen in the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

from rotation.domain.district import District, SectionKey
from rotation.i18n import Text
from rotation.policy.policy import Policy
from rotation.policy.settings import RuleSettings

if TYPE_CHECKING:  # the verifier reads this module too, and needs neither arrays nor the model's facts
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from rotation.facts.arcs import Arcs
    from rotation.facts.facts import Facts
    from rotation.rules.quantity import Quantity

__all__ = ["Finding", "LessonCount", "LessonFlow", "Model", "Recount", "Rule"]


class LessonFlow(Protocol):
    """Each section's capacity flowing into its lessons."""

    @property
    def unfilled(self) -> Quantity:
        """Lessons left unfilled, one expression for each ``section`` and ``subject`` with lessons."""

    @property
    def other(self) -> Quantity:
        """Lessons given by a teacher certified for them outside the main subject."""

    @property
    def section(self) -> NDArray[Any]:
        """Section index of each expression of ``unfilled``."""

    @property
    def subject(self) -> NDArray[Any]:
        """Demand column of each expression of ``unfilled``."""


class Model(Protocol):
    """The verbs a rule may use. Whether a statement binds, is priced or is left out is the policy's affair."""

    @property
    def facts(self) -> Facts:
        """The district and policy as arrays."""

    @property
    def arcs(self) -> Arcs:
        """The single moves that every required rule permits."""

    def moved(self, group: ArrayLike, groups: int) -> Quantity:
        """Count the movers of each group; ``group`` has a label per teacher, -1 for not counted."""

    def movers(self, among: NDArray[np.bool_]) -> Quantity:
        """Count the movers among some teachers, as a whole column of its own: a search can decide it before who goes.

        Rules that ask for the same share the column.
        """

    def chosen(self, group: ArrayLike, groups: int) -> Quantity:
        """Count the chosen arcs of each group; ``group`` has a label per arc, -1 for not counted."""

    def present(self, value: NDArray[Any]) -> Quantity:
        """Sum ``value`` over the teachers of each section after the exchange.

        ``value`` has shape (teachers,) or (teachers, 2) for the stage taught at, primary then junior.
        """

    def present_by(self, value: NDArray[Any], label: NDArray[Any]) -> tuple[Quantity, NDArray[Any], NDArray[Any]]:
        """Like ``present``, split by a label per teacher; return it with section and label of each expression."""

    def lessons(self) -> LessonFlow:
        """Return the lessons left unfilled and those given outside the main subject."""

    def columns(self, size: int, upper: ArrayLike, whole: bool = False, natural: bool = False) -> Quantity:
        """Add free quantities from 0 to ``upper``, one expression each."""

    def shared(self, quantity: Quantity, whole: bool = True) -> Quantity:
        """Give each expression a column of its own, so that what is built on it stays short."""

    def range_of(self, quantity: Quantity) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return the least and the largest value that the columns' bounds leave each expression."""

    def define(self, quantity: Quantity, lower: ArrayLike, upper: ArrayLike) -> None:
        """State what holds by construction; never priced, never switched off."""

    def at_least(
        self, quantity: Quantity, limit: ArrayLike, about: Sequence[str] = (), unit: int = 1, part: str = ""
    ) -> None:
        """Ask every expression to reach its limit; ``unit`` is what one unit of shortfall adds to it.

        ``part`` names what is asked, where a rule asks several things about the same; a conflict is told by it.
        """

    def at_most(
        self, quantity: Quantity, limit: ArrayLike, about: Sequence[str] = (), unit: int = 1, part: str = ""
    ) -> None:
        """Ask every expression to keep its limit."""

    def prefer_less(self, quantity: Quantity, cost: ArrayLike = 1) -> None:
        """Add the expressions at their cost to the rule's tier, to be made small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonCount:
    """Lessons of one section after the best use of its teachers, by subject (``open`` for what anyone may give).

    ``demanded`` = ``main`` + ``other`` + ``unfilled`` for every subject; ``supplied`` is the capacity by main
    subject.
    """

    demanded: Mapping[str, int]
    supplied: Mapping[str, int]
    main: Mapping[str, int]
    other: Mapping[str, int]
    unfilled: Mapping[str, int]


class Recount(Protocol):
    """A finished plan counted again from the data, by the verifier alone; ids and keys are the data's own.

    ``before`` is where everyone works now, ``standing`` the same once secondees whose term ends have gone home,
    ``after`` the plan. ``movers`` change school between ``standing`` and ``after``; a return is not a move.
    ``eligible`` is the audit's denominator; ``reasons`` tells for everyone else why not; ``may_move`` adds the
    volunteers that nothing exempts. ``counted`` are the movers that count in the exchange ratio. ``visitors`` are the
    visiting specialists of sections that count them in L3.
    """

    district: District
    policy: Policy
    reference: date
    before: Mapping[str, SectionKey]
    standing: Mapping[str, SectionKey]
    after: Mapping[str, SectionKey]
    due_returns: Sequence[str]
    movers: Sequence[str]
    counted: frozenset[str]
    eligible: frozenset[str]
    may_move: frozenset[str]
    reasons: Mapping[str, Sequence[str]]
    pupils: Mapping[SectionKey, int]
    classes: Mapping[SectionKey, int]
    in_indicators: frozenset[SectionKey]
    visitors: Mapping[SectionKey, int]

    def staff(self, when: str, section: SectionKey) -> Sequence[str]:
        """Return the teachers of a section ``before``, ``standing`` or ``after``."""

    def indicator_staff(self, when: str, section: SectionKey) -> Sequence[str]:
        """Return the teachers whom indicators count at a section: secondees where the policy says."""

    def hectometres(self, origin: str, destination: str) -> int | None:
        """Return the way between two schools, None where there is none."""

    def home_hectometres(self, teacher: str, school: str) -> int | None:
        """Return the way from a teacher's residence (absent: present school) to a school."""

    def lot_seed(self) -> int:
        """Return the published seed."""

    def lessons(self, section: SectionKey) -> LessonCount:
        """Return the best use of a section's teachers after the exchange."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing counted on a plan.

    ``subject`` names the section, person or district meant; ``measured`` and ``limit`` are exact. ``shortfall``
    is how far the limit is missed, in the rule's unit (0 where it holds); ``cost`` is what the finding adds to the
    rule's tier: weight * shortfall where the rule is a target, weight * cost where it prefers less.
    ``people`` are the teachers concerned.
    """

    rule: str
    subject: str
    measured: Fraction | int
    limit: Fraction | int | None
    holds: bool
    text: Text
    shortfall: Fraction | int = 0
    cost: Fraction | int = 0
    people: tuple[str, ...] = field(default=())


class Rule(Protocol):
    """A module of this package, as discovered."""

    __name__: str
    __doc__: str | None
    Settings: type[RuleSettings]

    def check(self, recount: Recount, settings: Any) -> Iterable[Finding]:
        """Count the rule on a finished plan."""
