"""Each school of a class plan against its rooms, size and staff quota; the whole district against its teachers."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from rotation.audit.opening_count import ClassCount
from rotation.audit.opening_finding import finding
from rotation.audit.opening_results import ClassFinding
from rotation.domain.words import STAGES

__all__ = ["district_findings", "school_findings"]


def school_findings(count: ClassCount) -> Iterator[ClassFinding]:
    """Yield what is counted on each school and section."""
    terms = count.terms
    for school in sorted(count.school_classes):
        rooms = count.rooms(school) if count.known(school) else None
        if rooms is not None and terms.rooms.mode != "off":
            classes, required = count.school_classes[school], terms.rooms.mode == "required"
            yield finding(count, "rooms", classes, rooms, classes <= rooms, required=required, school=school)
        if terms.school_size.mode != "off":
            pupils, most = count.school_pupils[school], count.size_limit(school)
            required = terms.school_size.mode == "required"
            yield finding(count, "school_size", pupils, most, pupils <= most, required=required, school=school)
    quota = {section.key: section.staff_quota for section in count.district.sections}
    for key, asked in count.teachers_asked.items() if terms.quota.mode != "off" else ():
        if key in quota:
            yield finding(
                count, "quota", asked, quota[key], asked <= quota[key], required=terms.quota.mode == "required",
                school=key.school, stage=key.stage,
            )  # fmt: skip


def district_findings(count: ClassCount) -> Iterator[ClassFinding]:
    """Yield the lessons against the teachers of a stage, and the share of entrants in their catchment."""
    terms = count.terms
    for stage in STAGES:
        counted = count.stage(stage)
        supply = floor(counted.lessons_supplied * (1 + terms.staff.most_shortage))
        holds, required = counted.lessons_demanded <= supply, terms.staff.mode == "required"
        yield finding(count, "staff", counted.lessons_demanded, supply, holds, required=required, stage=stage)
        share, least = counted.catchment_share, terms.direction.catchment_share[stage]
        if share is not None and terms.direction.mode != "off":
            required = terms.direction.mode == "required"
            yield finding(count, "catchment", share, least, share >= least, required=required, stage=stage)
