"""The real schools of two counties, as the shared data folder holds them; codes stand for names."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Final

from rotation.errors import RotationError
from rotation.i18n.instances import INSTANCE

__all__ = ["COUNTIES", "RealSchool", "data_folder", "read_real"]

COUNTIES: Final = ("taitung", "yunlin")
_ISLANDS: Final = ("蘭嶼鄉", "綠島鄉")
_GRADES: Final = {"elementary": range(1, 7), "juniorhigh": range(7, 10)}


@dataclass(frozen=True, slots=True, kw_only=True)
class RealSchool:
    """One school; ``pupils`` and ``classes`` by grade 1-9, ``remote`` empty where not remote and for juniors.

    ``imputed`` says that the teachers were not reported and follow from the county's classes.
    """

    code: str
    township: str
    stage: str
    classes: tuple[int, ...]
    pupils: tuple[int, ...]
    teachers: int
    imputed: bool
    remote: str
    island: str | None
    latitude: float
    longitude: float


def data_folder() -> Path:
    """Return the folder of real data: $ROTATION_DATA, else ../shared/data beside the project.

    Raises
    ------
    RotationError
        Neither is there.
    """
    named = os.environ.get("ROTATION_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[3].parent / "shared" / "data"
    if not folder.is_dir():
        raise RotationError(INSTANCE["no_real"].fill(folder=folder))
    return folder


def _read(path: Path, kind: str) -> list[RealSchool]:
    if not path.is_file():
        raise RotationError(INSTANCE["no_part"].fill(path=path))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    schools = []
    for row in rows:
        classes, pupils = [0] * 9, [0] * 9
        for grade in _GRADES[kind]:
            there = int(row[f"boys_g{grade}"]) + int(row[f"girls_g{grade}"])
            if there:
                classes[grade - 1], pupils[grade - 1] = max(1, int(row[f"classes_g{grade}"])), there
        if not sum(pupils):
            continue
        schools.append(
            RealSchool(
                code=row["school_code"],
                township=row["township"],
                stage="primary" if kind == "elementary" else "junior",
                classes=tuple(classes),
                pupils=tuple(pupils),
                teachers=int(row["teachers_m"]) + int(row["teachers_f"]),
                imputed=False,
                remote=row.get("remote") or "",
                island=row["township"] if row["township"] in _ISLANDS else None,
                latitude=float(row["lat"]),
                longitude=float(row["lon"]),
            )
        )
    return schools


def read_real(folder: Path, county: str) -> tuple[RealSchool, ...]:
    """Return a county's schools with pupils by code; unreported teachers follow the median per class."""
    if county not in COUNTIES:
        raise RotationError(INSTANCE["no_county"].fill(name=county, known=", ".join(COUNTIES)))
    schools = []
    for kind in _GRADES:
        found = _read(folder / county / f"{kind}.csv", kind)
        per_class = median(school.teachers / sum(school.classes) for school in found if school.teachers)
        schools += [
            school
            if school.teachers
            else replace(school, teachers=max(2, round(per_class * sum(school.classes))), imputed=True)
            for school in found
        ]
    return tuple(sorted(schools, key=lambda school: school.code))
