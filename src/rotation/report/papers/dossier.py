"""All that a document may draw on: a plan read from its folder, found to hold, counted again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rotation.audit import Audit, DistrictAudit, examine, recount
from rotation.audit.recount import Counted
from rotation.domain.district import District, SectionKey
from rotation.errors import PlanError
from rotation.i18n import Language, Text
from rotation.i18n.papers import EXPORT
from rotation.i18n.reports import KIND
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.report.certificate import Certificate
from rotation.report.checking import check_plan
from rotation.report.journal import Journal, read_journal
from rotation.report.stored import StoredPlan, read_plan
from rotation.report.text import section_names, visible

__all__ = ["Dossier", "close", "legible", "open_dossier"]

_BLANK: Final = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[0-9])|(?<=[0-9%]) (?=[%\u3000-\u9fff\uff00-\uffef])")
"""What a screen puts between digits and Chinese characters."""
_PERCENT: Final = re.compile(r"(?<=\d) %")
_MOST_PROBLEMS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One plan in one language; ``sections`` are the names of sections, ``postings`` by sending school and id."""

    lang: Language
    plan: StoredPlan
    audit: Audit
    standing: DistrictAudit
    counted: Counted
    journal: Journal
    sections: Mapping[SectionKey, str]
    postings: Sequence[Posting]

    @property
    def district(self) -> District:
        """The plan's own copy of the district."""
        return self.plan.district

    @property
    def policy(self) -> Policy:
        """The plan's own copy of the policy."""
        return self.plan.policy

    @property
    def certificate(self) -> Certificate:
        """The plan's certificate; of its figures only bounds, gaps and digests are used."""
        return self.plan.certificate

    @property
    def status(self) -> str:
        """The status in words."""
        return KIND[self.journal.status].to(self.lang)

    @property
    def policy_title(self) -> str:
        """The policy's title in the dossier's language."""
        return legible(self.policy.title_zh if self.lang == "zh" else self.policy.title_en)

    def say(self, text: Text, /, **values: object) -> str:
        """Return a wording in the dossier's language."""
        return text.to(self.lang, **values)


def open_dossier(folder: Path, lang: Language = "zh") -> Dossier:
    """Read a plan, check it and count it again.

    Raises
    ------
    PlanError
        The folder cannot be read, or the plan in it does not hold: nothing is filed then.
    """
    plan = read_plan(folder, lang)
    verdict = check_plan(plan)
    if verdict.audit is None or not verdict.holds:
        lines = [EXPORT["not_holding"].to(lang, count=len(verdict.problems))]
        lines += [f"  {problem.to(lang)}" for problem in verdict.problems[:_MOST_PROBLEMS]]
        raise PlanError("\n".join(lines))
    names = section_names(plan.district, lang)
    return Dossier(
        lang=lang,
        plan=plan,
        audit=verdict.audit,
        standing=examine(plan.district, plan.policy),
        counted=recount(plan.district, plan.policy, plan.postings, plan.certificate.seed),
        journal=read_journal(folder, lang),
        sections={key: legible(name) for key, name in names.items()},
        postings=sorted(plan.postings, key=lambda posting: (posting.origin, posting.teacher)),
    )


def legible(text: str, most: int | None = None) -> str:
    """Return text that every document can hold and show.

    Control, direction and line-break characters and what is no character at all become U+FFFD; beyond ``most``
    characters the text ends in an ellipsis.
    """
    text = visible(text)
    return text if most is None or len(text) <= most else text[: most - 1] + "…"


def close(text: str, lang: Language) -> str:
    """Return a sentence as papers write it.

    In Chinese no blanks stand between digits, percent signs and characters; in English no line ends before a percent
    sign.
    """
    return _BLANK.sub("", text) if lang == "zh" else _PERCENT.sub("\u00a0%", text)
