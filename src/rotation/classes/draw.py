"""The public draw: what is committed before the seed exists, and everything that follows from the seed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from rotation.classes.deal import METHOD, Deal, deal
from rotation.classes.draw_seed import plain_part, typed
from rotation.classes.lottery import digest
from rotation.classes.recusals import relatives_of, with_recusals
from rotation.classes.teams import Team, forbidden_pairs, form_teams, match_teams
from rotation.domain.pupils import ClassTeacher, Roster
from rotation.errors import InfeasibleError, RotationError
from rotation.i18n import COMMA, Language, bracketed, words
from rotation.i18n.drawing import DRAW, TEAM
from rotation.policy.dealing import DealRules

__all__ = ["Commitment", "Drawn", "canonical", "combine", "commitment_digest", "draw", "rehearse"]

_RECASTS: Final = 20
"""Times that teams are formed anew for the same lists."""
_DEALS: Final = 20
"""Times that lists are dealt anew where no teams fit them."""


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
    """What follows from the seed. ``match[k]`` is the team of class k; ``drawings`` how many it took.

    ``recast`` counts the teams that did not fit, over all lists dealt.
    """

    deal: Deal
    teams: tuple[Team, ...]
    match: tuple[int, ...]
    forbidden: tuple[tuple[int, int], ...]
    drawings: int
    recast: int

    @property
    def dealt_again(self) -> int:
        """Return how many lists no teams fitted."""
        return self.recast // _RECASTS


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
    Then the lists are dealt anew, at most 19 times, every second time with the requests that recusals come to.

    Raises
    ------
    InfeasibleError
        No lists and teams fit each other.
    """
    stuck: InfeasibleError | None = None
    for again in range(_DEALS):
        own = f"{seed}|{again * _RECASTS}" if again else seed
        try:
            found = _dealt(roster, teachers, rules, commitment.classes, own, again, lang, progress)
        except InfeasibleError:
            if again == 0:
                raise
            continue
        if not teachers:
            return Drawn(found, (), (), (), 0, 0)
        for recast in range(again * _RECASTS, (again + 1) * _RECASTS):
            own = f"{seed}|{recast}" if recast else seed
            teams = form_teams(teachers, commitment.classes, commitment.day, seed=own, lang=lang)
            forbidden = forbidden_pairs(roster.pupils, found.place, teams, teachers)
            try:
                match, drawings = match_teams(commitment.classes, forbidden, seed=own, lang=lang)
            except InfeasibleError as error:
                stuck = error
                continue
            return Drawn(found, teams, tuple(match), tuple(sorted(forbidden)), drawings, recast)
    assert stuck is not None
    raise stuck


def rehearse(
    roster: Roster, teachers: tuple[ClassTeacher, ...], rules: DealRules, commitment: Commitment, lang: Language
) -> None:
    """Draw quickly with a seed of no account where recusals matter; raise ``InfeasibleError`` where no teams fit.

    What is impossible is told before the commitment so, not once the seed is public.
    """
    if not any(relatives_of(pupil, teachers) for pupil in roster.pupils):
        return
    try:
        draw(roster, teachers, replace(rules, effort="quick"), commitment, "", lang=lang)
    except InfeasibleError:
        named = [
            TEAM["related"].to(
                lang, teacher=bracketed(teacher.name, teacher.id, lang), subject=words.subject(teacher.subject, lang),
                pupils=COMMA.to(lang).join(bracketed(p.name, p.id, lang) for p in pupils),
            )
            for teacher in teachers
            if (pupils := [p for p in roster.pupils if teacher.id in relatives_of(p, teachers)])
        ]  # fmt: skip
        raise InfeasibleError(TEAM["unmatched"].to(lang, tries=_DEALS), named) from None


def _dealt(
    roster: Roster, teachers: Sequence[ClassTeacher], rules: DealRules, classes: int, seed: str, again: int,
    lang: Language, progress: Callable[[str], None],
) -> Deal:  # fmt: skip
    """Deal the pupils; ``again``, without a balance of those who have relatives here.

    Spread over the classes, three relatives of one of two teachers leave both classes to the other.
    """
    if again:
        rules = replace(rules, balance=tuple(trait for trait in rules.balance if trait != "relatives"))
    if again % 2:
        roster = with_recusals(roster, teachers)
    return deal(roster, rules, classes, seed=seed, lang=lang, progress=progress)
