"""What a county pays those who are exchanged: an optional part of a policy, for there is no national number."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import Field

from rotation.policy.settings import Amount, Count, Frozen

__all__ = ["Allowances"]


class Allowances(Frozen):
    """A living subsidy by the month and transport by the kilometre, for ``months`` of a school year.

    Transport is paid for ``round_trips_per_month`` between the present school and that of the exchange, there and
    back. Nothing is decided by these numbers; reports add them up.
    """

    living_yuan_per_month: Amount
    transport_yuan_per_km: Amount
    round_trips_per_month: Count
    months: Annotated[int, Field(ge=1, le=12, strict=True)]
    source: str

    def yuan(self, people: int, one_way_km: Fraction) -> Fraction:
        """Return what a year costs for so many people who are so many kilometres in all from their schools.

        Two people, 10 km together, 300 yuan a month, 0.5 yuan a km, 4 round trips, 10 months:
        10 * (2 * 300 + 4 * 2 * 10 * 0.5) = 6,400 yuan.
        """
        monthly = people * self.living_yuan_per_month
        monthly += 2 * self.round_trips_per_month * one_way_km * self.transport_yuan_per_km
        return self.months * monthly
