"""Everyone teaches at a stage that the certificate covers.

Clause
    A mover's certificate covers the stage of the new section; a junior certificate covers primary too. Moves to
    the other stage happen only with ``cross_stage``, and from primary to junior only for volunteers.
Formula
    new stage in certified stages, and (new stage = present stage, or cross_stage and (down or volunteer)).
Reads
    certificate_stages, stage, volunteer.
Example
    A junior teacher of English with a junior certificate may go to a primary school if cross_stage is on; a
    primary teacher with both certificates may go to a junior school if they volunteer too.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from rotation.facts.arcs import Arcs
from rotation.facts.facts import Facts
from rotation.i18n import findings, words
from rotation.policy.settings import RuleSettings
from rotation.rules.base import Finding, Recount


class Settings(RuleSettings):
    """``cross_stage`` opens moves to the other stage."""

    cross_stage: bool


def allows(facts: Facts, arcs: Arcs, settings: Settings) -> NDArray[np.bool_]:
    """Permit moves to a certified stage."""
    stage = facts.stage[arcs.section]
    now = facts.teaching_stage[arcs.teacher]
    same = stage == now
    crossing = (stage < now) | facts.volunteer[arcs.teacher]
    permitted = facts.certified[arcs.teacher, stage] & (same | (settings.cross_stage & crossing))
    return np.asarray(permitted | arcs.extension)


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Name every mover whose certificate or stage does not fit the new section."""
    wrong = []
    for teacher in recount.movers:
        person = recount.district.teacher_by_id[teacher]
        old, new = recount.standing[teacher].stage, recount.after[teacher]
        covered = {"primary": ("primary", "junior"), "junior": ("junior",)}[new.stage]
        certified = any(stage in person.certificate_stages for stage in covered)
        crossing = old != new.stage
        permitted = not crossing or (settings.cross_stage and (new.stage == "primary" or person.volunteer))
        if certified and permitted:
            continue
        wrong.append(teacher)
        wording = findings.STAGE_CROSSED if certified else findings.STAGE_NOT_CERTIFIED
        yield Finding(
            rule="stage_certificate",
            subject=teacher,
            measured=1,
            limit=0,
            holds=False,
            text=wording.fill(
                person=findings.named(person),
                section=findings.section(recount.district.school_by_id[new.school], new.stage),
                certificates=findings.joined(words.STAGE[stage] for stage in person.certificate_stages),
                stage=words.STAGE[old],
            ),
            shortfall=1,
            cost=settings.weight if settings.mode == "target" else 0,
            people=(teacher,),
        )
    yield Finding(
        rule="stage_certificate",
        subject="district",
        measured=len(wrong),
        limit=0,
        holds=not wrong,
        text=findings.people_checked("stage_certificate", len(recount.movers), len(wrong)),
        people=tuple(wrong),
    )
