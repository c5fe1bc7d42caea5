"""Developer command: what a generated district looks like. Writing one is ``rotation generate``."""

from __future__ import annotations

import argparse
import sys

from rotation.errors import RotationError
from rotation.instances import COUNTIES, PROFILES, data_folder, dress, generate, overview, profile


def main(arguments: list[str] | None = None) -> int:
    """Print a district's figures; exit 1 where it cannot be made."""
    parser = argparse.ArgumentParser(prog="python -m rotation.instances", description=__doc__)
    parser.add_argument(
        "name", choices=[*PROFILES, *COUNTIES, "size"], help="size: give --schools and --teachers"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--schools", type=int)
    parser.add_argument("--teachers", type=int)
    given = parser.parse_args(arguments)
    try:
        if given.name in COUNTIES:
            district = dress(data_folder(), given.name, given.seed)
        else:
            wanted = None if given.name == "size" else given.name
            district = generate(profile(wanted, schools=given.schools, teachers=given.teachers), given.seed)
    except RotationError as error:
        print(error, file=sys.stderr)
        return 1
    figures = overview(district)
    print(district.source)
    print(
        f"{len(district.schools)} schools, {figures.classes} classes, {figures.pupils} pupils, "
        f"{figures.heads} teachers"
    )
    for title, table in (
        ("lessons supplied / needed", figures.supply),
        ("by stage and subject", figures.subject_supply),
        ("CV", figures.cv),
        ("share of the zone's teachers", figures.zone_share),
    ):
        print(title)
        for key, value in table.items():
            print(f"  {key if isinstance(key, str) else ' '.join(key):24} {value:.3f}")
    print("eligibility")
    for reason, count in sorted(figures.reasons.items()):
        print(f"  {reason:24} {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
