"""An answer: a title and headed lists of sentences, in both languages; and what a plan is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rotation.audit import Audit, verify
from rotation.domain.district import District, SectionKey
from rotation.facts.facts import Facts
from rotation.i18n import Text, findings
from rotation.plan.posting import Posting, after
from rotation.policy import Policy

__all__ = ["Answer", "Asked", "Part"]


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences under a heading."""

    heading: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A title, what is said first, and the parts."""

    title: Text
    first: tuple[Text, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Asked:
    """A plan that questions are asked about; what it takes to answer is worked out once."""

    district: District
    policy: Policy
    postings: tuple[Posting, ...]
    seed: int = 0

    @cached_property
    def facts(self) -> Facts:
        return Facts(self.district, self.policy, self.seed)

    @cached_property
    def audit(self) -> Audit:
        return verify(self.district, self.policy, self.postings, self.seed)

    def posting(self, teacher: str) -> Posting | None:
        """Return a person's posting, None for who stays."""
        return next((posting for posting in self.postings if posting.teacher == teacher), None)

    def section(self, key: SectionKey) -> Text:
        """Return how a section is named."""
        return findings.section(self.district.school_by_id[key.school], key.stage)

    def unfilled(self, key: SectionKey, subject: str) -> tuple[int, int]:
        """Return the lessons of a subject left unfilled before and after."""
        states = (self.audit.state_before, self.audit.state_after)
        before, after_ = (state.lessons[key].unfilled.get(subject, 0) for state in states)
        return before, after_

    @cached_property
    def after(self) -> dict[str, SectionKey]:
        return dict(after(self.district, self.postings))
