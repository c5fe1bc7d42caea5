"""Lessons are given in the main subject where that is possible.

Clause
    A lesson given by a teacher who is certified for it, but whose main subject it is not, costs
    ``lesson_cost``; open lessons cost nothing.
Formula
    cost = lessons in a further certified subject * lesson_cost, for the use of each section's teachers that leaves
    the fewest (weighted) lessons unfilled. Only rule subject_coverage, on in an earlier tier, sees to that use:
    without it nobody need give such lessons, and the cost is 0.
Reads
    As rule subject_coverage, and its mode and tier.
Example
    Art teachers who are certified for music give 4 lessons of music a week: 4 * lesson_cost.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator

from rotation.i18n import findings
from rotation.policy.settings import Count, RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """``lesson_cost`` of one weekly lesson outside the main subject."""

    lesson_cost: Count


def post(model: Model, settings: Settings) -> None:
    """Price the lessons given outside the main subject."""
    policy = model.facts.policy
    if not policy.active("subject_coverage"):
        return
    if policy.tiers.index(policy.settings("subject_coverage").tier) >= policy.tiers.index(settings.tier):
        return
    model.prefer_less(model.lessons().other, settings.lesson_cost)


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Count the lessons given outside the main subject."""
    coverage, lessons = recount.policy.settings("subject_coverage"), 0
    earlier = recount.policy.tiers[: recount.policy.tiers.index(settings.tier)]
    if coverage.mode != "off" and coverage.tier in earlier:
        lessons = sum(sum(recount.lessons(key).other.values()) for key in recount.pupils)
    yield Finding(
        rule="other_subjects",
        subject="district",
        measured=lessons,
        limit=None,
        holds=True,
        text=findings.OTHER_SUBJECTS.fill(lessons=lessons),
        cost=settings.weight * settings.lesson_cost * lessons,
    )
