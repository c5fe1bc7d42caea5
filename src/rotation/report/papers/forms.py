"""The fields of the approval forms (internal) and of the public notice (only the columns that may be published)."""

from __future__ import annotations

from typing import Any

from rotation.domain.words import STAGES
from rotation.i18n import words
from rotation.i18n.documents import APPROVAL, NOTICE
from rotation.i18n.reports import MOVE_KIND
from rotation.report.papers.dossier import Dossier, legible
from rotation.report.papers.plan_fields import common_fields, notice_period
from rotation.report.roster import month_text, term_text
from rotation.report.wrapping import width

__all__ = ["approval_fields", "fitted", "notice_fields"]


def fitted(text: str, columns: int) -> str:
    """Return a text that takes at most so many columns, a Chinese character two; a cut one ends in an ellipsis."""
    shown = legible(text)
    if width(shown) <= columns:
        return shown
    taken, kept = 1, []
    for character in shown:
        taken += width(character)
        if taken > columns:
            break
        kept.append(character)
    return "".join(kept) + "…"


def approval_fields(dossier: Dossier) -> dict[str, Any]:
    """Return the fields of ``approval.docx``: one form for each mover, by sending school and id."""
    lang = dossier.lang
    joint, between = ("、", "　") if lang == "zh" else (", ", ": ")
    forms: list[dict[str, Any]] = []
    for posting in (posting for posting in dossier.postings if posting.kind == "move"):
        person = dossier.district.teacher_by_id[posting.teacher]
        stages = joint.join(words.STAGE[s].to(lang) for s in STAGES if s in person.certificate_stages)
        subjects = joint.join(words.SUBJECT[s].to(lang) for s in (person.subject, *person.other_subjects))
        start = term_text(dossier.counted.reference, lang)
        forms.append({
            "no": len(forms) + 1,
            "id": fitted(person.id, 30),
            "name": fitted(person.name, 70),
            "sex": words.SEX[person.sex].to(lang),
            "born": month_text(person.born, lang),
            "degree": words.DEGREE[person.degree].to(lang),
            "hired": "" if person.hired is None else month_text(person.hired, lang),
            "title": words.TITLE[person.title].to(lang),
            "certificate": fitted(f"{stages}{between}{subjects}", 230),
            "backbone": words.BACKBONE[person.backbone].to(lang),
            "subject": words.SUBJECT[person.subject].to(lang),
            "years": dossier.counted.persons[person.id].years,
            "from_school": fitted(dossier.sections[posting.origin], 150),
            "to": fitted(dossier.sections[posting.destination], 230),
            "kind": MOVE_KIND["volunteer" if person.volunteer else "move"].to(lang),
            "term": dossier.say(APPROVAL["term_open"], start=start.removesuffix("起").removeprefix("from ")),
        })  # fmt: skip
    # The title with it takes two lines at most, or the form would not keep to its page.
    return {**common_fields(dossier), "district": fitted(dossier.district.name, 48), "forms": forms}


def notice_fields(dossier: Dossier) -> dict[str, Any]:
    """Return the fields of ``notice.docx``; of a person nothing but name, sex, subject and both schools."""
    step = dossier.journal.notice
    period, phone = dossier.say(NOTICE["period_open"]), dossier.say(NOTICE["phone_open"])
    if step is not None:
        if (days := notice_period(dossier)) is not None:
            period = dossier.say(NOTICE["period"], start=days[0], until=days[1])
        phone = fitted(step.phone, 40) if step.phone else phone
    people: list[dict[str, Any]] = []
    for posting in (posting for posting in dossier.postings if posting.kind == "move"):
        person = dossier.district.teacher_by_id[posting.teacher]
        people.append({
            "no": len(people) + 1,
            "name": fitted(person.name, 60),
            "sex": words.SEX[person.sex].to(dossier.lang),
            "subject": words.SUBJECT[person.subject].to(dossier.lang),
            "from_school": fitted(dossier.sections[posting.origin], 200),
            "to_school": fitted(dossier.sections[posting.destination], 200),
        })  # fmt: skip
    allowed = ("lang", "district", "year", "plan", "number", "status", "digest")
    common = {key: value for key, value in common_fields(dossier).items() if key in allowed}
    return {**common, "people": people, "period": period, "phone": phone}
