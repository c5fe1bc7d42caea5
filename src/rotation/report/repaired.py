"""The report of a repaired plan: who is posted differently, in chains and cycles, and what that does to the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from rotation.domain.district import District, SectionKey
from rotation.explain.difference import Change, Figure, Route
from rotation.i18n import Language
from rotation.i18n.decisions import REPAIR
from rotation.i18n.reports import METHOD, tier_label
from rotation.i18n.words import SUBJECT
from rotation.report.certificate import Certificate
from rotation.report.screen import GOOD, Screen
from rotation.report.tables import csv_text, table
from rotation.report.text import bound_cells, number, rounded, section_names, value_cell, visible
from rotation.solving.repair import Repair

__all__ = ["changes_csv", "repair_record", "show_repair"]

MOST_PEOPLE: Final = 40
MOST_ROUTES: Final = 20


def show_repair(
    screen: Screen, districts: tuple[District, District], old: Certificate, new: Certificate, repair: Repair,
    found: Sequence[Change], routes: Sequence[Route], figures: Sequence[Figure], folders: tuple[Path, Path],
) -> None:  # fmt: skip
    """Print the report; the old district and folder first in ``districts`` and ``folders``."""
    lang, district = screen.lang, districts[1]
    names = _names(districts, lang)
    heading = REPAIR["title"].to(lang, old=old.plan, new=new.plan, district=district.name, year=district.year)
    screen.heading(heading)
    counts = {"ruled_out": len(repair.ruled_out), "others": len(repair.changed), "fewest": repair.fewest}
    key = "fewest" if repair.proven else "not_fewest"
    screen.line(REPAIR[key].to(lang, **counts), GOOD if repair.proven else "")
    _people(screen, district, names, found)
    if routes:
        screen.heading(REPAIR["chains"].to(lang))
        for route in routes[:MOST_ROUTES]:
            screen.line(_path(district, names, route, lang))
    screen.heading(REPAIR["figures"].to(lang))
    rows = [(f.name.to(lang), _shown(f.old), _shown(f.new), _difference(f)) for f in figures]
    screen.table(("figure", "old_plan", "new_plan", "change"), rows)
    screen.line(REPAIR["within"].to(lang))
    tiers = [
        (tier_label(t.name, lang), METHOD[t.method].to(lang) if t.method in METHOD else "-", value_cell(t.value),
         *bound_cells(t.value, t.bound, t.gap, t.method))
        for t in new.tiers
    ]  # fmt: skip
    screen.table(("tier", "method", "value", "bound", "gap"), tiers, left=2)
    screen.path(REPAIR["untouched"].to(lang, old=folders[0]), 0, str(folders[0]))
    screen.path(REPAIR["next"].to(lang, folder=folders[1]), 0, f"rotation verify {folders[1]}")


def _people(screen: Screen, district: District, names: Mapping[SectionKey, str], found: Sequence[Change]) -> None:
    lang = screen.lang
    screen.heading(REPAIR["people"].to(lang, count=len(found)))
    if not found:
        screen.line(REPAIR["no_changes"].to(lang))
        return
    rows = []
    for change in found[:MOST_PEOPLE]:
        person = district.teacher_by_id[change.teacher]
        places = [_place(names, change, place, lang) for place in (change.old, change.new)]
        why = REPAIR["decided" if change.decided else "follows"].to(lang)
        rows.append((person.name, SUBJECT[person.subject].to(lang), names[change.origin], *places, why))
    screen.table(("name", "subject", "from", "old_plan", "new_plan", "why"), rows, left=6)
    if len(found) > MOST_PEOPLE:
        screen.line(REPAIR["more"].to(lang, count=len(found) - MOST_PEOPLE))


def _names(districts: tuple[District, District], lang: Language) -> Mapping[SectionKey, str]:
    """Return the names of all sections, of those too that are no more."""
    return {key: name for district in districts for key, name in section_names(district, lang).items()}


def _place(names: Mapping[SectionKey, str], change: Change, place: SectionKey | None, lang: Language) -> str:
    if place is None:
        return "-" if change.gone is None else REPAIR["closed"].to(lang, place=names[change.gone])
    return REPAIR["stays"].to(lang) if place == change.origin else names[place]


def _path(district: District, names: Mapping[SectionKey, str], route: Route, lang: Language) -> str:
    path = names[route.sections[0]]
    for teacher, section in zip(route.teachers, route.sections[1:], strict=True):
        who = visible(district.teacher_by_id[teacher].name)
        path += REPAIR["step"].to(lang, who=who) + names[section]
    return REPAIR["cycle" if route.cycle else "chain"].to(lang, path=path)


def _shown(value: Fraction | float | None) -> str:
    if value is None:
        return "-"
    return f"{rounded(value, 4):f}" if isinstance(value, float) else f"{rounded(value):,f}".removesuffix(".00")


def _difference(figure: Figure) -> str:
    if figure.old is None or figure.new is None:
        return "-"
    difference = figure.new - figure.old
    if not difference:
        return "="
    digits = f"{rounded(difference, 4):+f}" if isinstance(difference, float) else f"{rounded(difference):+,f}"
    return digits.removesuffix(".00")


def changes_csv(districts: tuple[District, District], found: Sequence[Change], lang: Language) -> bytes:
    """Return everyone who is posted differently as CSV for people; the old district first in ``districts``."""
    names = _names(districts, lang)
    rows = [
        (
            change.teacher,
            districts[1].teacher_by_id[change.teacher].name,
            names[change.origin],
            _place(names, change, change.old, lang),
            _place(names, change, change.new, lang),
            REPAIR["decided" if change.decided else "follows"],
        )
        for change in found
    ]
    # The mark at the beginning tells Excel that the text is UTF-8.
    return csv_text(table("changes", "teacher name from old_plan new_plan why", rows), lang).encode("utf-8-sig")


def repair_record(
    old: Certificate, repair: Repair, found: Sequence[Change], figures: Sequence[Figure]
) -> Mapping[str, Any]:
    """Return what a machine may want to know of a repair."""
    return {
        "repaired_from": old.plan,
        "ruled_out": list(repair.ruled_out),
        "changed": list(repair.changed),
        "fewest": repair.fewest,
        "fewest_proven": repair.proven,
        "bounds_hold": "among plans with as few changes",
        "people": [
            {
                "teacher": change.teacher,
                "old": None if (place := change.old or change.gone) is None else str(place),
                "new": str(change.new),
                "decided": change.decided,
            }
            for change in found
        ],
        "figures": [{"name": f.name.en, "old": number(f.old), "new": number(f.new)} for f in figures],
    }
