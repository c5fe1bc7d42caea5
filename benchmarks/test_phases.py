"""Times of every phase: ``pytest benchmarks --benchmark-enable``.

Measured is ``town``; ROTATION_BENCH_SPECS=tiny,town,county names others.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from specs import PHASES, SPECS

CHOSEN = os.environ.get("ROTATION_BENCH_SPECS", "town").split(",")


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("name", CHOSEN)
def test_phase(benchmark: BenchmarkFixture, name: str, phase: str) -> None:
    spec = SPECS[name]
    spec.district()
    if phase == "verify":
        spec.postings()
    rounds = min(spec.rounds, 3) if phase == "solve" else spec.rounds
    benchmark.group = name
    run: Any = benchmark.pedantic
    assert run(PHASES[phase], args=(spec,), rounds=rounds, iterations=1)
