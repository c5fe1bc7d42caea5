"""The public draw: what is committed before the seed exists, and everything that follows from the seed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rotation.classes.deal import METHOD, Deal, deal
from rotation.classes.draw_seed import plain_part, typed
from rotation.classes.lottery import digest
from rotation.classes.teams import Team, forbidden_pairs, form_teams, match_teams
from rotation.domain.pupils import ClassTeacher, Roster
from rotation.errors import InfeasibleError, RotationError
from rotation.i18n import Language
from rotation.i18n.drawing import DRAW
from rotation.policy.dealing import DealRules

__all__ = ["Commitment", "Drawn", "canonical", "combine", "commitment_digest", "draw"]

_RECASTS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What is published, by its digest, before the seed exists. ``day`` is the day on which ages are counted."""

    roster: str
    teachers: str | None
    rules: str
    classes: int
    names: tuple[str, ...]
    day: date
    version: str
    method: str = METHOD


@dataclass(frozen=True, slots=True)
class Drawn:
    """What follows from the seed. ``match[k]`` is the team of class k; ``drawings`` how many it took."""

    deal: Deal
    teams: tuple[Team, ...]
    match: tuple[int, ...]
    forbidden: tuple[tuple[int, int], ...]
    drawings: int
    recast: int


def canonical(commitment: Commitment) -> str:
    """Return the one text of a commitment."""
    fields = {
        "classes": commitment.classes, "day": commitment.day.isoformat(), "method": commitment.method,
        "names": list(commitment.names), "roster": commitment.roster, "rules": commitment.rules,
        "teachers": commitment.teachers, "version": commitment.version,
    }  # fmt: skip
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def commitment_digest(commitment: Commitment) -> str:
    """Return the digest that is published."""
    return digest(canonical(commitment))


def combine(published: str, parts: Sequence[str], *, lang: Language = "zh") -> str:
    """Return the seed: SHA-256 of "rotation draw 1", the published digest and the parts, one per line.

    Parts are brought to one form first: NFC, no outer blanks, runs of blanks as one.
    """
    plain = [plain_part(typed(part, "--seed-part", lang)) for part in parts]
    if not plain or not all(plain):
        raise RotationError(DRAW["no_parts"].to(lang))
    return digest("\n".join(["rotation draw 1", published, *plain]))


def draw(
    roster: Roster, teachers: tuple[ClassTeacher, ...], rules: DealRules, commitment: Commitment, seed: str, *,
    lang: Language = "zh", progress: Callable[[str], None] = lambda _: None,
) -> Drawn:  # fmt: skip
    """Deal the pupils, then form the teams, then match them.

    Where recusals leave no matching, the teams are formed anew from the next stretch of the seed, at most 20 times.
    """
    found = deal(roster, rules, commitment.classes, seed=seed, lang=lang, progress=progress)
    if not teachers:
        return Drawn(found, (), (), (), 0, 0)
    for recast in range(_RECASTS):
        own = f"{seed}|{recast}" if recast else seed
        teams = form_teams(teachers, commitment.classes, commitment.day, seed=own, lang=lang)
        forbidden = forbidden_pairs(roster.pupils, found.place, teams, teachers)
        try:
            match, drawings = match_teams(commitment.classes, forbidden, seed=own, lang=lang)
        except InfeasibleError:
            if recast == _RECASTS - 1:
                raise
            continue
        return Drawn(found, teams, tuple(match), tuple(sorted(forbidden)), drawings, recast)
    raise AssertionError
