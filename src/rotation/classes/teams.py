"""The grade's teachers formed into as many balanced teams as there are classes, and teams matched with lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Final

from rotation.classes.lottery import numbers, permutation, shuffled
from rotation.classes.recusals import relatives_of
from rotation.domain.pupils import ClassTeacher, Pupil
from rotation.errors import InfeasibleError
from rotation.i18n import COMMA, Language, words
from rotation.i18n.dealing import CONFLICT, class_name
from rotation.i18n.drawing import TEAM

__all__ = [
    "METRICS", "Team", "TeamLine", "forbidden_pairs", "form_teams", "match_teams", "metric_values", "team_lines",
]  # fmt: skip

METRICS: Final = ("experience", "title", "backbone", "female", "age")
TITLES: Final = ("none", "third", "second", "first", "senior", "full_senior")
BACKBONES: Final = ("county", "city", "province", "national")
_WEIGHT: Final = {"experience": 1, "title": 64, "backbone": 400, "female": 200, "age": 1}
"""A year of experience or age counts 1 (squared); a step of title 8, a backbone teacher 20, a woman 14 years."""
_STARTS: Final = 4
_STEPS: Final = 200
"""Drawn exchanges of a start for each teacher's place in a team."""
_UPHILL: Final = 400
_DRAWS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Team:
    """The teachers of one class by subject, and who of them is its homeroom teacher."""

    homeroom: str
    teachers: tuple[tuple[str, str], ...]

    @property
    def members(self) -> frozenset[str]:
        """Ids of all members."""
        return frozenset(teacher for _, teacher in self.teachers)


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One metric: its sum in each team, in the order of the teams.

    The sums are whole numbers with a fixed total, so the least spread is 0 where the teams divide it, else 1.
    """

    metric: str
    values: tuple[int, ...]

    @property
    def spread(self) -> int:
        """Largest team minus smallest."""
        return max(self.values) - min(self.values)

    @property
    def bound(self) -> int:
        """The least spread that arithmetic allows."""
        return int(sum(self.values) % len(self.values) != 0)


def team_lines(teams: Sequence[Team], teachers: Sequence[ClassTeacher], on: date) -> tuple[TeamLine, ...]:
    """Return how far teams are apart in each metric; who teaches two subjects of a team counts once for each."""
    value = {t.id: metric_values(t, on) for t in teachers}
    return tuple(
        TeamLine(metric, tuple(sum(value[t][metric] for _, t in team.teachers) for team in teams)) for metric in METRICS
    )


def form_teams(
    teachers: Sequence[ClassTeacher], count: int, on: date, *, seed: str, lang: Language = "zh"
) -> tuple[Team, ...]:
    """Return ``count`` teams: one teacher for each subject, one homeroom teacher each, loads kept, balanced.

    Every subject's classes are spread over its teachers as evenly as their loads allow. Then classes of one subject
    are exchanged between teams so that the sums of squares of the metrics fall, from several drawn starts; homerooms go
    to others where theirs would bind a teacher to a team.

    Raises
    ------
    InfeasibleError
        A subject's loads or the homeroom teachers do not suffice; every reason is named.
    """
    subjects = sorted({teacher.subject for teacher in teachers})
    reasons = _shortages(teachers, subjects, count, lang)
    if reasons:
        raise InfeasibleError(TEAM["title"].to(lang, count=count), reasons)
    value = {t.id: metric_values(t, on) for t in teachers}
    best: tuple[int, list[dict[str, str]], list[str]] | None = None
    for start in range(_STARTS):
        label = f"teams/{start}"
        heads = [t for t in teachers if t.homeroom]
        homeroom = [heads[i] for i in permutation(seed, label, len(heads))[:count]]
        slots = {subject: _slots(teachers, subject, homeroom, count, seed, label) for subject in subjects}
        teams = [{subject: slots[subject][k] for subject in subjects} for k in range(count)]
        names = [t.id for t in homeroom]
        score = _balance(teams, names, {t.id for t in heads}, value, numbers(seed, f"{label}/search"))
        if best is None or score < best[0]:
            best = (score, teams, names)
    assert best is not None
    _, teams, names = best
    return tuple(Team(names[k], tuple(sorted(teams[k].items()))) for k in range(count))


def metric_values(teacher: ClassTeacher, on: date) -> dict[str, int]:
    """Return what a teacher adds to a team: years of experience and age, rank of title, backbone, sex."""
    return {
        "experience": on.year - teacher.hired.year,
        "title": TITLES.index(teacher.title) if teacher.title in TITLES else 0,
        "backbone": int(teacher.backbone in BACKBONES),
        "female": int(teacher.sex == "female"),
        "age": on.year - teacher.born.year,
    }


def _shortages(teachers: Sequence[ClassTeacher], subjects: list[str], count: int, lang: Language) -> list[str]:
    reasons = []
    for subject in subjects:
        load = sum(min(t.classes, count) for t in teachers if t.subject == subject)
        if load < count:
            reasons.append(TEAM["load"].to(lang, subject=words.subject(subject, lang), load=load, count=count))
    heads = sum(t.homeroom for t in teachers)
    if heads < count:
        reasons.append(TEAM["heads"].to(lang, heads=heads, count=count))
    return reasons


def _slots(
    teachers: Sequence[ClassTeacher], subject: str, homeroom: Sequence[ClassTeacher], count: int, seed: str, label: str
) -> list[str]:
    """Return who teaches the subject in each team; team k has homeroom teacher k, who teaches there."""
    stream = numbers(seed, f"{label}/{subject}")
    mine = [t for t in teachers if t.subject == subject]
    own = {k: t.id for k, t in enumerate(homeroom) if t.subject == subject}
    load = {t.id: int(t.id in own.values()) for t in mine}
    order = [mine[i] for i in shuffled(stream, range(len(mine)))]
    while sum(load.values()) < count:
        free = [t for t in order if load[t.id] < t.classes]
        least = min(free, key=lambda t: load[t.id])
        load[least.id] += 1
    rest = [t.id for t in order for _ in range(load[t.id] - int(t.id in own.values()))]
    drawn = iter([rest[i] for i in shuffled(stream, range(len(rest)))])
    return [own[k] if k in own else next(drawn) for k in range(count)]


def _balance(
    teams: list[dict[str, str]], homeroom: list[str], heads: Set[str], value: Mapping[str, Mapping[str, int]],
    stream: Iterator[int],
) -> int:  # fmt: skip
    """Exchange the teachers of a subject between two teams to lower the sum of squares.

    Drawn exchanges are made where they raise it by less than a threshold that falls to nothing; then every exchange
    that lowers it is made. Whole numbers decide. Returns the sum over all pairs of teams of the squares of what they
    are apart: other starts may have other teachers, and fewer titles in all are no better balance.
    """
    subjects = sorted(teams[0])
    row = {t: [metrics[m] for m in METRICS] for t, metrics in value.items()}
    weight = [_WEIGHT[m] for m in METRICS]
    sums = [[sum(column) for column in zip(*(row[t] for t in team.values()), strict=True)] for team in teams]

    def exchange(subject: str, k: int, j: int, threshold: int) -> bool:
        one, other = teams[k][subject], teams[j][subject]
        if one == other:
            return False
        shift = [a - b for a, b in zip(row[one], row[other], strict=True)]
        # Moving d from k to j changes (a^2 + b^2) by 2 d (d - (a - b)).
        gain = sum(
            w * d * (d - a + b) for w, d, a, b in zip(weight, shift, sums[k], sums[j], strict=True)
        )  # fmt: skip
        if gain >= threshold:
            return False
        named = _homerooms(teams, homeroom, heads, subject, k, j)
        if named is None:
            return False
        homeroom[k], homeroom[j] = named
        teams[k][subject], teams[j][subject] = other, one
        sums[k] = [a - d for a, d in zip(sums[k], shift, strict=True)]
        sums[j] = [b + d for b, d in zip(sums[j], shift, strict=True)]
        return True

    count = len(teams)
    steps = _STEPS * count * len(subjects) if count > 1 else 0
    for step in range(steps):
        number = next(stream)
        subject, number = subjects[number % len(subjects)], number // len(subjects)
        k, j = number % count, number // count % (count - 1)
        exchange(subject, k, j + (j >= k), _UPHILL * (steps - step) // steps)
    better = True
    while better:
        pairs = [(subject, k, j) for subject in subjects for k in range(count) for j in range(k + 1, count)]
        better = sum(exchange(*pair, 0) for pair in pairs) > 0
    return sum(
        w * (count * sum(a * a for a in column) - sum(column) ** 2)
        for w, column in zip(weight, zip(*sums, strict=True), strict=True)
    )


def _homerooms(
    teams: Sequence[Mapping[str, str]], homeroom: Sequence[str], heads: Set[str], subject: str, k: int, j: int
) -> tuple[str, str] | None:
    """Return the homeroom teachers of teams k and j once they exchange a subject's teachers, None where one has none.

    A homeroom teacher who goes gives the homeroom to who comes, else to a colleague of the team without one.
    """
    one, other = teams[k][subject], teams[j][subject]

    def heir(goes: str, comes: str, team: int) -> str | None:
        if homeroom[team] != goes:
            return homeroom[team]
        members = (comes, *(teams[team][s] for s in sorted(teams[team]) if s != subject))
        return next((t for t in members if t in heads and t not in homeroom), None)

    if (one, other) == (homeroom[k], homeroom[j]):
        return other, one
    first, second = heir(one, other, k), heir(other, one, j)
    return None if first is None or second is None or first == second else (first, second)


def forbidden_pairs(
    pupils: Sequence[Pupil], place: Sequence[int], teams: Sequence[Team], teachers: Sequence[ClassTeacher]
) -> set[tuple[int, int]]:
    """Return the pairs (list, team) that recusals exclude: a relative of a pupil on the list is in the team."""
    return {
        (place[i], team)
        for i, pupil in enumerate(pupils)
        if (related := relatives_of(pupil, teachers))
        for team, members in enumerate(teams)
        if related & members.members
    }


def match_teams(
    count: int, forbidden: set[tuple[int, int]], *, seed: str, lang: Language = "zh"
) -> tuple[list[int], int]:
    """Return the team of each list and how many drawings it took.

    Permutations are drawn until one is permitted: each permitted matching is then equally likely.

    Raises
    ------
    InfeasibleError
        No matching is permitted; the lists that have too few teams are named.
    """
    stuck = _too_few(count, forbidden)
    if stuck is not None:
        lists, teams = stuck
        comma = COMMA.to(lang)
        named = {
            "lists": comma.join(class_name(k + 1).to(lang) for k in sorted(lists)),
            "teams": comma.join(TEAM["team"].to(lang, number=t + 1) for t in sorted(teams)) or TEAM["none"].to(lang),
        }
        raise InfeasibleError(CONFLICT["teams"].to(lang, **named))
    for drawing in range(_DRAWS):
        order = permutation(seed, f"match/{drawing}", count)
        if all((k, team) not in forbidden for k, team in enumerate(order)):
            return order, drawing + 1
    raise InfeasibleError(TEAM["too_rare"].to(lang, draws=_DRAWS))


def _too_few(count: int, forbidden: set[tuple[int, int]]) -> tuple[set[int], set[int]] | None:
    """Return lists that together may have fewer teams than they are (Hall), or None where a matching exists."""
    holder: dict[int, int] = {}

    def seat(k: int, tried: set[int], seen: set[int]) -> bool:
        seen.add(k)
        for team in range(count):
            if (k, team) not in forbidden and team not in tried:
                tried.add(team)
                if team not in holder or seat(holder[team], tried, seen):
                    holder[team] = k
                    return True
        return False

    for k in range(count):
        tried: set[int] = set()
        seen: set[int] = set()
        if not seat(k, tried, seen):
            return seen, tried
    return None
