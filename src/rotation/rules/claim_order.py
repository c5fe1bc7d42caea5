"""Among equal plans, those with the better claim move; then the published seed decides.

Clause
    Where plans are equal in everything else, volunteers move before teachers who need a rural year for promotion,
    these before the others, and longer service at the present school before shorter; what is still equal is decided
    by the published seed.
Formula
    cost of a move = 1,000 * (0 volunteer, 1 needs a rural year, 2 other) + 10 * max(0, 60 - completed years at the
    present school) + lot, where lot (0-9) is the first eight bytes, big-endian, of SHA-256 of
    "seed/teacher/school" modulo 10.
Reads
    volunteer, needs_rural_year, arrived; ids; seed.
Example
    A volunteer of 12 years: 0 + 10 * 48 + lot.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import numpy as np

from rotation.facts.eligibility import completed_years
from rotation.i18n import findings
from rotation.policy.settings import RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """No settings of its own."""


def post(model: Model, settings: Settings) -> None:
    """Price every chosen move by claim and lot."""
    facts, arcs = model.facts, model.arcs
    reference = facts.policy.calendar.on(facts.district.year)
    claim = np.array(
        [
            1_000 * (0 if t.volunteer else 1 if t.needs_rural_year else 2)
            + 10 * max(0, 60 - completed_years(t.arrived, reference))
            for t in facts.teachers
        ],
        np.int64,
    )
    moves = np.flatnonzero(~arcs.extension)
    drawn = [f"{facts.seed}/{teacher.id}/".encode() for teacher in facts.teachers]
    school = [section.school.encode() for section in facts.sections]
    pairs = zip(arcs.teacher[moves].tolist(), arcs.section[moves].tolist(), strict=True)
    digests = b"".join([sha256(drawn[teacher] + school[section]).digest() for teacher, section in pairs])
    lots = np.frombuffer(digests, ">u8")[:: sha256().digest_size // 8] % 10
    group = np.full(len(arcs), -1)
    group[moves] = np.arange(len(moves))
    model.prefer_less(model.chosen(group, len(moves)), claim[arcs.teacher[moves]] + lots.astype(np.int64))


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Sum claims and lots of all movers."""
    volunteers = rural = cost = 0
    day = recount.reference
    for teacher in recount.movers:
        person, school = recount.district.teacher_by_id[teacher], recount.after[teacher].school
        volunteers += person.volunteer
        rural += person.needs_rural_year and not person.volunteer
        years = day.year - person.arrived.year
        if (person.arrived.month, person.arrived.day) > (day.month, day.day):
            years -= 1
        text = f"{recount.lot_seed()}/{teacher}/{school}".encode()
        lot = int(sha256(text).hexdigest()[:16], 16) % 10
        cost += {True: 0, False: 1_000 if person.needs_rural_year else 2_000}[person.volunteer]
        cost += 10 * max(0, 60 - years) + lot
    yield Finding(
        rule="claim_order",
        subject="district",
        measured=cost,
        limit=None,
        holds=True,
        text=findings.CLAIM_ORDER.fill(
            movers=len(recount.movers),
            volunteers=volunteers,
            rural=rural,
            others=len(recount.movers) - volunteers - rural,
            cost=cost,
        ),
        cost=settings.weight * cost,
        people=tuple(recount.movers),
    )
