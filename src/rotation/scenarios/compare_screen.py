"""A comparison for the terminal: tables of two or three plans at a time, so that they fit in 80 columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from rotation.domain.district import SectionKey
from rotation.i18n import COMMA, SEMICOLON, Language, bracketed, named, some_of
from rotation.i18n.headings import SHEETS
from rotation.i18n.reports import tier_label
from rotation.i18n.scenarios import COMPARE
from rotation.plan.posting import Posting
from rotation.report.screen import FAINT, GOOD, Screen
from rotation.report.text import bound_cells, rounded, section_names, value_cell, visible
from rotation.scenarios.advice import Advice
from rotation.scenarios.compare import Comparison, Person
from rotation.scenarios.figures import MOVED
from rotation.scenarios.setting_words import setting_words
from rotation.scenarios.settings import shown

__all__ = ["GROUPS", "bound_notes", "change", "group_label", "place_name", "show_comparison", "written"]

GROUPS: Final = ("targets", "missed", "indicators", "cvs", "lessons", "people")
FIRST_PEOPLE: Final = 15
WIDEST_SETTING: Final = 18
_NUMBER_AND_REMARK: Final = re.compile(r"^\d+\. |^[一二三四五六七八九十]+、| ?[(（].*$")


def show_comparison(screen: Screen, comparison: Comparison, advice: Advice, *, filed: bool = False) -> None:
    """Print everything that differs, then what follows from it; ``filed``: the people are all written to a file."""
    lang = screen.lang
    screen.heading(COMPARE["title"].to(lang, count=len(comparison.entries)))
    for entry in comparison.entries:
        values = {"letter": entry.letter, "plan": entry.plan.certificate.plan, "title": entry.title.to(lang)}
        screen.path(COMPARE["plan"].to(lang, **values, folder=entry.plan.folder))
    _settings(screen, comparison)
    _tiers(screen, comparison)
    for group in GROUPS:
        _figures(screen, comparison, group)
    _people(screen, comparison, filed)
    screen.heading(COMPARE["advice"].to(lang))
    for reason in advice.reasons:
        screen.line(reason.to(lang), GOOD if advice.best and reason is advice.reasons[0] else "")


def group_label(group: str, lang: Language) -> str:
    """Return what a group of figures is called in a table: its heading without number and remark."""
    return _NUMBER_AND_REMARK.sub("", COMPARE[group].to(lang))


def written(value: Fraction | float | None, digits: int) -> str:
    """Return a value for a screen, ``-`` where there is none."""
    if value is None:
        return "-"
    text = f"{rounded(value, digits):,f}"
    return text.rstrip("0").rstrip(".") if "." in text and isinstance(value, Fraction) else text


def change(value: Fraction | float | None, base: Fraction | float | None, digits: int) -> str:
    """Return a difference with its sign, nothing where it is none."""
    if value is None or base is None or value == base:
        return ""
    text = written(value - base, digits)
    return text if text.startswith("-") else f"+{text}"


def place_name(place: Posting | bool | None, names: Mapping[SectionKey, str], lang: Language) -> str:
    """Return where a person goes, or that they stay or are not there."""
    if isinstance(place, Posting):
        return names[place.destination]
    return COMPARE["stays" if place is None else "absent"].to(lang)


def _blocks(comparison: Comparison) -> Iterable[list[int]]:
    """Return the first plan with two others at a time."""
    count = len(comparison.entries)
    return ([0, *range(first, min(first + 2, count))] for first in range(1, count, 2))


def _settings(screen: Screen, comparison: Comparison) -> None:
    lang = screen.lang
    screen.heading(COMPARE["settings"].to(lang))
    if not comparison.settings:
        screen.line(COMPARE["no_settings"].to(lang))
    for block in _blocks(comparison) if comparison.settings else ():
        letters = [comparison.entries[place].letter for place in block]
        rows = [
            (setting_words(name, lang), *(_short(values[place]) for place in block))
            for name, values in comparison.settings.items()
            if len({shown(values[place]) for place in block}) > 1
        ]
        if not rows:
            continue
        screen.grid([COMPARE["column_setting"].to(lang), *letters], rows)
    if comparison.counting:
        names = ", ".join(comparison.counting[:6]) + (" ..." if len(comparison.counting) > 6 else "")
        screen.line(COMPARE["counted_differently"].to(lang, names=names), FAINT)
    if comparison.runs:
        runs = {key: " / ".join(map(_short, found)) for key, found in comparison.runs.items()}
        told = [named(COMPARE[f"run_{key}"].to(lang), found, lang) for key, found in runs.items()]
        what = SEMICOLON.to(lang).join(told)
        screen.line(COMPARE["run"].to(lang, what=what))
    if not comparison.data:
        screen.line(COMPARE["data_same"].to(lang))
        return
    screen.line(COMPARE["data"].to(lang))
    for row in comparison.data:
        first = row.letter == comparison.entries[0].letter
        if not first and row == replace(comparison.data[0], letter=row.letter):
            screen.line(COMPARE["data_as_first"].to(lang, letter=row.letter), indent=4)
            continue
        schools = COMPARE["data_schools"].to(
            lang, letter=row.letter, without=row.schools_without, extra=row.schools_extra
        )
        people = COMPARE["data_people"].to(
            lang, without=row.people_without, extra=row.people_extra, changed=row.people_changed
        )
        rest = COMPARE["data_rest"].to(lang, classes=row.classes, posts=row.posts)
        screen.line(named(row.letter, rest, lang) if first else schools + people + rest, indent=4)
        if row.rows:
            apart = [COMPARE["data_row"].to(lang, sheet=SHEETS[name].name.to(lang), count=n) for name, n in row.rows]
            screen.line(COMPARE["data_rows"].to(lang, rows=COMMA.to(lang).join(apart)), indent=6)


def _short(value: object) -> str:
    text = shown(value) if not isinstance(value, tuple) or not value or not isinstance(value[0], tuple) else "..."
    return text if len(text) <= WIDEST_SETTING else text[: WIDEST_SETTING - 3] + "..."


def _tiers(screen: Screen, comparison: Comparison) -> None:
    lang = screen.lang
    screen.heading(COMPARE["tiers"].to(lang))
    rows = []
    for name in comparison.tiers:
        base = comparison.entries[0].tier(name)
        for entry in comparison.entries:
            tier = entry.tier(name)
            if tier is not None:
                cells = bound_cells(tier.value, tier.bound, tier.gap, tier.method)
                versus = "" if base is None else change(Fraction(tier.value), Fraction(base.value), 2)
                label = tier_label(name, lang) if entry is comparison.entries[0] else ""
                rows.append((label, entry.letter, value_cell(tier.value), *cells, versus))
    names = [COMPARE[f"column_{key}"].to(lang) for key in ("tier", "plan", "value", "bound", "gap")]
    screen.grid([*names, COMPARE["column_from_first"].to(lang)], rows, left=2)
    for note in bound_notes(comparison, lang):
        screen.line(note)


def bound_notes(comparison: Comparison, lang: Language) -> list[str]:
    """Say which bounds are the solver's word, and of each repaired plan among which plans its bounds hold."""
    searched = [
        COMPARE["of_plan"].to(lang, letter=entry.letter, tiers=COMMA.to(lang).join(tier_label(t, lang) for t in tiers))
        for entry in comparison.entries
        if (tiers := [tier.name for tier in entry.plan.certificate.tiers if tier.method == "search"])
    ]
    notes = [COMPARE["searched"].to(lang, which=SEMICOLON.to(lang).join(searched))] if searched else []
    return notes + [
        COMPARE["repaired"].to(lang, letter=entry.letter, old=visible(entry.plan.repaired_from[:40]))
        for entry in comparison.entries
        if entry.plan.repaired_from is not None
    ]


def _figures(screen: Screen, comparison: Comparison, group: str) -> None:
    lang = screen.lang
    # Rooms and equipment do not move with teachers: their CVs are told where they differ.
    rows = [
        (figure, values)
        for figure, values in comparison.rows(group)
        if group != "cvs" or len(set(values)) > 1 or figure.key.split(".")[1] in MOVED
    ]
    if not rows:
        return
    screen.heading(COMPARE[group].to(lang))
    for block in _blocks(comparison):
        letters = [comparison.entries[place].letter for place in block]
        changes = [COMPARE["column_change"].to(lang, letter=letter) for letter in letters[1:]]
        body = [
            (
                figure.label.to(lang),
                *(written(values[place], figure.digits) for place in block),
                *(change(values[place], values[0], figure.digits) for place in block[1:]),
            )
            for figure, values in rows
        ]
        screen.grid([COMPARE["column_figure"].to(lang), *letters, *changes], body)


def _people(screen: Screen, comparison: Comparison, filed: bool) -> None:
    lang, entries = screen.lang, comparison.entries
    people = comparison.people
    if not people:
        screen.heading(COMPARE["nobody"].to(lang))
        return
    first = people[:FIRST_PEOPLE]
    screen.heading(some_of(COMPARE, "differ", len(first), len(people)).to(lang))
    for place in range(1, len(entries)):
        only_first, only_other, elsewhere = comparison.moved(0, place)
        parts = [
            COMPARE["only_people"].to(lang, letter=entries[0].letter, count=only_first),
            COMPARE["only_people"].to(lang, letter=entries[place].letter, count=only_other),
            COMPARE["elsewhere"].to(lang, count=elsewhere),
        ]
        screen.line(SEMICOLON.to(lang).join(parts), mark=f"A-{entries[place].letter}:")
    names = [section_names(entry.plan.district, lang) for entry in entries]
    for block in _blocks(comparison):
        letters = [entries[place].letter for place in block]
        screen.grid(
            [COMPARE["column_person"].to(lang), *letters],
            [_row(person, block, names, lang) for person in first],
            left=4,
        )
    if len(people) > len(first):
        screen.line(COMPARE["more_filed" if filed else "more"].to(lang, count=len(people) - len(first)), FAINT)


def _row(
    person: Person, block: Sequence[int], names: Sequence[Mapping[SectionKey, str]], lang: Language
) -> tuple[str, ...]:
    who = visible(bracketed(person.name, person.teacher, lang))
    return who, *(place_name(person.places[place], names[place], lang) for place in block)
