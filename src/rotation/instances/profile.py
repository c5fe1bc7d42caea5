"""How large a synthetic district is and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from rotation.errors import RotationError
from rotation.i18n.instances import INSTANCE

__all__ = ["PROFILES", "Profile", "profile"]

ByZone = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The parameters of one kind of district; triples are for urban, town and rural.

    ``supply`` is the weekly lessons that the roster can give as a share of those the classes need, per zone
    before the district's total is brought to 1; ``supply_spread`` is the standard deviation between sections.
    ``trained`` is the share of a subject's lessons that teachers of the subject can give. ``near_km`` and
    ``remote_km`` are great-circle kilometres from the county town to its townships. ``backbone_rate`` is
    backbone teachers per hundred pupils, ``backbone_spread`` the spread between sections (log scale).
    """

    name: str
    schools: int
    teachers: int
    townships: int
    remote_townships: int
    county: str = "岚溪县"
    latitude: float = 31.02
    longitude: float = 111.36
    urban_share: float = 0.17
    points_share: float = 0.18
    near_km: tuple[float, float] = (7.0, 19.0)
    remote_km: tuple[float, float] = (25.0, 40.0)
    supply: ByZone = (0.945, 0.985, 1.085)
    supply_spread: float = 0.085
    stage_supply: tuple[float, float] = (0.995, 1.01)
    trained: Mapping[str, ByZone] = field(
        default_factory=lambda: MappingProxyType(
            {
                "music": (0.95, 0.72, 0.38),
                "pe": (0.95, 0.78, 0.42),
                "art": (0.95, 0.72, 0.38),
                "it": (0.90, 0.65, 0.35),
                "science": (0.85, 0.60, 0.35),
                "english": (1.00, 0.90, 0.60),
                "morals": (0.75, 0.60, 0.50),
                "history": (0.98, 0.90, 0.70),
                "geography": (0.98, 0.85, 0.60),
                "biology": (0.98, 0.85, 0.60),
                "physics": (1.00, 0.95, 0.85),
                "chemistry": (1.00, 0.95, 0.85),
            }
        )
    )
    backbone_rate: ByZone = (1.05, 0.70, 0.38)
    backbone_spread: float = 0.27
    high_degree: ByZone = (0.985, 0.94, 0.84)
    senior_title: ByZone = (0.20, 0.14, 0.10)
    mean_age: ByZone = (39.5, 41.5, 45.0)
    mean_tenure: ByZone = (6.83, 7.87, 9.8)
    couples: float = 0.09
    secondees: float = 0.03
    due_share: float = 0.40
    exempt: float = 0.045
    volunteers: float = 0.025
    wishing: float = 0.33
    homes_known: float = 0.60
    decisions: int = 12


PROFILES: Final[Mapping[str, Profile]] = MappingProxyType(
    {
        "tiny": Profile(name="tiny", schools=4, teachers=17, townships=2, remote_townships=0, decisions=1),
        "town": Profile(name="town", schools=20, teachers=500, townships=3, remote_townships=1, decisions=4),
        "county": Profile(name="county", schools=100, teachers=5000, townships=14, remote_townships=3),
    }
)


def profile(name: str | None = None, *, schools: int | None = None, teachers: int | None = None) -> Profile:
    """Return a named profile, or one for a district of any size.

    Parameters
    ----------
    name
        One of ``PROFILES``; leave out to give the size instead.
    schools, teachers
        The size, at least 12 schools and 20 teachers a school.
    """
    if name is not None:
        if name not in PROFILES:
            raise RotationError(INSTANCE["no_profile"].fill(name=name, known=", ".join(PROFILES)))
        return PROFILES[name]
    if schools is None or teachers is None:
        raise RotationError(INSTANCE["no_size"])
    if schools < 12 or not 20 <= teachers / schools <= 120:
        raise RotationError(INSTANCE["size"].fill(schools=schools, teachers=teachers))
    townships = max(3, round(schools / 7))
    return Profile(
        name=f"schools-{schools}-teachers-{teachers}",
        schools=schools,
        teachers=teachers,
        townships=townships,
        remote_townships=max(1, round(townships / 5)),
        near_km=(7.0, max(19.0, 19.0 * (schools / 100) ** 0.5)),
        remote_km=(25.0, max(40.0, 40.0 * (schools / 100) ** 0.5)),
        decisions=max(4, round(schools * 0.12)),
    )
