"""What a plan changes, for the terminal: indicators and CVs, lessons left unfilled, the first moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Final, TypeVar

from rotation.audit import INDICATORS, Audit, CvRow, State, SubjectRow, recount
from rotation.domain.district import District, SectionKey
from rotation.i18n import some_of, words
from rotation.i18n.findings import cv_margin, exact
from rotation.i18n.reports import INDICATOR_SHORT, SUMMARY
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.report.screen import GOOD, Screen

__all__ = ["show_indicators", "show_lessons", "show_moves"]

MOVED: Final = ("high_degree", "backbone", "specialists", "senior_title")
"""What moves with teachers; rooms and equipment stay."""
FIRST_MOVES: Final = 10
TOP: Final = 5
K = TypeVar("K", bound=Hashable)


def show_indicators(screen: Screen, audit: Audit) -> None:
    """Print heads missing and CV before and after, against the cap."""
    lang = screen.lang
    before, after = audit.state_before, audit.state_after
    screen.heading(SUMMARY["indicators"].to(lang))
    rows = []
    for old, new in zip(before.cvs, after.cvs, strict=True):
        if old.indicator in MOVED:
            verdict = SUMMARY["no_data" if new.holds is None else "met" if new.holds else "not_met"].to(lang)
            rows.append(
                (
                    words.STAGE[old.stage].to(lang),
                    INDICATOR_SHORT[old.indicator].to(lang),
                    _missing(before, old),
                    _missing(after, new),
                    _cv(old),
                    _cv(new),
                    exact(new.limit),
                    verdict,
                )
            )
    columns = (
        "stage",
        "indicator",
        "missing_before",
        "missing_after",
        "cv_before",
        "cv_after",
        "cap",
        "holds",
    )
    screen.table(columns, rows, left=2, bad=SUMMARY["not_met"].to(lang))
    screen.line(
        SUMMARY["sections_passing"].to(
            lang,
            before=before.totals.sections_passing,
            after=after.totals.sections_passing,
            inside=after.totals.sections_in_indicators,
        )
    )


def show_lessons(screen: Screen, names: Mapping[SectionKey, str], audit: Audit) -> None:
    """Print what remains unfilled, by subject and by section."""
    lang = screen.lang
    before, after = audit.state_before, audit.state_after
    screen.heading(SUMMARY["lessons"].to(lang))
    screen.line(
        SUMMARY["lesson_totals"].to(
            lang,
            demanded=after.totals.lessons_demanded,
            before=before.totals.lessons_unfilled,
            after=after.totals.lessons_unfilled,
            other_before=before.totals.lessons_other,
            other_after=after.totals.lessons_other,
        )
    )
    if not after.totals.lessons_unfilled:
        screen.line(SUMMARY["no_unfilled"].to(lang), GOOD)
        return
    screen.line(SUMMARY["posts"].to(lang, posts=sum(row.posts_to_apply for row in after.subjects)))
    _worst(screen, "subject", audit, lambda row: row.subject, lambda code: words.SUBJECT[code].to(lang))
    _worst(screen, "section", audit, lambda row: row.section, lambda key: names[key])


def show_moves(
    screen: Screen,
    district: District,
    policy: Policy,
    names: Mapping[SectionKey, str],
    postings: Iterable[Posting],
) -> None:
    """Print the first people of the plan by id, moves before returns."""
    lang = screen.lang
    postings = sorted(postings, key=lambda posting: (posting.kind, posting.teacher))
    if not postings:
        screen.heading(SUMMARY["no_moves"].to(lang))
        return
    shown = postings[:FIRST_MOVES]
    screen.heading(some_of(SUMMARY, "moves", len(shown), len(postings)).to(lang))
    counted = recount(district, policy, postings)
    rows = []
    for posting in shown:
        person = district.teacher_by_id[posting.teacher]
        way = counted.hectometres(posting.origin.school, posting.destination.school)
        subject = words.SUBJECT[person.subject].to(lang)
        km = "-" if way is None else f"{way // 10}.{way % 10}"
        rows.append((person.name, subject, names[posting.origin], names[posting.destination], km))
    screen.table(("name", "subject", "from", "to", "km"), rows, left=4)


def _missing(state: State, row: CvRow) -> str:
    if row.indicator not in INDICATORS:
        return ""
    values = [s.value(row.indicator) for s in state.sections if s.section.stage == row.stage]
    return str(
        sum(
            max(0, value.needed - int(value.amount))
            for value in values
            if value is not None and value.needed is not None and value.amount is not None
        )
    )


def _cv(row: CvRow) -> str:
    return "-" if row.square is None else cv_margin(row.square, row.limit)[0]


def _worst(
    screen: Screen, column: str, audit: Audit, key: Callable[[SubjectRow], K], name: Callable[[K], str]
) -> None:
    """Print where most lessons remain unfilled, with the posts they take."""
    before: Counter[K] = Counter()
    after: Counter[K] = Counter()
    posts: Counter[K] = Counter()
    for row in audit.state_before.subjects:
        before[key(row)] += row.unfilled
    for row in audit.state_after.subjects:
        after[key(row)] += row.unfilled
        posts[key(row)] += row.posts_to_apply
    worst = sorted((k for k in after if after[k]), key=lambda k: (-after[k], str(k)))[:TOP]
    screen.table(
        (column, "unfilled_before", "unfilled_after", "posts"),
        [(name(k), f"{before[k]:,}", f"{after[k]:,}", f"{posts[k]:,}") for k in worst],
    )
