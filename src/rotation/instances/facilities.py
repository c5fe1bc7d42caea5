"""Rooms, areas and equipment: most schools meet L4-L7, some do not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rotation.instances.enrolment import Sections
from rotation.instances.places import Places
from rotation.instances.randomness import Floats, Ints, Streams
from rotation.instances.standards import Standards

__all__ = ["Facilities", "make_facilities"]


@dataclass(slots=True, kw_only=True)
class Facilities:
    """Per school: rooms, square metres, yuan."""

    classrooms: Ints
    teaching_area_m2: Floats
    sports_area_m2: Floats
    equipment_yuan: Floats
    multimedia_classrooms: Ints
    music_rooms: Ints
    art_rooms: Ints


def make_facilities(places: Places, sections: Sections, standards: Standards, streams: Streams) -> Facilities:
    """Draw each school's means around what its pupils need; crowded town schools lack ground."""
    rng = streams("facilities")
    thresholds = standards.indicators
    count = places.count
    needs = {code: np.zeros(count) for code in ("teaching_area", "sports_area", "equipment", "multimedia")}
    pupils = sections.pupils.sum(axis=1).astype(np.float64)
    classes = np.zeros(count, dtype=np.int64)
    np.add.at(classes, sections.school, sections.classes.sum(axis=1))
    for code, need in needs.items():
        by_stage = getattr(thresholds, code)
        per_pupil = np.array([float(by_stage["primary"]), float(by_stage["junior"])])[sections.stage]
        np.add.at(need, sections.school, per_pupil * pupils)
    margin = {
        "teaching_area": np.array([1.14, 1.20, 1.45])[places.zone],
        "sports_area": np.array([1.10, 1.22, 1.60])[places.zone],
        "equipment": np.array([1.28, 1.18, 1.22])[places.zone],
        "multimedia": np.array([1.16, 1.18, 1.45])[places.zone],
    }
    drawn = {code: needs[code] * margin[code] * np.exp(rng.normal(0.0, 0.11, count)) for code in needs}
    specials = classes / 12.0 * np.array([1.05, 0.85, 0.7])[places.zone]
    return Facilities(
        classrooms=classes + rng.integers(0, 3, count),
        teaching_area_m2=np.round(drawn["teaching_area"]),
        sports_area_m2=np.round(drawn["sports_area"]),
        equipment_yuan=np.round(drawn["equipment"], -2),
        multimedia_classrooms=np.ceil(drawn["multimedia"] / 100.0).astype(np.int64),
        music_rooms=np.ceil(specials * rng.uniform(0.6, 1.2, count) - 0.3).astype(np.int64),
        art_rooms=np.ceil(specials * rng.uniform(0.6, 1.2, count) - 0.3).astype(np.int64),
    )
