"""When one plan may be recommended: only where it is at least as good on every tier, whoever's policy counts.

Two plans made under different policies may weigh lessons, standards and kilometres differently, so their certificates'
tiers cannot be compared as they stand. Every plan is therefore counted again by every policy, with every seed, among
those compared, and a plan is better than another only if it is so by each of them, and breaks no required rule that the
other keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rotation.audit import Judgement, judge
from rotation.errors import PlanError
from rotation.i18n import COMMA, Language, Text, joined
from rotation.i18n.reports import RULE, TIER
from rotation.i18n.scenarios import COMPARE
from rotation.policy import Policy, policy_digest
from rotation.report.text import down, grouped, value_cell
from rotation.scenarios.compare import Comparison, Entry
from rotation.scenarios.settings import COUNTING, differing

__all__ = ["Advice", "Score", "advise"]


@dataclass(frozen=True, slots=True)
class Score:
    """One plan by one policy: the value of each tier in order, and the required rules that it breaks.

    ``counted`` is false where the policy has others return, so that the plan's postings mean nothing by it.
    """

    tiers: dict[str, Fraction]
    broken: tuple[str, ...]
    counted: bool = True

    @property
    def keeps(self) -> bool:
        """Say whether the plan is one by this policy."""
        return self.counted and not self.broken


@dataclass(frozen=True, slots=True)
class Advice:
    """``best`` are the letters of the plans at least as good as every other; ``reasons`` say it in sentences."""

    best: tuple[str, ...]
    reasons: tuple[Text, ...]


def advise(
    comparison: Comparison, lang: Language = "zh", tell: Callable[[str], None] = lambda text: None
) -> Advice:
    """Recommend a plan, or say why none is.

    ``tell`` is told of each recount under another plan's policy, which takes as long as a check does.
    """
    if comparison.data:
        return Advice((), (COMPARE["other_decisions" if comparison.only_decisions else "other_data"],))
    entries = comparison.entries
    yardsticks = {_yardstick(entry): entry.plan.policy for entry in entries}
    titles = _titles(entries)
    tables = []
    for yardstick, policy in yardsticks.items():
        if len(yardsticks) > 1:
            tell(COMPARE["yardstick"].to(lang, policy=titles[yardstick].to(lang)))
        tables.append((titles[yardstick], [_score(entry, policy, yardstick) for entry in entries]))
    best = [
        place
        for place in range(len(entries))
        if all(_as_good(scores[place], other) for _, scores in tables for other in scores)
    ]
    letters = tuple(entries[place].letter for place in best)
    reasons = list(_verdict(letters, len({digest for digest, _ in yardsticks})))
    if not best:
        reasons += _breaches(entries, tables)
        reasons += _trades(entries, tables)
    reasons += _proofs(entries)
    return Advice(letters, tuple(dict.fromkeys(reasons)))


def _yardstick(entry: Entry) -> tuple[str, int]:
    """Return what decides how a plan is counted: its policy, and the seed that draws lots among equals."""
    return policy_digest(entry.plan.policy), entry.plan.certificate.seed


def _score(entry: Entry, policy: Policy, yardstick: tuple[str, int]) -> Score:
    judged: Judgement = entry.audit
    if _yardstick(entry) != yardstick:
        try:
            judged = judge(entry.plan.district, policy, entry.plan.postings, yardstick[1])
        except PlanError:  # who returns is the policy's word: by another one these postings mean nothing
            return Score({}, (), False)
    required = [finding.rule for finding in judged.broken if policy.rules[finding.rule].mode == "required"]
    return Score(dict(judged.tiers), tuple(dict.fromkeys(required)))


def _as_good(one: Score, other: Score) -> bool:
    if not one.keeps:
        return False
    return not other.keeps or all(one.tiers[tier] <= other.tiers[tier] for tier in one.tiers)


def _verdict(letters: Sequence[str], policies: int) -> Iterator[Text]:
    if len(letters) > 1:
        yield COMPARE["equal"].fill(letters=_letters(letters))
    elif letters:
        how = COMPARE["best_how"] if policies > 1 else Text("", "")
        yield COMPARE["best"].fill(letter=letters[0], how=how)
    else:
        yield COMPARE["none"]


def _breaches(entries: Sequence[Entry], tables: Sequence[tuple[Text, list[Score]]]) -> Iterator[Text]:
    for title, scores in tables:
        for entry, score in zip(entries, scores, strict=True):
            if not score.counted:
                yield COMPARE["other_returns"].fill(policy=title, letter=entry.letter)
            elif score.broken:
                labels = [RULE.get(code, Text(code, code)) for code in score.broken]
                yield COMPARE["breaks"].fill(policy=title, letter=entry.letter, rules=joined(labels, COMMA))


def _trades(entries: Sequence[Entry], tables: Sequence[tuple[Text, list[Score]]]) -> Iterator[Text]:
    """Say, for the first plan against each other, on which tiers either is better."""
    for title, scores in tables:
        first = scores[0]
        for entry, score in zip(entries[1:], scores[1:], strict=True):
            if not (first.keeps and score.keeps):
                continue
            better = [tier for tier in first.tiers if first.tiers[tier] < score.tiers[tier]]
            worse = [tier for tier in first.tiers if first.tiers[tier] > score.tiers[tier]]
            if better and worse:
                yield COMPARE["worse"].fill(
                    one=entries[0].letter, other=entry.letter, policy=title, better=_tiers(better),
                    worse=_tiers(worse),
                )  # fmt: skip


def _proofs(entries: Sequence[Entry]) -> Iterator[Text]:
    """Name where a policy's own bound shows that it cannot reach what another plan has.

    Only the first tier: its bound holds for every plan, later ones among those no worse on the tiers before. A repaired
    plan's bounds hold among those that change few people, and show nothing here.
    """
    for one in entries:
        for other in entries:
            tier = one.plan.policy.tiers[0]
            ours, theirs = one.tier(tier), other.tier(tier)
            if one is other or ours is None or theirs is None or other.plan.policy.tiers[0] != tier:
                continue
            if other.plan.repaired_from is not None:
                continue
            if theirs.bound > ours.value and _same_score(one, other, tier):
                yield COMPARE["proven_worse"].fill(
                    one=one.letter, other=other.letter, tier=_tiers([tier]), bound=grouped(down(theirs.bound)),
                    value=value_cell(ours.value),
                )  # fmt: skip


def _same_score(one: Entry, other: Entry, tier: str) -> bool:
    """Say whether a tier is counted alike: no setting of its rules differs, no lot, nor how anything is counted."""
    policies = one.plan.policy, other.plan.policy
    changed = differing(policies)
    rules = {code for policy in policies for code, rule in policy.rules.items() if rule.tier == tier}
    if "claim_order" in rules and one.plan.certificate.seed != other.plan.certificate.seed:
        return False
    return not any(name.startswith(COUNTING) or name.partition(".")[0] in rules for name in changed)


def _titles(entries: Sequence[Entry]) -> dict[tuple[str, int], Text]:
    """Return what each yardstick is called: its policy's title, with the letters of its plans where two bear one."""
    letters: dict[tuple[str, int], list[str]] = {}
    titles: dict[tuple[str, int], Text] = {}
    for entry in entries:
        letters.setdefault(_yardstick(entry), []).append(entry.letter)
        titles[_yardstick(entry)] = Text(entry.plan.policy.title_zh, entry.plan.policy.title_en)
    shared = {
        one for one, title in titles.items() for other, its in titles.items()
        if one != other and (title.zh == its.zh or title.en == its.en)
    }  # fmt: skip
    for yardstick in shared:
        of = _letters(letters[yardstick])
        titles[yardstick] = COMPARE["title_of"].fill(policy=titles[yardstick], letters=of)
    return titles


def _tiers(names: Sequence[str]) -> Text:
    return joined((TIER.get(name, Text(name, name)) for name in names), COMMA)


def _letters(letters: Sequence[str]) -> Text:
    return joined(letters, COMMA)
