"""How many classes each grade opens: district and policy in, class plan with its proof out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rotation.audit.opening import recount_classes
from rotation.audit.opening_results import ClassAudit
from rotation.classes.entrants import Cohort, Route, cohorts, routes
from rotation.classes.opening_bounds import usable
from rotation.classes.opening_conflict import ClassConflictError, conflicts
from rotation.classes.opening_limits import limits_of
from rotation.classes.opening_search import Solved, groups, search
from rotation.domain.district import District, Grade
from rotation.errors import SolverError
from rotation.i18n.opening import OPENING
from rotation.plan.opening import ClassPlan, DirectedEntrants, OpenedGrade, even_sizes
from rotation.policy import Policy
from rotation.solving.solution import TierResult

__all__ = ["Opening", "open_classes", "with_classes"]


@dataclass(frozen=True, slots=True)
class Opening:
    """A class plan and what the verifier counted on it.

    ``status`` is proven where every tier's value is its bound, else feasible. ``routes`` is the number of ways along
    which entrants could be directed.
    """

    plan: ClassPlan
    audit: ClassAudit
    tiers: tuple[TierResult, ...]
    status: str
    routes: int


def open_classes(
    district: District, policy: Policy, *, should_stop: Callable[[], bool] = lambda: False
) -> Opening:
    """Plan the classes of a district's year.

    Parameters
    ----------
    should_stop
        Asked within searches; True ends them, and the plan is the best so far: the tiers that were not searched any
        more are marked so.

    Raises
    ------
    ClassConflictError
        The required limits contradict each other; says which, with numbers, and what would have to give.
    PolicyError
        The policy names schools that the data does not have.
    SolverError
        The verifier rejects the plan: our bug.
    StoppedError
        The search was stopped before there was any plan; only where required limits forbid that all stay where they
        live.
    """
    of = cohorts(district)
    ways = routes(district, policy, of)
    limits = limits_of(district, policy, of)
    solved: list[Solved] = []
    useful = usable(of, ways, limits)
    for group in groups(of, useful, limits):
        found = search(group, limits, should_stop)
        if found is None:
            texts = [text for whole in groups(of, ways, limits) for text in conflicts(district, whole, limits)]
            if not texts:
                raise SolverError(OPENING["exhausted"])
            raise ClassConflictError(district.year, texts)
        solved.append(found)
    plan = _plan(district, of, useful, solved)
    audit = recount_classes(district, policy, plan)
    tiers = _tiers(limits.terms.tiers, solved, audit)
    broken = [finding.text.en for finding in audit.findings if finding.required and not finding.holds]
    if broken:
        raise SolverError(f"the verifier rejects the class plan: {'; '.join(broken[:5])}")
    proven = all(tier.value <= tier.bound and tier.method != "none" for tier in tiers)
    return Opening(plan, audit, tiers, "proven" if proven else "feasible", len(ways))


def with_classes(district: District, plan: ClassPlan) -> District:
    """Return the district with the plan's pupils and classes in its grades.

    A grade without pupils keeps the classes of the data where somebody is its homeroom teacher.
    """
    homerooms = {(teacher.school, teacher.homeroom_grade) for teacher in district.teachers}
    rows = {(row.school, row.grade): row for row in district.grades}
    grades = []
    for opened in plan.grades:
        key = opened.school, opened.grade
        old = rows.get(key) or Grade(school=opened.school, grade=opened.grade, pupils=0, classes=0)
        kept = old.classes if not opened.pupils and key in homerooms else opened.classes
        grades.append(replace(old, pupils=opened.pupils, classes=kept))
    # The entrants have their places: left in, they would stand for children not yet directed.
    later = tuple(row for row in district.entrants if row.year not in (None, district.year))
    return replace(district, grades=tuple(grades), entrants=later)


def _plan(
    district: District, of: tuple[Cohort, ...], ways: tuple[Route, ...], solved: list[Solved]
) -> ClassPlan:
    classes = {place: number for one in solved for place, number in one.classes.items()}
    flows = {way: flow for one in solved for way, flow in one.directed.items()}
    directed = tuple(
        DirectedEntrants(way.school, way.neighbour, way.grade, *flows[way]) for way in ways if any(flows[way])
    )
    pupils = {(cohort.school, cohort.grade): cohort.pupils for cohort in of}
    for one in directed:
        pupils[one.school, one.grade] -= one.pupils
        pupils[one.neighbour, one.grade] += one.pupils
    grades = tuple(
        OpenedGrade(school, grade, there, even_sizes(there, classes[school, grade]))
        for (school, grade), there in sorted(pupils.items())
    )
    return ClassPlan(district.year, grades, directed)


def _tiers(names: Sequence[str], solved: list[Solved], audit: ClassAudit) -> tuple[TierResult, ...]:
    """Return every tier as the verifier counts it, with the bound of the search."""
    searched = min((one.searched for one in solved), default=len(names))
    found = []
    for place, name in enumerate(names):
        value, bound = audit.tiers[name], sum(one.bounds[name] for one in solved)
        # A search that was cut off may have counted more than its plan comes to, none has counted less.
        if not bound <= value <= sum(one.values[name] for one in solved):
            raise SolverError(f"the verifier counts {value} in the tier {name} of the class plan, the search otherwise")
        method = "search" if place < searched else "none"
        found.append(TierResult(name, float(value), float(bound), (value - bound) / max(value, 1.0), method))
    return tuple(found)
