"""Nine-year schools, whose two entry grades share rooms and size: the best of all plans, listed one by one."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from districts import teacher
from openings import every_plan, place, terms
from rotation.audit.opening import recount_classes
from rotation.classes.opening import open_classes
from rotation.domain.district import District, Entrants, Neighbour
from rotation.domain.words import stage_of_grade
from rotation.errors import InfeasibleError
from rotation.policy import Policy


def drawn(number: int) -> tuple[District, Policy]:
    """Draw two nine-year schools, sometimes a third with one stage, that share entrants of both stages."""
    lot = random.Random(f"nine-year/{number}")
    schools = {
        "A": (lot.choice((2, 3, 4, None)), {1: (lot.randint(0, 4), 1), 7: (lot.randint(1, 4), 1)}),
        "B": (lot.choice((2, 3, None)), {1: (lot.randint(0, 4), 1), 7: (lot.randint(0, 4), 1)}),
    }
    if lot.random() < 0.5:
        schools["C"] = (lot.choice((1, 2)), {lot.choice((1, 7)): (lot.randint(1, 4), 1)})
    rows = [
        Entrants(school=name, grade=grade, pupils=size, staying=lot.choice((0, 0, 1)) if size >= 3 else 0,
                 twin_pairs=lot.choice((0, 1)) if size >= 3 else 0)
        for name, (_, grades) in schools.items() for grade, (size, _) in grades.items() if size
    ]  # fmt: skip
    # A class takes about 34 to 40 lessons a week, a teacher of Chinese gives 16 or 12.
    staff = [teacher(f"p{i}", "A") for i in range(lot.randint(4, 9))]
    staff += [teacher(f"j{i}", "A/junior") for i in range(lot.randint(4, 9))]
    of = place(
        schools, entrants=rows, km={name: 3.0 * i * i for i, name in enumerate(schools)}, teachers=staff
    )
    there = {(name, stage_of_grade(grade)) for name, (_, grades) in schools.items() for grade in grades}
    ways = [
        Neighbour(school=one, neighbour=other, stage=stage, most_entrants=lot.choice((1, 2, 3, None)))
        for one in schools for other in schools for stage in ("primary", "junior")
        if one != other and (one, stage) in there and (other, stage) in there
    ]  # fmt: skip
    of = replace(
        of,
        neighbours=tuple(lot.sample(ways, min(3, len(ways)))),
        sections=tuple(replace(one, staff_quota=lot.randint(2, 6)) for one in of.sections),
    )
    policy = terms(
        cap={"mode": lot.choice(("target", "target", "required")), "primary": lot.choice((2, 3)),
             "junior": lot.choice((2, 3))},
        school_size={"mode": lot.choice(("off", "target", "required")), "pupils": lot.choice((3, 6)),
                     "nine_year_pupils": lot.choice((5, 7, 8))},
        direction={"mode": lot.choice(("target", "target", "required")),
                   "catchment_share": {"primary": 0.7, "junior": 0.6}},
        rooms={"mode": lot.choice(("required", "target"))},
        quota={"mode": lot.choice(("off", "target", "required"))},
        staff={"mode": lot.choice(("off", "off", "off", "required")), "most_shortage": 1},
        tiers=lot.choice((
            ("oversized", "over_cap", "rooms", "school_size", "posts", "classes", "directed", "distance"),
            ("posts", "over_cap", "rooms", "directed", "distance", "lessons", "school_size"),
            ("oversized", "over_cap", "school_size", "directed", "distance", "posts", "classes"),
            ("school_size", "classes", "over_cap", "oversized"),
        )),
    )  # fmt: skip
    return of, policy.model_copy(update={"indicators": policy.indicators.model_copy(update={"oversized_from": 4})})


@pytest.mark.parametrize("number", range(20))
def test_the_plan_is_the_best_of_all_plans_of_nine_year_schools(number: int) -> None:
    of, policy = drawn(number)
    accepted = []
    for plan in every_plan(of, policy, most_classes=3):
        audit = recount_classes(of, policy, plan)
        if audit.required_hold:
            accepted.append(tuple(audit.tiers[tier] for tier in policy.classes.tiers))
    if not accepted:
        with pytest.raises(InfeasibleError):
            open_classes(of, policy)
        return
    found = open_classes(of, policy)
    assert found.status == "proven"
    assert tuple(int(tier.value) for tier in found.tiers) == min(accepted)
