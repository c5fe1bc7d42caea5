"""Long measurements: real schools, the time limit."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from districts import NATIONAL
from rotation import io
from rotation.classes.opening import open_classes
from rotation.errors import RotationError
from rotation.instances import data_folder, dress, embedded

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from opening import CASES, Case, drawn, policy_of

pytestmark = pytest.mark.evidence


@pytest.fixture(scope="module")
def folder() -> Path:
    try:
        return data_folder()
    except RotationError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("county", ["taitung", "yunlin"])
@pytest.mark.parametrize(("primary", "junior"), [(45, 50), (29, 30)])
def test_real_schools_need_no_more_classes_than_they_have_for_the_caps_they_keep(
    folder: Path, county: str, primary: int, junior: int
) -> None:
    real = dress(folder, county, 1)
    # Rooms are drawn, so they limit nothing here; every grade may be formed anew.
    policy = NATIONAL.with_classes(
        cap={"mode": "required", "primary": primary, "junior": junior}, rooms={"mode": "off"}, running="free",
        school_size={"mode": "off"},
    )  # fmt: skip
    start = time.perf_counter()
    found = open_classes(real, policy)
    seconds = time.perf_counter() - start
    assert found.status == "proven"
    assert found.audit.required_hold
    planned = {(row.school, row.grade): row for row in found.plan.grades}
    now, differences, kept = 0, Counter[int](), 0
    for row in real.grades:
        cap = primary if row.grade <= 6 else junior
        plan = planned[row.school, row.grade]
        assert max(plan.sizes, default=0) <= cap
        now += row.classes
        differences[plan.classes - row.classes] += 1
        if row.pupils <= cap * row.classes:  # the classes they really have keep the cap
            kept += 1
            assert plan.classes <= row.classes
    classes = found.audit.tiers["classes"]
    print(f"\n{county} at {primary}/{junior}: {now} classes really, {classes} planned in {seconds:.2f} s")
    print(f"{kept} of {len(real.grades)} grades keep the cap now; differences {dict(sorted(differences.items()))}")


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_county_with_entrants_over_neighbouring_schools_is_proven_in_ten_seconds(case: Case, seed: int) -> None:
    county = drawn(io.read(embedded("county")), case, seed)
    assert len(county.schools) == 100
    policy = policy_of(case)
    start = time.process_time()
    found = open_classes(county, policy)
    seconds = time.process_time() - start
    print(f"\n{case.name}, seed {seed}: {found.routes} routes, {dict(found.audit.tiers)}, {seconds:.1f} s")
    assert found.status == "proven"
    assert seconds <= 10


@pytest.mark.parametrize("reach", [2, 3, 5])
def test_routes_within_so_many_kilometres_are_proven_in_ten_seconds(reach: int) -> None:
    county = io.read(embedded("county"))
    assert len(county.schools) == 100
    policy = NATIONAL.with_classes(direction={"within_km": reach})
    start = time.process_time()
    found = open_classes(county, policy)
    seconds = time.process_time() - start
    print(f"\n{reach} km: {found.routes} routes, {dict(found.audit.tiers)}, {seconds:.1f} s")
    assert found.status == "proven"
    assert seconds <= 10
