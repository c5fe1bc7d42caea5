"""The command ``generate``: a synthetic district with its provenance."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from rotation import io
from rotation.audit import examine
from rotation.cli.data import writing
from rotation.domain.district import District
from rotation.errors import RotationError
from rotation.i18n import Language
from rotation.i18n.commands import MESSAGE, USAGE
from rotation.instances import COUNTIES, GENERATOR, PROFILES, data_folder, dress, overview, profile, province
from rotation.instances import generate as make
from rotation.instances.cases import cases_of
from rotation.report.screen import Screen
from rotation.report.target import may_begin
from rotation.report.whole import put_files
from rotation.rules import read_policy

__all__ = ["generate"]

_SIZE: Final = re.compile(r"(?:(\d{1,4})[x×X])?(\d{1,6})[x×X](\d{1,7})")
_ABOUT: Final = {
    "tiny": "Four schools, small enough that all plans can be listed.",
    "town": "A small county of about 20 schools and 500 teachers.",
    "county": "A county of about 100 schools and 5,000 teachers; `rotation demo` runs on it.",
}
_SYNTHETIC: Final = (
    "Synthetic: no real school or person; names come from short lists, any likeness is chance."
)
_DRESSED: Final = "Real schools, grades and places; the roster and quotas are drawn, no real person."


def generate(lang: Language, name: str, seed: int, out: Path) -> int:
    """Make the district and write it with PROVENANCE.md."""
    may_begin(out, lang)
    if out.exists() and any(out.iterdir()):
        raise RotationError(MESSAGE["exists"].to(lang, folder=out))
    size = _SIZE.fullmatch(name)
    if name in COUNTIES:
        district = dress(data_folder(), name, seed)
    elif name in PROFILES:
        district = make(profile(name), seed)
    elif size:
        one = profile(schools=int(size[2]), teachers=int(size[3]))
        districts = int(size[1] or 1)
        district = province(districts, one, seed) if districts > 1 else make(one, seed)
    else:
        known = ", ".join([*PROFILES, *COUNTIES])
        raise RotationError(USAGE["size"].to(lang, name=name, known=known))
    with writing(lang, out):
        files = {f"{sheet}.csv": text.encode() for sheet, text in io.canonical_tables(district).items()}
        put_files(out, {**files, "PROVENANCE.md": _provenance(name, seed, district).encode()})
    figures = {"folder": out, "schools": len(district.schools), "teachers": len(district.teachers)}
    Screen(sys.stdout, lang).path(MESSAGE["generated"].to(lang, **figures), 0)
    return 0


def _provenance(name: str, seed: int, district: District) -> str:
    figures = overview(district)
    supply = {key: f"{value:.3f}" for key, value in figures.supply.items()}
    stages = ", ".join(f"{key} {value}" for key, value in supply.items() if key != "total")
    eligible = examine(district, read_policy("national")).targets.eligible
    about = _ABOUT.get(name, "")
    cases = ", ".join(f"{case.school} ({case.rule})" for case in cases_of(name, seed))
    by_hand = [f"| set by hand, and the rule that it puts to the test | {cases} |"] if cases else []
    lines = [
        f"# {name}", "",
        f"{about} {_DRESSED if name in COUNTIES else _SYNTHETIC}".strip(), "",
        "| | |", "| --- | --- |",
        f"| made by | `{GENERATOR}` (module and version) |",
        f"| profile, seed | `{name}`, {seed} |",
        f"| command | `rotation generate {name} --seed {seed} --out DIR` |",
        f"| planning year | {district.year} |",
        f"| size | {len(district.schools)} schools, {len(district.sections)} sections, "
        f"{figures.classes} classes, {figures.pupils:,} pupils, {figures.heads:,} teachers |",
        f"| lessons supplied / needed | {supply['total']} ({stages}) |",
        f"| eligible under the national policy | {eligible:,} |",
        *by_hand, "",
        "The same command gives the same files byte for byte; `tests/instances` checks it.",
    ]  # fmt: skip
    if name in COUNTIES:
        lines[-1:] = [f"Source: {district.source}"]
    return "\n".join(lines) + "\n"
