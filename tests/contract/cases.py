"""Tiny districts for every rule, with limits exactly on what some plan reaches and one step beyond."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from contract.two_sides import Case
from districts import BOUND, crowd, district, lessons, school, teacher, way
from rotation.domain.district import Decision, Preference, Teacher
from rotation.policy.settings import ByStage

__all__ = ["CASES", "cases"]

BOTH = ("primary", "junior")
A, B, C = school("A"), school("B"), school("C")
DUE = {"seconded_from": "B", "secondment_end": date(2026, 8, 31)}
RETURNS = {"returns": {"mode": "target"}}
FORCED = {"returns": {"mode": "required"}}
CASES: dict[str, Callable[[], Iterable[Case]]] = {}


def cases(code: str) -> tuple[Case, ...]:
    return tuple(CASES[code]())


def of(code: str) -> Callable[[Callable[[], Iterable[Case]]], Callable[[], Iterable[Case]]]:
    def register(make: Callable[[], Iterable[Case]]) -> Callable[[], Iterable[Case]]:
        CASES[code] = make
        return make

    return register


def alone(person: Teacher, *places: Any, others: Any = None, **settings: Any) -> Case:
    """Return the case of one teacher who may go anywhere."""
    return Case(district(places or (A, B, C), [person]), [person.id], settings, others or {})


def heads(code: str, trait: dict[str, Any], per_pupil: Sequence[tuple[int, str]]) -> Iterable[Case]:
    """Two with the trait and one without at A, one of them at B; pupils where the needed heads step up."""
    plain = {"degree": "below_associate"} if "degree" in trait else {}
    for pupils, stage in per_pupil:
        places = [school("A", pupils=pupils, stages=(stage,)), school("B", pupils=pupils, stages=(stage,))]
        at = {place: f"{place}/{stage}" for place in "AB"}
        people = [
            *crowd("t", 2, at["A"], **trait),
            teacher("n", at["A"], **plain),
            teacher("o", at["B"], **trait),
        ]
        yield Case(district(places, people), ["n", "o", "t1", "t2"])
    # Tiny teaching points are outside below 50 pupils; sections without pupils too.
    for pupils in (0, 49, 50):
        places = [school("A", pupils=pupils, teaching_point=True), school("B", pupils=500)]
        yield Case(district(places, crowd("t", 2, "A", **trait)), ["t1", "t2"])


@of("backbone_per_100")
def _() -> Iterable[Case]:
    steps = [(100, "primary"), (101, "primary"), (200, "primary"), (201, "primary"), (200, "junior")]
    yield from heads("backbone_per_100", {"backbone": "county"}, steps)
    places = [school("A", pupils=1, stages=BOTH), school("B", pupils=1)]
    for level in ("school", "city"):
        yield Case(district(places, [teacher("t", "A", backbone=level)]), ["t"])
    limits = {"threshold": {"primary": 1, "junior": 2}}
    yield Case(district(places, [teacher("t", "B", backbone="county")]), ["t"], limits)


@of("high_degree_per_100")
def _() -> Iterable[Case]:
    # 4.2: 23 pupils 0.966, 24 pupils 1.008, 47: 1.974, 48: 2.016; 5.3: 18 pupils 0.954, 19 pupils 1.007.
    steps = [(23, "primary"), (24, "primary"), (47, "primary"), (48, "primary"), (18, "junior"), (19, "junior")]
    yield from heads("high_degree_per_100", {"degree": "bachelor"}, steps)
    # An associate degree is high at the primary stage and not at the junior one, wherever from.
    places = [school("A", pupils=10, stages=BOTH), school("B", pupils=10, stages=BOTH)]
    for degree in ("below_associate", "associate", "bachelor", "doctor"):
        people = [teacher("p", "A", degree=degree), teacher("j", "B/junior", degree=degree)]
        yield Case(district(places, people), ["p", "j"])


@of("specialists_per_100")
def _() -> Iterable[Case]:
    steps = [(111, "primary"), (112, "primary"), (222, "junior"), (223, "junior")]
    yield from heads("specialists_per_100", {"subject": "pe"}, steps)
    places = [school("A", pupils=1), school("B", pupils=1)]
    for subject in ("music", "art", "science"):
        yield Case(district(places, [teacher("t", "A", subject=subject, other_subjects=("pe",))]), ["t"])


def facilities(pupils: int, **changes: Any) -> dict[str, Any]:
    """Return what brings a primary school of so many pupils, and one of both stages with as many in each, to L4-L7."""
    each = {"teaching_area_m2": 13.0, "sports_area_m2": 24.0, "equipment_yuan": 6_000.0, "multimedia_classrooms": 0.06}
    return {name: int(amount * pupils) for name, amount in each.items()} | changes


@of("school_passes")
def _() -> Iterable[Case]:
    # 100 pupils need 4.2: 5 of high degree (near from 3.57: 4), 1 backbone, 0.9: 1 specialist.
    low = {"degree": "below_associate"}
    for changes in (
        {}, {"equipment_yuan": 170_000}, {"equipment_yuan": 169_999}, {"sports_area_m2": None},
        {"equipment_yuan": 180_000, "sports_area_m2": 700}, {"teaching_area_m2": 1}, {"multimedia_classrooms": 2},
    ):  # fmt: skip
        places = [school("A", **facilities(100, **changes)), school("B", **facilities(100))]
        places.append(school("C", pupils=10, teaching_point=True))
        people = [
            *crowd("a", 5, "A"), *crowd("b", 4, "B"), teacher("k", "A", backbone="county", **low),
            teacher("m", "B", backbone="city", subject="art", **low), teacher("s", "A", subject="pe", **low),
        ]  # fmt: skip
        # 2 rooms for 100 pupils, just reached and just missed.
        for rooms in ("2", "2.01") if "multimedia_classrooms" in changes else ("2.3",):
            limit = {"multimedia": ByStage(primary=Fraction(rooms), junior=Fraction(rooms))}
            yield Case(district(places, people), ["a1", "k", "s"], indicators=limit)
            yield Case(district(places, people), ["a1", "a2", "b1"], indicators=limit)
    # Others of two stages and thresholds: 60 pupils need 2 and 2 specialists, near from 1.7 and 1.
    for least, share in ((6, "0.85"), (5, "0.5"), (4, "0.5"), (7, "0.85"), (2, 0), (8, 0)):
        counting = {"reach_at_least": least, "remaining_share": Fraction(share)}
        limits = {"high_degree": stages(3, 3), "backbone": stages(2, 2), "specialists": stages(3, 2)}
        places = [school(name, pupils=60, stages=BOTH, **facilities(60)) for name in "AB"]
        people = [
            teacher("x", "A", backbone="county", subject="pe"), teacher("y", "A", subject="art", degree="associate"),
            *crowd("a", 2, "A", backbone="county", subject="pe", **BOUND), *crowd("b", 1, "B", subject="pe"),
            teacher("j", "B/junior", backbone="county", subject="music"),
        ]  # fmt: skip
        yield Case(district(places, people), ["x", "y", "j"], indicators=counting | limits)
    # Tiny teaching points and sections without pupils are outside.
    for pupils in (0, 49, 50):
        places = [school("A", pupils=pupils, teaching_point=True, **facilities(50)), school("B", **facilities(100))]
        people = [*crowd("a", 3, "A", backbone="county", subject="pe"), *crowd("b", 2, "B")]
        yield Case(district(places, people), ["a1", "a2"])
    # A visitor counts as a specialist in rural schools of 50 to 99 pupils; a secondee may count at home.
    for at in ("receiving", "home"):
        places = [school("A", pupils=60, visiting=1, **facilities(60)), school("B", pupils=60, **facilities(60))]
        people = [
            *crowd("a", 3, "A", backbone="county"), *crowd("b", 2, "B"),
            teacher("d", "A", subject="pe", backbone="county", seconded_from="B", secondment_end=date(2027, 8, 31)),
        ]  # fmt: skip
        yield Case(district(places, people), ["a1", "b1", "d"], indicators={"secondees_count_at": at})


@of("township_parity")
def _() -> Iterable[Case]:
    # 2 urban backbone teachers and 1 of 4 at township schools: 3 of 7 ask for ceil(12 / 7) = 2.
    places = [school("U", zone="urban"), school("T", zone="town"), school("R")]
    people = [
        *crowd("u", 2, "U", backbone="county", degree="associate"), teacher("n", "U"),
        teacher("t", "T", backbone="city"), *crowd("r", 3, "R", degree="associate"),
    ]  # fmt: skip
    for shares in (["backbone", "bachelor"], ["backbone"], ["bachelor"]):
        yield Case(district(places, people), ["u1", "n", "t"], {"shares": shares})
        yield Case(district(places, people), ["u1", "u2", "r1"], {"shares": shares})
    # Nobody stands at a township school: nothing is asked of those who come. One does: that is asked.
    for standing in (0, 1):
        people = [*crowd("u", 3, "U", backbone="county"), *crowd("t", standing, "T", degree="associate")]
        people.append(teacher("n", "U"))
        yield Case(district(places, people), ["u1", "n"])
    # Where nobody is urban, or all are, nothing is asked; stages apart, and by who stands there.
    for zones in (("urban", "urban"), ("town", "rural"), ("urban", "rural")):
        places = [school(name, zone=zone, stages=BOTH) for name, zone in zip("AB", zones, strict=True)]
        some = [
            teacher("p", "A", backbone="county", certificate_stages=BOTH), *crowd("q", 2, "B", degree="associate"),
            teacher("j", "A/junior", degree="master"), *crowd("k", 2, "B/junior", degree="associate"),
        ]  # fmt: skip
        yield Case(district(places, some), ["p", "j", "k1"])
    # Due secondees stand at home; others count where the policy says.
    places = [school("A", zone="urban"), school("B"), school("C", zone="town")]
    for at in ("receiving", "home"):
        some = [
            teacher("d", "A", backbone="county", **DUE), *crowd("a", 2, "A", backbone="county"),
            teacher("s", "B", backbone="county", seconded_from="A", secondment_end=date(2027, 8, 31)),
            *crowd("b", 2, "B"),
        ]  # fmt: skip
        yield Case(district(places, some), ["d", "a1", "s"], {}, RETURNS, indicators={"secondees_count_at": at})


def stages(primary: int, junior: int) -> ByStage:
    return ByStage(primary=Fraction(primary), junior=Fraction(junior))


@of("balance")
def _() -> Iterable[Case]:
    for indicator, trait in (
        ("backbone", {"backbone": "county"}),
        ("senior_title", {"title": "senior"}),
        ("specialists", {"subject": "art"}),
        ("high_degree", {"degree": "associate"}),
    ):
        plain = {"degree": "below_associate"} if indicator == "high_degree" else {}
        # 4 : 0 has CV 1, 3 : 1 has 0.5, 2 : 2 has 0.
        people = [*crowd("a", 4, "A", **trait), teacher("n", "A", **plain)]
        limit: dict[str, Any]
        for cap in ("0.499", 0.5) if indicator == "backbone" else (0.5,):
            limit = {"max_cv": {"primary": cap, "junior": 0}, "indicators": (indicator,)}
            yield Case(district([A, B], people), ["a1", "n"] if indicator != "backbone" else ["a1", "a2"], limit)
    # Weighted: 100 and 300 pupils, 2 and 2 heads: CV^2 = 1/3, 1 and 3 heads: 0.
    places = [school("A", pupils=100, stages=("junior",)), school("B", pupils=300, stages=("junior",))]
    people = [*crowd("a", 2, "A/junior", backbone="city"), *crowd("b", 2, "B/junior", backbone="city")]
    for cap in (0.57, 0.58):
        limit = {"max_cv": {"primary": 0, "junior": cap}, "indicators": ("backbone",)}
        yield Case(district(places, people), ["a1", "a2", "b1"], limit)
    # 15 heads, more than the 12 either side of the present count that are priced one by one: 15 : 1 has CV 7/8.
    people = [*crowd("a", 15, "A", backbone="county"), *crowd("b", 1, "B", backbone="county")]
    for cap in ("0.875", "0.75", "0.749"):
        limit = {"max_cv": {"primary": cap, "junior": 0}, "indicators": ("backbone",)}
        yield Case(district([A, B], people), ["a1", "b1"], limit)
    # Where nobody may move the total is a constant: 3 : 1 has CV 0.5.
    people = [*crowd("a", 3, "A", backbone="county", **BOUND), *crowd("b", 1, "B", backbone="county", **BOUND)]
    bound = {"eligibility": {"mode": "required"}}
    for cap in ("0.5", "0.499"):
        limit = {"max_cv": {"primary": cap, "junior": 0}, "indicators": ("backbone",)}
        yield Case(district([A, B], people), [], limit, bound)
    # Two from a tiny point to A alone: totals of 4, 5 and 6 heads, 3 : 1, 4 : 1 (CV 0.6) and 5 : 1.
    places = [A, B, school("C", pupils=10, teaching_point=True)]
    arriving = [*people, *crowd("c", 2, "C", backbone="county")]
    for cap in ("0.55", "0.6"):
        limit = {"max_cv": {"primary": cap, "junior": 0}, "indicators": ("backbone",)}
        yield Case(district(places, arriving, travel=[way("C", "B", None)]), ["c1", "c2"], limit, bound)
    # Heads from and to a tiny point outside: the total is not constant.
    places = [A, B, school("C", pupils=10, teaching_point=True)]
    for a, b, c in ((3, 1, 2), (4, 2, 0), (1, 0, 2), (0, 0, 2)):
        people = [
            *crowd("a", a, "A", backbone="county"),
            *crowd("b", b, "B", backbone="county"),
            *crowd("c", c, "C", backbone="county"),
        ]
        going = [t.id for t in people][-2:] + [t.id for t in people][:1]
        for cap in (0.5, 0.33):
            limit = {"max_cv": {"primary": cap, "junior": 0}, "indicators": ("backbone",), "over_cap_factor": 7}
            yield Case(district(places, people), sorted(set(going)), limit)
    # Some stay in any case, so that the total's range does not begin at 0.
    fixed = [*crowd("a", 3, "A", backbone="county", **BOUND), *crowd("b", 1, "B", backbone="county", **BOUND)]
    free = [teacher("m", "A", backbone="county"), teacher("n", "C", backbone="county")]
    for cap in (0.33, "0.6"):
        limit = {"max_cv": {"primary": cap, "junior": 0}, "indicators": ("backbone",)}
        only_these = {"eligibility": {"mode": "required"}}
        yield Case(district(places, [*fixed, *free]), ["m", "n"], limit, only_these)
    # Across stages: an associate degree counts at the primary stage only.
    places = [school("A", stages=BOTH), school("B", stages=BOTH)]
    people = [*crowd("p", 3, "A", degree="associate"), *crowd("j", 2, "B/junior"), teacher("q", "A/junior")]
    yield Case(district(places, people), ["p1", "j1"], {"indicators": ("high_degree",)})


@of("backbone_share")
def _() -> Iterable[Case]:
    people = [*crowd("b", 2, "A", backbone="county"), *crowd("n", 2, "A"), teacher("s", "B", backbone="school")]
    places = district([A, B], people)
    for of_, share in (("exchanged", "1/2"), ("exchanged", "0.51"), ("exchanged", "1/3"), ("exchanged", 1)):
        yield Case(places, ["b1", "b2", "n1", "n2"], {"of": of_, "min_share": share})
    for share in (0, "1/2", "0.51", "0.49", 1):
        yield Case(places, ["b1", "b2", "n1"], {"of": "eligible_backbone", "min_share": share})
    new = [
        *people,
        teacher("v", "A", backbone="county", volunteer=True, **BOUND),
        teacher("w", "A", volunteer=True, **BOUND),
    ]
    for of_ in ("exchanged", "eligible_backbone"):
        for counted in (False, True):
            ratio = {"exchange_ratio": {"mode": "off", "count_volunteers": counted}}
            yield Case(district([A, B], new), ["b1", "n1", "v", "w"], {"of": of_, "min_share": "1/2"}, ratio)


@of("senior_share")
def _() -> Iterable[Case]:
    people = [
        teacher("s", "A", title="senior"),
        teacher("f", "A", title="full_senior"),
        teacher("n", "A", title="first"),
        teacher("v", "A", title="senior", volunteer=True, **BOUND),
    ]
    for share in ("1/2", "2/3", "0.67", 1):
        for counted in (False, True):
            ratio = {"exchange_ratio": {"mode": "off", "count_volunteers": counted}}
            yield Case(district([A, B], people), ["s", "f", "n", "v"], {"min_share": share}, ratio)
    # Three movers of whom none: a shortfall of two heads at 34 %.
    yield Case(district([A, B], crowd("n", 3, "A")), ["n1", "n2", "n3"], {"min_share": "0.34"})


@of("exchange_ratio")
def _() -> Iterable[Case]:
    people = [*crowd("t", 4, "A"), teacher("v", "A", volunteer=True, **BOUND), teacher("x", "A", **BOUND)]
    moving = ["t1", "t2", "t3", "v"]
    for share, above in (
        ("1/2", None),
        ("0.51", None),
        (0.25, 0),
        (0.25, 1),
        (0.25, 2),
        (0.25, "1.99"),
        ("1/4", "0.05"),
    ):
        yield Case(district([A, B], people), moving, {"min_ratio": share, "most_above_minimum": above})
    yield Case(
        district([A, B], people), moving, {"min_ratio": "1/2", "most_above_minimum": 0, "count_volunteers": True}
    )
    yield Case(district([A, B], people), [*moving[:2], "v", "x"], {"min_ratio": "1/2", "count_volunteers": True})


@of("graduating_grades")
def _() -> Iterable[Case]:
    people: dict[str, dict[str, Any]] = {
        "homeroom": {"homeroom_grade": 6, "subject": "art"},
        "lower": {"homeroom_grade": 5, "grades": (5,)},
        "main": {"grades": (5, 6)},
        "nine": {"grades": (9,), "subject": "maths"},
        "side": {"grades": (6, 9), "subject": "art"},
        "later": {"homeroom_grade": 9, "grades": (4,), "subject": "music"},
    }
    everyone = [teacher(name, "A", **facts) for name, facts in people.items()]
    places = district([A, B], everyone)
    for first, second, third in (("homeroom", "lower", "main"), ("nine", "side", "later")):
        yield Case(places, [first, second, third], {"demand": "stay"})
    # Who stays on has not moved.
    yield alone(teacher("t", "A", homeroom_grade=6, **DUE), demand="stay", others=RETURNS)
    few = [*everyone[:3], teacher("v", "A", grades=(6,), volunteer=True, **BOUND)]
    for share in ("1/2", "1/3", "0.34", "2/3", 1):
        for counted in (False, True):
            ratio = {"exchange_ratio": {"mode": "off", "count_volunteers": counted}}
            moving = [t.id for t in few]
            yield Case(district([A, B], few), moving, {"demand": "share", "min_share": share}, ratio)


def outflow(share: Any, staff: int, code: str) -> Case:
    return Case(district([A, B], crowd("t", staff, "A")), ["t1", "t2", "t3"], {"max_share": share})


@of("section_outflow")
def _() -> Iterable[Case]:
    for share, staff in ((0.15, 13), (0.15, 14), ("1/3", 3), ("2/3", 3), ("0.66", 3), ("1/3", 6), (1, 3), (0, 3)):
        yield outflow(share, staff, "section_outflow")
    # Who is due home stands at B.
    people = [teacher("d", "A", **DUE), *crowd("a", 3, "A"), *crowd("b", 3, "B")]
    yield Case(district([A, B, C], people), ["d", "b1", "a1"], {"max_share": "1/2"}, FORCED)
    yield Case(district([A, B, C], people), ["d", "b1", "b2"], {"max_share": "1/2"}, RETURNS)


@of("net_change")
def _() -> Iterable[Case]:
    for share, staff in ((0.05, 39), (0.05, 40), ("1/3", 3), ("2/3", 3), ("1/3", 6), (0, 3)):
        yield outflow(share, staff, "net_change")
    swap = [*crowd("a", 4, "A"), *crowd("b", 4, "B")]
    yield Case(district([A, B], swap), ["a1", "a2", "b1", "b2"], {"max_share": 0.4})
    people = [teacher("d", "A", **DUE), *crowd("a", 3, "A"), *crowd("b", 3, "B")]
    yield Case(district([A, B, C], people), ["d", "b1", "a1"], {"max_share": "1/4"}, RETURNS)


@of("staff_quota")
def _() -> Iterable[Case]:
    for quota in (0, 2, 3, 4, 5):
        places = [school("A"), school("B", quota=quota)]
        people = [*crowd("a", 3, "A"), *crowd("b", 3, "B")]
        yield Case(district(places, people), ["a1", "a2", "a3", "b1"])
    people = [teacher("d", "A", **DUE), *crowd("a", 2, "A"), teacher("b", "B")]
    for quota in (1, 2, 3):
        places = [school("A", quota=2), school("B", quota=quota), school("C", quota=0)]
        yield Case(district(places, people), ["d", "a1", "b"], {}, RETURNS)


@of("subject_core")
def _() -> Iterable[Case]:
    for share, staff in (("1/3", 3), ("1/3", 6), ("0.33", 6), ("2/3", 3), ("0.66", 3), (0, 2), (1, 3)):
        for last in (True, False):
            people = [*crowd("m", staff, "A", subject="maths"), teacher("c", "A")]
            yield Case(district([A, B], people), ["m1", "m2", "m3"][:staff], {"max_share": share, "keep_last": last})
    people = [
        teacher("a", "A", subject="music"),
        teacher("b", "B", other_subjects=("music",)),
        teacher("c", "A", other_subjects=("labour",)),
        teacher("d", "B", subject="practice", other_subjects=("music",)),
    ]
    for last in (True, False):
        yield Case(district([A, B], people), ["a", "b", "c", "d"], {"keep_last": last})
    people = [teacher("d", "A", subject="music", **DUE), teacher("m", "B", subject="music"), teacher("n", "A")]
    yield Case(district([A, B, C], people), ["d", "m", "n"], {}, RETURNS)


@of("stage_certificate")
def _() -> Iterable[Case]:
    for cross in (False, True):
        for volunteer in (False, True):
            for held in ((), ("primary",), ("junior",), BOTH):
                people = [
                    teacher("p", "A", certificate_stages=held, volunteer=volunteer),
                    teacher("j", "A/junior", certificate_stages=held, volunteer=volunteer),
                ]
                places = [school("A", stages=BOTH), school("B", stages=BOTH)]
                yield Case(district(places, people), ["p", "j"], {"cross_stage": cross})
    # Stands at B's primary section, works at A's junior one.
    due = teacher("d", "A/junior", certificate_stages=("primary",), **DUE)
    yield Case(district([school("A", stages=BOTH), B, school("C", stages=BOTH)], [due]), ["d"], {}, RETURNS)


@of("travel_limit")
def _() -> Iterable[Case]:
    for hectometres in (300, 301, None):
        for cluster in ((None, None), ("X", "X"), ("X", "Y"), (None, "X")):
            places = [school("A", cluster=cluster[0]), school("B", cluster=cluster[1])]
            people = [teacher("t", "A"), teacher("b", "A", backbone="county")]
            one = district(places, people, travel=[way("B", "A", hectometres)])
            for wide in (True, False):
                yield Case(one, ["t", "b"], {"within_cluster": wide, "backbone_district_wide": not wide})
    for most in ("30.05", "30.1", 30):
        one = district([A, B], [teacher("t", "A", backbone="school")], travel=[way("A", "B", 301)])
        yield Case(one, ["t"], {"maximum_km": most})
    # By coordinates, over islands, without coordinates; from the home school for who is due.
    nowhere = school("C", latitude=None, longitude=None)
    places = [A, school("B", latitude=30.2), nowhere, school("D", latitude=30.21), school("E", island="X")]
    people = [teacher("t", "A"), teacher("u", "C"), teacher("d", "A", **DUE)]
    yield Case(district(places, people), ["t"])
    yield Case(district(places, people), ["u"])
    yield Case(district(places, people), ["d"], {"maximum_km": 5}, RETURNS)


@of("couples")
def _() -> Iterable[Case]:
    pair = [teacher("h", "A", spouse="w"), teacher("w", "B", spouse="h"), teacher("s", "A", spouse="gone")]
    for now, then in ((50, 200), (50, 201), (320, 320), (320, 321), (None, None), (50, None), (None, 900)):
        one = district([A, B, C], pair, travel=[way("A", "B", now), way("B", "C", then), way("A", "C", 10)])
        yield Case(one, ["h", "w", "s"])
        yield Case(one, ["h"], {"maximum_km": "20.05"})
    together = [teacher("h", "A", spouse="w"), teacher("w", "A", spouse="h")]
    for hectometres in (200, 201):
        yield Case(district([A, B], together, travel=[way("A", "B", hectometres)]), ["h", "w"])
    # A school without coordinates is 0 from itself.
    placeless = [school("A", latitude=None, longitude=None), school("B", latitude=None, longitude=None)]
    one = district(placeless, pair, travel=[way("A", "B", 900)])
    yield Case(one, ["h", "w"], {"maximum_km": 0})
    due = [teacher("d", "A", spouse="w", **DUE), teacher("w", "C", spouse="d")]
    ways = [way("A", "C", 10), way("B", "C", 300), way("C", "D", 250), way("B", "D", 10)]
    yield Case(district([A, B, C, school("D")], due, travel=ways), ["d", "w"], {}, RETURNS)
    # Who stays on has not moved, however far from the spouse.
    ways = [way("A", "C", 900), way("B", "C", 10)]
    yield Case(district([A, B, C], due, travel=ways), ["d"], {}, RETURNS)


@of("decisions")
def _() -> Iterable[Case]:
    def told(*rows: tuple[str, str | None]) -> list[Decision]:
        return [Decision(teacher="t", kind=kind, school=at) for kind, at in rows]

    for rows in (
        told(("stay", None)),
        told(("move", None)),
        told(("assign", "B")),
        told(("forbid", "B")),
        told(("forbid", "B"), ("forbid", "C")),
        told(("forbid", "B"), ("forbid", "B")),
        told(("stay", None), ("assign", "B")),
        told(("assign", "B"), ("assign", "C")),
        told(("move", None), ("forbid", "C")),
        told(("move", None), ("assign", "C")),
    ):
        yield Case(district([A, B, C], [teacher("t", "A"), teacher("u", "A")], decisions=rows), ["t", "u"])
        if rows[0].kind != "stay":
            due = [teacher("t", "A", **DUE)]
            yield Case(district([A, B, C], due, decisions=rows), ["t"], {}, RETURNS)


@of("direction")
def _() -> Iterable[Case]:
    places = [
        school("A", zone="rural", level="strong"),
        school("B", zone="town", level="weak"),
        school("C", zone="urban", level="ordinary"),
        school("D", zone="urban", level="ordinary", teaching_point=True),
    ]
    people = [teacher("a", "A"), teacher("b", "B", backbone="county"), teacher("d", "D", backbone="school")]
    for share in ("1/3", "0.33", "1/2"):
        yield Case(district(places, people), ["a", "b", "d"], {"max_upward_share": share})
    levels = [school("A", level="weak"), school("B", level="ordinary"), school("C", level="strong")]
    yield Case(district(levels, [teacher("b", "B", backbone="city")]), ["b"], {"max_upward_share": 1})
    # Between equals nobody moves upward.
    equals = [teacher("b", "A", backbone="city"), teacher("t", "A")]
    yield Case(district([A, B], equals), ["b", "t"], {"max_upward_share": 0})
    due = teacher("t", "A", backbone="county", **DUE)
    yield alone(due, school("A"), school("B", zone="urban"), school("C", zone="town"), others=RETURNS)
    # Who stays on in the town has not moved upward.
    yield alone(due, school("A", zone="urban"), school("B"), school("C", zone="town"), others=RETURNS)


@of("eligibility")
def _() -> Iterable[Case]:
    for facts, settings in (
        ({"arrived": date(2020, 8, 31)}, {}),
        ({"arrived": date(2020, 9, 1)}, {}),
        ({"arrived": date(2020, 9, 1), "volunteer": True}, {}),
        ({"arrived": date(2021, 8, 31)}, {"min_years": 5}),
        # A woman cadre born 1975-05: 65 months after 1970-01: 17 months after 55, October 2031: 61 months.
        ({"born": date(1975, 5, 1)}, {}),
        ({"born": date(1975, 3, 1)}, {}),
        ({"born": date(1975, 3, 1), "volunteer": True}, {}),
        ({"born": date(1971, 5, 1), "sex": "male"}, {}),
        ({"born": date(1976, 8, 31), "sex": "male"}, {"max_age_men": 50}),
        ({"born": date(1975, 8, 31), "sex": "male"}, {"max_age_men": 50}),
        ({"born": date(1975, 9, 1), "sex": "male"}, {"max_age_men": 50}),
        ({"born": date(1980, 8, 31)}, {"max_age_women": 45, "max_age_men": 30}),
        ({"born": date(1985, 8, 31), "personnel": "worker"}, {"max_age_women": 40}),
        ({"role": "deputy", "volunteer": True}, {}),
        ({"role": "middle_leader"}, {}),
        ({"role": "middle_leader"}, {"roles": ("teacher",)}),
        ({"exemption": "nursing"}, {}),
        ({"exemption": "nursing", "exemption_end": date(2026, 8, 31)}, {}),
        ({"exemption": "nursing", "exemption_end": date(2026, 9, 1), "volunteer": True}, {}),
        ({"locked_until": date(2026, 8, 31)}, {}),
        ({"locked_until": date(2026, 9, 1)}, {}),
        ({"seconded_from": "B", "secondment_end": date(2026, 8, 31)}, {}),
        ({"seconded_from": "B", "secondment_end": date(2026, 9, 1), "volunteer": True}, {}),
    ):
        yield alone(teacher("t", "A", **facts), **settings)
        if "seconded_from" in facts:
            yield alone(teacher("t", "A", **facts), others=RETURNS)


@of("returns")
def _() -> Iterable[Case]:
    for end in (date(2026, 8, 31), date(2026, 9, 1), None):
        for stages in (("primary",), ("junior",), BOTH):
            places = [A, school("B", stages=stages), C]
            for rows in ([], [Decision(teacher="t", kind="stay")]):
                one = district(places, [teacher("t", "A", seconded_from="B", secondment_end=end)], decisions=rows)
                yield Case(one, ["t"])
    # The home school has no section in the district: nobody can be due there.
    empty = school("B", stages=())
    yield Case(district([A, empty, C], [teacher("t", "A", **DUE)]), ["t"])
    # A nine-year school: another section of the present school is no move.
    yield alone(teacher("t", "A", **DUE), school("A", stages=BOTH), B, C)


def week(people: Sequence[Teacher], weekly: Any, moving: Sequence[str], **more: Any) -> Case:
    places = [school("A", classes=1, pupils=200), school("B", classes=1, pupils=201)]
    return Case(district(places, people, curriculum=lessons(**weekly)), moving, **more)


def teaching() -> Iterable[Case]:
    art, music = {"subject": "art"}, {"subject": "music"}
    # 20 of art: 15 and 5 where bound.
    people = [
        *crowd("a", 2, "A", **art),
        teacher("x", "A", other_subjects=("music",), **art, **BOUND),
        teacher("y", "B", other_subjects=("art", "pe"), **music, **BOUND),
    ]
    for weekly in ({"art": 20, "music": 5}, {"art": 35, "music": 6}, {"art": 16, "music": 20, "pe": 3}, {"labour": 12}):
        yield week(people, weekly, ["a1", "a2"])
        # With the rule eligibility off anyone moves; x and y keep their parts wherever they are.
        yield week(people, weekly, ["a1", "x", "y"])
    # Alike but for who may move: not of one kind.
    twins = [
        teacher("x", "A", other_subjects=("music",), **art),
        teacher("y", "A", other_subjects=("music",), **art, **BOUND),
    ]
    yield week(twins, {"art": 15, "music": 5}, ["x", "y"])
    office = [teacher("l", "A", role="middle_leader"), teacher("p", "A", role="principal"), teacher("c", "B")]
    yield week(office, {"chinese": 12}, ["l", "c"])
    yield week(office, {"chinese": 12, "local": 8}, ["l", "p"], lessons={"middle_leader_share": Fraction(3, 10)})
    stages = [school("A", classes=1, stages=BOTH, pupils=100), school("B", classes=1, stages=BOTH, pupils=101)]
    people = [
        teacher("m", "A", subject="maths", other_subjects=("it",), **BOUND),
        teacher("j", "B/junior", subject="maths"),
    ]
    yield Case(district(stages, people, curriculum=lessons(maths=12, it=3)), ["m", "j"])


@of("subject_coverage")
def _() -> Iterable[Case]:
    yield from teaching()
    full = [*crowd("a", 2, "A", subject="art"), teacher("b", "B", subject="art")]
    for art in (12, 13, 32, 33):
        yield week(full, {"art": art}, ["a1", "a2", "b"])
    changed = {"subject_factor": 5, "main_subject_factor": 3, "small_school_pupils": 201, "small_school_factor": 7}
    yield week(
        [teacher("c", "A"), teacher("a", "B", subject="art")], {"chinese": 17, "art": 3}, ["c", "a"], settings=changed
    )


@of("other_subjects")
def _() -> Iterable[Case]:
    yield from teaching()
    people = [teacher("x", "A", subject="art", other_subjects=("music",), **BOUND), teacher("m", "B", subject="music")]
    for coverage in (
        {"mode": "off"},
        {"tier": "burden"},
        {"tier": "ties"},
        {"tier": "standards"},
        {"tier": "standards", "mode": "required"},
    ):
        yield week(people, {"music": 4}, ["x", "m"], settings={"lesson_cost": 9}, others={"subject_coverage": coverage})
    yield week(people, {"music": 21}, ["x", "m"])


@of("disruption")
def _() -> Iterable[Case]:
    people = [teacher("a", "A"), teacher("b", "A", homeroom_grade=3), teacher("d", "A", homeroom_grade=1, **DUE)]
    for settings in ({}, {"move_cost": 0}, {"homeroom_cost": 0}):
        yield Case(district([A, B, C], people), ["a", "b"], settings)
    yield Case(district([A, B, C], people), ["b", "d"], {}, RETURNS)


@of("travel_burden")
def _() -> Iterable[Case]:
    places = [A, school("B", latitude=30.1), school("C", latitude=None, longitude=None), school("D", longitude=110.2)]
    ways = [way("A", "C", 77), way("C", "D", 5)]
    people = [
        teacher("a", "A"),
        teacher("h", "A", home_latitude=30.05, home_longitude=110.1),
        teacher("d", "A", **DUE),
        teacher("e", "A", home_latitude=30.05, home_longitude=110.1, **DUE),
    ]
    one = district(places, people, travel=ways)
    yield Case(one, ["a", "h"])
    yield Case(one, ["d", "e"], {}, RETURNS)


@of("preferences")
def _() -> Iterable[Case]:
    wishes = [
        Preference(teacher=who, school=at, rank=rank)
        for who in ("t", "v", "r", "b")
        for at, rank in (("B", 1), ("C", 3))
    ]
    people = [
        teacher("t", "A"),
        teacher("v", "A", volunteer=True),
        teacher("r", "A", needs_rural_year=True),
        teacher("b", "A", needs_rural_year=True, volunteer=True),
        teacher("n", "A"),
    ]
    one = district([A, B, C, school("D")], people, preferences=wishes)
    for who in ("t", "v", "r", "b", "n"):
        yield Case(one, [who])
        yield Case(one, [who], {"listed_step_cost": 5, "unlisted_cost": 0, "volunteer_factor": 7})
    due = teacher("t", "A", **DUE)
    wish = [Preference(teacher="t", school="A", rank=2), Preference(teacher="t", school="B", rank=3)]
    yield Case(district([A, B, C], [due], preferences=wish), ["t"], {}, RETURNS)


@of("claim_order")
def _() -> Iterable[Case]:
    people = [
        teacher("t", "A", arrived=date(2016, 8, 31)),
        teacher("u", "A", arrived=date(2016, 9, 1), needs_rural_year=True),
        teacher("v", "A", arrived=date(2016, 9, 30), volunteer=True, needs_rural_year=True),
        teacher("o", "A", arrived=date(1966, 8, 31)),
        teacher("w", "A", arrived=date(1965, 8, 31)),
        teacher("d", "A", **DUE),
    ]
    one = district([A, B, C], people)
    for seed in (0, 20260831):
        yield Case(one, ["t", "u"], seed=seed)
        yield Case(one, ["v", "o", "w"], seed=seed)
    yield Case(one, ["d"], {}, RETURNS)
