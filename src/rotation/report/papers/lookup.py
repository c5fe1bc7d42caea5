"""The look-up page: one file without a network, for the bureau's own eyes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from rotation.audit import INDICATORS, CvRow
from rotation.domain.words import OPEN_LESSONS, SUBJECTS
from rotation.i18n import words
from rotation.i18n.findings import amount, cv_margin, exact
from rotation.i18n.page import PAGE
from rotation.i18n.papers import GROUP
from rotation.i18n.reports import INDICATOR_SHORT, MOVE_KIND, SUMMARY
from rotation.plan.posting import Posting
from rotation.report.papers.book import staying_groups
from rotation.report.papers.chains import chains
from rotation.report.papers.dossier import Dossier, legible
from rotation.report.papers.mapping import HEIGHT, WIDTH, arrow, marks, township_labels
from rotation.report.text import beginning

__all__ = ["page"]

LONGEST: Final = 80
"""Characters of a name that are shown."""
MOST_RESULTS: Final = 50
PARTS: Final = Path(__file__).resolve().parent / "page_parts"


def page(dossier: Dossier) -> bytes:
    """Return the page; the same plan and status give the same bytes."""
    from jinja2 import DictLoader, Environment, StrictUndefined  # noqa: PLC0415

    parts = {file.name: file.read_text(encoding="utf-8") for file in sorted(PARTS.glob("page.*"))}
    environment = Environment(
        loader=DictLoader(parts), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    text = {key: wording.to(dossier.lang) for key, wording in PAGE.items()}
    return environment.get_template("page.html").render(t=text, **_Page(dossier).fields()).encode()


class _Page:
    """Gathers what the page shows; everything in it is made legible here, escaped by the template."""

    def __init__(self, dossier: Dossier) -> None:
        self.of, self.lang = dossier, dossier.lang
        self.names = {s.id: legible(s.name, LONGEST) for s in dossier.district.schools}
        self.towns = {s.id: legible(s.township, LONGEST) for s in dossier.district.schools}
        self.order = {s.id: position for position, s in enumerate(dossier.district.schools)}
        self.need: Counter[str] = Counter()
        self.posts: Counter[str] = Counter()
        for row in dossier.audit.state_after.subjects:
            self.need[row.section.school] += row.unfilled
            self.posts[row.section.school] += row.posts_to_apply
        self.at = marks(dossier.district, self.need)

    def fields(self) -> dict[str, Any]:
        dossier, certificate = self.of, self.of.certificate
        digests = certificate.digests
        district, year = legible(dossier.district.name, 40), dossier.district.year
        moves = list(self._moves())
        return {
            "lang": "zh-CN" if self.lang == "zh" else "en",
            "title": dossier.say(PAGE["title"], district=district, year=year),
            "under": dossier.say(
                PAGE["under"], plan=certificate.plan, status=dossier.status, policy=dossier.policy_title,
                number="" if dossier.journal.number is None else f" {legible(dossier.journal.number, 60)}",
            ),
            "digests": dossier.say(
                PAGE["digests"], input=beginning(digests.input), policy=beginning(digests.policy),
                assignments=beginning(digests.assignments),
            ),
            "tiles": list(self._tiles()),
            "map": self._map(),
            "moves": moves,
            "townships": sorted({town for town in self.towns.values() if town}),
            "subjects": sorted({move["subject"] for move in moves}),
            "kinds": [MOVE_KIND[kind].to(self.lang) for kind in MOVE_KIND],
            "flows": self._flows(),
            "indicators": list(self._indicators()),
            "heat": self._heat(),
            **self._chains(),
            "most": MOST_RESULTS,
            "data": self._data(moves),
        }  # fmt: skip

    def _tiles(self) -> Iterator[tuple[str, str]]:
        audit = self.of.audit
        head, before, after = audit.headline, audit.state_before.totals, audit.state_after.totals
        yield PAGE["eligible"].to(self.lang), f"{head.eligible:,}"
        yield PAGE["moves"].to(self.lang), f"{head.moves:,}"
        yield PAGE["returns"].to(self.lang), f"{head.returns:,}"
        yield PAGE["unfilled"].to(self.lang), f"{before.lessons_unfilled:,} → {after.lessons_unfilled:,}"
        yield PAGE["posts"].to(self.lang), f"{sum(self.posts.values()):,}"
        yield PAGE["passing"].to(self.lang), f"{before.sections_passing:,} → {after.sections_passing:,}"

    def _moves(self) -> Iterator[dict[str, Any]]:
        between: Counter[tuple[str, str]] = Counter()
        for position, posting in enumerate(self.of.postings):
            person = self.of.district.teacher_by_id[posting.teacher]
            pair = (posting.origin.school, posting.destination.school)
            way = self.of.counted.hectometres(*pair)
            yield {
                "no": position + 1,
                "id": legible(person.id, LONGEST),
                "name": legible(person.name, LONGEST),
                "subject": words.SUBJECT[person.subject].to(self.lang),
                "from": legible(self.of.sections[posting.origin], LONGEST),
                "to": legible(self.of.sections[posting.destination], LONGEST),
                "kind": MOVE_KIND[self._kind(posting)].to(self.lang),
                "returns": posting.kind == "return",
                "km": "-" if way is None else f"{way / 10:.1f}",
                "towns": [self.towns[school] for school in pair],
                "path": arrow(posting, self.at, between[pair]),
            }
            between[pair] += 1

    def _kind(self, posting: Posting) -> str:
        if posting.kind == "return":
            return "return"
        return "volunteer" if self.of.district.teacher_by_id[posting.teacher].volunteer else "move"

    def _map(self) -> dict[str, Any]:
        schools = [
            {
                "index": self.order[school.id], "name": self.names[school.id], "zone": school.zone,
                "x": mark.x, "y": mark.y, "r": mark.radius, "need": self.need[school.id],
            }
            for school in self.of.district.schools
            if (mark := self.at.get(school.id)) is not None
        ]  # fmt: skip
        missing = [self.names[s.id] for s in self.of.district.schools if s.id not in self.at]
        labels = [(legible(name, 20), x, y) for name, x, y in township_labels(self.of.district, self.at)]
        # The largest first, so that small ones are not covered.
        schools.sort(key=lambda school: -float(str(school["r"])))
        return {"schools": schools, "missing": missing, "labels": labels, "width": WIDTH, "height": HEIGHT}

    def _flows(self) -> dict[str, Any]:
        count: Counter[tuple[str, str]] = Counter()
        town = {s.id: s.township for s in self.of.district.schools}
        for posting in self.of.postings:
            if posting.kind == "move":
                count[town[posting.origin.school], town[posting.destination.school]] += 1
        senders = sorted({a for a, _ in count})
        receivers = sorted({b for _, b in count})
        most = max(count.values(), default=1)
        return {
            "receivers": [legible(b, 30) for b in receivers],
            "rows": [
                (
                    legible(a, 30),
                    [(count[a, b], _shade(count[a, b], most)) for b in receivers],
                    sum(count[a, b] for b in receivers),
                )
                for a in senders
            ],
            "sums": [sum(count[a, b] for a in senders) for b in receivers],
            "all": sum(count.values()),
        }

    def _indicators(self) -> Iterator[dict[str, Any]]:
        before, after = self.of.audit.state_before, self.of.audit.state_after
        for old, new in zip(before.cvs, after.cvs, strict=True):
            values = [
                [v for s in state.sections if s.section.stage == new.stage and (v := s.value(new.indicator))]
                for state in (before, after)
            ]
            reached = [sum(value.reached is True for value in of) for of in values]
            inside = new.indicator in INDICATORS
            most = max(1.0, *(float(x) for x in (old.cv or 0, new.cv or 0, new.limit)))
            yield {
                "stage": words.STAGE[new.stage].to(self.lang),
                "indicator": INDICATOR_SHORT[new.indicator].to(self.lang),
                "threshold": amount(values[1][0].threshold) if inside and values[1] else "",
                "reached": f"{reached[0]} → {reached[1]}" if inside else "",
                "of": new.sections,
                "cv": f"{_cv(old)} → {_cv(new)}",
                "cap": exact(new.limit),
                "holds": self.of.say(SUMMARY["no_data" if new.holds is None else "met" if new.holds else "not_met"]),
                "bad": new.holds is False,
                "bars": [round(100 * float(x) / most, 1) for x in (old.cv or 0, new.cv or 0, new.limit)],
            }

    def _heat(self) -> dict[str, Any]:
        cells: dict[Any, dict[str, int]] = {}
        for row in self.of.audit.state_after.subjects:
            if row.unfilled:
                cells.setdefault(row.section, {})[row.subject] = row.unfilled
        subjects = [s for s in (*SUBJECTS, OPEN_LESSONS) if any(s in row for row in cells.values())]
        most = max((count for row in cells.values() for count in row.values()), default=1)
        ordered = sorted(cells, key=lambda key: (-sum(cells[key].values()), key))
        return {
            "subjects": [words.SUBJECT[s].to(self.lang) for s in subjects],
            "rows": [
                (
                    legible(self.of.sections[key], LONGEST),
                    [(cells[key].get(s, 0), _shade(cells[key].get(s, 0), most)) for s in subjects],
                    sum(cells[key].values()),
                )
                for key in ordered
            ],
        }

    def _chains(self) -> dict[str, Any]:
        moves = [(p.teacher, p.origin.school, p.destination.school) for p in self.of.postings if p.kind == "move"]
        found = chains(moves)
        person = self.of.district.teacher_by_id
        shown = [
            {
                "cycle": chain.cycle,
                "label": self.of.say(PAGE["cycle" if chain.cycle else "chain"], n=len(chain.people)),
                "start": self.names[chain.places[0]],
                "steps": [
                    (legible(who.name, LONGEST), words.SUBJECT[who.subject].to(self.lang), self.names[place])
                    for t, place in zip(chain.people, chain.places[1:], strict=True)
                    for who in [person[t]]
                ],
            }
            for chain in found
            if len(chain.people) > 1
        ]
        cycles = sum(chain.cycle for chain in found)
        single = sum(len(chain.people) == 1 for chain in found)
        open_ones = len(found) - cycles
        values = {"cycles": cycles, "chains": open_ones, "long": open_ones - single, "single": single}
        counts = self.of.say(PAGE["chain_counts"], **values)
        return {"chains": shown, "chain_counts": counts}

    def _data(self, moves: list[dict[str, Any]]) -> str:
        """Return what the page searches, as JSON that no markup in a name can end."""
        groups = staying_groups(self.of)
        kinds = list(GROUP)
        goes = {posting.teacher: position for position, posting in enumerate(self.of.postings)}
        people = []
        for row in self.of.standing.eligibility:
            person = self.of.district.teacher_by_id[row.teacher]
            group = kinds.index(groups[row.teacher]) if row.teacher in groups else -1
            people.append([
                legible(person.id, LONGEST), legible(person.name, LONGEST), self.order[person.school],
                words.SUBJECT[person.subject].to(self.lang), group, goes.get(row.teacher, -1), self.of.say(row.text),
            ])  # fmt: skip
        data = {
            "people": people,
            "groups": [GROUP[kind].to(self.lang) for kind in kinds],
            "schools": list(self._schools()),
            "moves": [
                [m["from"], m["to"], m["kind"], m["km"], *self._served(posting)]
                for m, posting in zip(moves, self.of.postings, strict=True)
            ],
            "most": MOST_RESULTS,
            "text": {
                key: text.to(self.lang)
                for key, text in PAGE.items()
                if key.startswith("d_") or key in ("found", "none", "shown")
            },
        }
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        for character in "<>&\u2028\u2029":
            text = text.replace(character, f"\\u{ord(character):04x}")
        return text

    def _schools(self) -> Iterator[list[Any]]:
        before, after, quota = Counter[str](), Counter[str](), Counter[str]()
        for old, new in zip(self.of.audit.state_before.posts, self.of.audit.state_after.posts, strict=True):
            before[new.section.school] += old.teachers
            after[new.section.school] += new.teachers
            quota[new.section.school] += new.staff_quota
        out: dict[str, list[int]] = {s: [] for s in self.names}
        into: dict[str, list[int]] = {s: [] for s in self.names}
        for position, posting in enumerate(self.of.postings):
            out[posting.origin.school].append(position)
            into[posting.destination.school].append(position)
        for school in self.of.district.schools:
            s = school.id
            yield [
                self.names[s], legible(school.township, 30), before[s], after[s], quota[s], self.need[s], self.posts[s],
                out[s], into[s],
            ]  # fmt: skip

    def _served(self, posting: Posting) -> list[Any]:
        """Return the subject, and its unfilled lessons before and after at the new and at the old section."""
        subject = self.of.district.teacher_by_id[posting.teacher].subject
        counts = [
            state.lessons[key].unfilled.get(subject, 0)
            for key in (posting.destination, posting.origin)
            for state in (self.of.audit.state_before, self.of.audit.state_after)
        ]
        return [words.SUBJECT[subject].to(self.lang), *counts]


def _shade(count: int, most: int) -> int:
    """Return 0 for none, else 1 to 5."""
    return 0 if not count else min(5, 1 + (5 * count - 1) // most)


def _cv(row: CvRow) -> str:
    return "-" if row.square is None else cv_margin(row.square, row.limit)[0]
