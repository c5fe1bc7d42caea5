"""Timefold's local search through its Python binding: constraint streams over the counts of ``separable``.

Optional: without the package ``timefold`` or without Java 17 the engine is skipped with a message. Timefold has no
bound; its own score leaves out what ``separable`` leaves out, and the tiers shown are the verifier's, as for everyone.
"""

from __future__ import annotations

import importlib.util
import shutil
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from found import Found
from rotation.facts.facts import Facts
from rotation.modelling import Problem, build
from rotation.plan.posting import Posting
from rotation.rules.quantity import Ints
from rotation.solving.postings import postings_of
from separable import HARD, Separable, separable
from specs import SEED, Spec

__all__ = ["missing", "timefold"]


def missing() -> str | None:
    """Return why Timefold cannot run here, None where it can."""
    if importlib.util.find_spec("timefold") is None:
        return "the package timefold is not installed"
    return None if shutil.which("java") else "there is no Java (17 or later)"


def timefold(spec: Spec, seconds: float) -> Found:
    """Search by Timefold's defaults: construction heuristic, then late acceptance; one thread."""
    if why := missing():
        return Found(None, f"skipped: {why}")
    problem = build(Facts(spec.district(), spec.policy(), SEED))
    of = separable(problem)
    start = time.monotonic()
    plans: list[tuple[float, tuple[Posting, ...]]] = []

    def better(arcs: Ints) -> None:
        plans.append((time.monotonic() - start, _postings(problem, arcs)))

    return Found(_postings(problem, _searched(problem, of, seconds, better)), "stopped", plans=tuple(plans))


def _postings(problem: Problem, arcs: Ints) -> tuple[Posting, ...]:
    point = np.zeros(len(problem.lower))
    point[arcs] = 1
    return postings_of(problem, point)


def _searched(problem: Problem, of: Separable, seconds: float, better: Callable[[Ints], None]) -> Ints:
    """Build the people, their options and what options add to the counts; let the solver run."""
    from timefold.solver import SolverFactory  # noqa: PLC0415
    from timefold.solver.config import (  # noqa: PLC0415
        Duration,
        ScoreDirectorFactoryConfig,
        SolverConfig,
        TerminationConfig,
    )

    import timefold_model as model  # noqa: PLC0415 - starts the Java machine

    levels = [HARD, *of.arc_price]
    price = [of.arc_price[tier].tolist() for tier in levels[1:]]
    least = [min(0, min(each, default=0)) for each in price]
    stays = -1
    people: list[Any] = []
    for teacher in np.unique(problem.arcs.teacher).tolist():
        options = [model.Option(stays, *(-low for low in least))]
        for arc in np.flatnonzero(problem.arcs.teacher == teacher).tolist():
            options.append(model.Option(arc, *(each[arc] - low for each, low in zip(price, least, strict=True))))
        people.append(model.Person(str(teacher), options, options[0]))
    counts, terms = [], []
    for number, count in enumerate(of.counts):
        now = int(count.price[-count.least])
        counts.append(
            model.Tally(number, levels.index(count.level), -count.least, [now - p for p in count.price.tolist()])
        )
        pairs = zip(count.arcs.tolist(), count.coefficient.tolist(), strict=True)
        terms += [model.Term(arc, counts[-1], coefficient) for arc, coefficient in pairs]
    solver = SolverFactory.create(
        SolverConfig(
            random_seed=SEED,
            solution_class=model.Plan,
            entity_class_list=[model.Person],
            score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=model.constraints),
            termination_config=TerminationConfig(spent_limit=Duration(milliseconds=int(1_000 * seconds))),
        )
    ).build_solver()

    def chosen(plan: Any) -> Ints:
        return np.array([p.choice.arc for p in plan.people if p.choice.arc != stays], np.int64)

    solver.add_event_listener(lambda event: better(chosen(event.new_best_solution)))
    return chosen(solver.solve(model.Plan(people, terms)))
