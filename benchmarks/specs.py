"""The districts that are measured, and the phases every one of them goes through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from rotation.audit import Audit, verify
from rotation.domain.district import District
from rotation.facts.facts import Facts
from rotation.instances import embedded, generate, profile
from rotation.io import read
from rotation.modelling import Problem, build
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.rules import read_policy
from rotation.solving import Solution, solve

__all__ = ["PHASES", "SEED", "SPECS", "Spec", "drawn", "spec_of"]

SEED: Final = 0
POLICY: Final = "national"


@dataclass(frozen=True, slots=True)
class Spec:
    """One district; ``rounds`` is how often a phase is repeated, a search at most three times.

    A shipped one by its name, a drawn one as SCHOOLSxTEACHERS-SEED.
    """

    name: str
    rounds: int

    def district(self) -> District:
        """Return the district, read once in a process."""
        return _district(self.name)

    def policy(self) -> Policy:
        """Return the policy that every measurement uses."""
        return _policy()

    def postings(self) -> tuple[Posting, ...]:
        """Return a plan to verify, searched once in a process."""
        return _solved(self.name).postings


SPECS: Final[Mapping[str, Spec]] = {spec.name: spec for spec in (Spec("tiny", 20), Spec("town", 5), Spec("county", 2))}


def drawn(schools: int, teachers: int, seed: int) -> str:
    """Return the name of a drawn district."""
    return f"{schools}x{teachers}-{seed}"


def spec_of(name: str) -> Spec:
    """Return a shipped district or a drawn one."""
    return SPECS[name] if name in SPECS else Spec(name, 1)


@cache
def _district(name: str) -> District:
    if name in SPECS:
        return read(embedded(name))
    size, seed = name.split("-")
    schools, teachers = (int(one) for one in size.split("x"))
    return generate(profile(schools=schools, teachers=teachers), int(seed))


@cache
def _policy() -> Policy:
    return read_policy(POLICY)


@cache
def _solved(name: str) -> Solution:
    return solve(_district(name), _policy(), seed=SEED)


def read_phase(spec: Spec) -> District:
    """Read the CSV tables and check them."""
    return read(embedded(spec.name))


def build_phase(spec: Spec) -> Problem:
    """Work out the facts, which are remembered per object and so made anew, and write the matrix."""
    return build(Facts(spec.district(), spec.policy(), SEED))


def solve_phase(spec: Spec) -> Solution:
    """Search from a district in memory to a verified plan."""
    return solve(spec.district(), spec.policy(), seed=SEED)


def verify_phase(spec: Spec) -> Audit:
    """Recount a plan."""
    return verify(spec.district(), spec.policy(), spec.postings(), SEED)


PHASES: Final[Mapping[str, Callable[[Spec], object]]] = {
    "read": read_phase,
    "build": build_phase,
    "solve": solve_phase,
    "verify": verify_phase,
}
