"""A synthetic district from a profile and a seed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from rotation.domain.district import District
from rotation.instances import records
from rotation.instances.cases import cases_of, placed
from rotation.instances.duties import make_duties
from rotation.instances.enrolment import Sections, make_sections
from rotation.instances.facilities import Facilities, make_facilities
from rotation.instances.people import make_roster
from rotation.instances.places import Places, make_places
from rotation.instances.profile import Profile
from rotation.instances.randomness import Ints, Streams
from rotation.instances.roster import make_heads, make_quotas, make_subjects
from rotation.instances.standards import national
from rotation.instances.standing import make_standing
from rotation.instances.tiny import make_tiny
from rotation.instances.wishes import make_wishes

__all__ = ["GENERATOR", "YEAR", "generate", "provenance", "staffed"]

GENERATOR: Final = "rotation.instances 1"
"""Name and version: raise the number whenever the same seed draws another district."""
YEAR: Final = 2026


def provenance(profile: Profile, seed: int) -> str:
    """Return the sentence of a generated district's source."""
    cases = cases_of(profile.name, seed)
    by_hand = f"; {len(cases)} local case{'s' if len(cases) > 1 else ''} set by hand" if cases else ""
    return (
        f"synthetic; generator {GENERATOR}; profile {profile.name} ({profile.schools} schools, "
        f"{profile.teachers} teachers); seed {seed}{by_hand}; no real school or person"
    )


def generate(profile: Profile, seed: int) -> District:
    """Return the district that a profile and a seed stand for; the same on every machine.

    Parameters
    ----------
    profile
        From ``rotation.instances.profile``.
    seed
        A whole number from 0.
    """
    if profile.name == "tiny":
        return make_tiny(profile, seed, YEAR, provenance(profile, seed))
    streams = Streams(seed)
    standards = national()
    places = make_places(profile, streams)
    sections = make_sections(profile, places, standards, streams)
    facilities = make_facilities(places, sections, standards, streams)
    heads = make_heads(profile, places, sections, standards, streams)
    quotas = make_quotas(profile, places, sections, heads, standards, streams)
    ids = records.numbered("S", places.count, 3)
    drawn = staffed(
        profile,
        places,
        sections,
        facilities,
        heads,
        quotas,
        ids,
        streams,
        profile.county,
        provenance(profile, seed),
    )
    return replace(drawn, teachers=placed(drawn.teachers, cases_of(profile.name, seed)))


def staffed(
    profile: Profile,
    places: Places,
    sections: Sections,
    facilities: Facilities,
    heads: Ints,
    quotas: Ints,
    school_ids: list[str],
    streams: Streams,
    name: str,
    source: str,
) -> District:
    """Draw the roster of given sections and return the whole district."""
    standards = national()
    counts = make_subjects(profile, sections, heads, standards, streams)
    roster = make_roster(profile, places, sections, counts, YEAR, streams)
    standing = make_standing(profile, places, sections, roster, standards, YEAR, streams)
    duties = make_duties(sections, roster, standards, streams)
    # The personnel file of a secondee stays at the home school, and so does the post kept for the return.
    home = {
        (int(school), int(stage)): row
        for row, (school, stage) in enumerate(zip(sections.school, sections.stage, strict=True))
    }
    coming = np.zeros(sections.count, dtype=np.int64)
    for i in np.flatnonzero(standing.due).tolist():
        coming[home[int(standing.seconded_from[i]), int(sections.stage[roster.section[i]])]] += 1
    quotas = np.where(coming > 0, np.maximum(quotas, heads + coming), quotas)
    wishes = make_wishes(profile, places, sections, roster, duties, standing, quotas - coming, YEAR, streams)
    ids = records.numbered("T", roster.count, 5)
    preferences, decisions = records.make_wish_records(wishes, school_ids, ids)
    return District(
        name=name,
        year=YEAR,
        schools=records.make_schools(places, school_ids, facilities),
        sections=records.make_sections_records(sections, school_ids, quotas),
        grades=records.make_grades(sections, school_ids),
        teachers=records.make_people(sections, school_ids, ids, roster, duties, standing, wishes, streams),
        preferences=preferences,
        decisions=decisions,
        source=source,
    )
