"""What is said about people, schools and rules of ``tiny``: figures from the verifier, losses as from scratch.

The best plan: T01 (Chinese, the only backbone mover) goes from S1 to S2, T08 (English) from S2 to S3, T11 returns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from rotation import io
from rotation.audit import verify
from rotation.domain.district import Decision
from rotation.explain.answer import Answer, Asked
from rotation.explain.places import explain_rule, explain_school
from rotation.explain.teacher import explain_teacher, losses
from rotation.i18n import Text
from rotation.instances import embedded
from rotation.rules import read_policy, rule_codes
from rotation.solving import solve
from rotation.solving.what_if import imagine

TINY = io.read(embedded("tiny"))
NATIONAL = read_policy("national")


@cache
def asked() -> Asked:
    return Asked(TINY, NATIONAL, solve(TINY, NATIONAL, gap=0.0).postings)


def said(answer: Answer) -> Iterator[Text]:
    yield answer.title
    yield from answer.first
    for part in answer.parts:
        yield part.heading
        yield from part.lines


def english(answer: Answer) -> str:
    for text in said(answer):
        assert text.zh
        assert not {"{", "}"} & {*text.zh, *text.en}
    return "\n".join(text.en for text in said(answer))


@pytest.mark.parametrize(("who", "kind"), [("T01", "stay"), ("T08", "stay"), ("T13", "move")])
def test_what_is_lost_equals_solving_from_scratch_with_the_change(who: str, kind: str) -> None:
    changed = replace(TINY, decisions=(Decision(teacher=who, kind=kind),))
    scratch = verify(changed, NATIONAL, solve(changed, NATIONAL, gap=0.0).postings).tiers
    now = verify(TINY, NATIONAL, asked().postings).tiers
    text = english(explain_teacher(asked(), who))
    for line in losses(now, scratch):
        assert line.en in text
    assert "proven best" in text


def test_a_mover_is_told_who_else_could_go_and_what_decides() -> None:
    """T09 also teaches Chinese, but is no backbone teacher: 0 of 2 movers are, and 20 % of 2 is at least 1."""
    text = english(explain_teacher(asked(), "T01"))
    assert "1 other teacher of Chinese" in text
    assert "(T09): in their place this breaks backbone share: 0 of 2 counted movers" in text


def test_who_stands_in_is_named() -> None:
    """Without T01 another backbone teacher has to move, and T13 is the only one."""
    assert "(T13): " in english(explain_teacher(asked(), "T01"))


def test_a_move_serves_the_lessons_that_were_unfilled() -> None:
    """S3 lacks five lessons of English a week, and T08 gives them."""
    text = english(explain_teacher(asked(), "T08"))
    assert "5 lessons unfilled a week before, 0 after" in text


def test_who_is_not_eligible_is_told_why_and_no_more() -> None:
    answer = explain_teacher(asked(), "T05")
    assert "not eligible: exempt: nursing" in english(answer)
    assert not answer.parts


def test_whoever_returns_is_told_so() -> None:
    assert "returns to" in english(explain_teacher(asked(), "T11"))


def test_who_would_break_rules_by_moving_is_told_which() -> None:
    """Nobody may move more than 0 km: T13 has nowhere to go, and the rule is named."""
    strict = NATIONAL.with_settings("travel_limit", maximum_km=0, within_cluster=False, backbone_district_wide=False)
    answer = explain_teacher(Asked(TINY, strict, ()), "T13")
    assert "travel limit: 3 of 3" in english(answer)


def test_who_cannot_move_without_breaking_rules_is_told_the_conflict() -> None:
    """T13 may move to S4 alone, where a quota of the present two leaves no place: nobody of S4 may leave."""
    full = replace(
        TINY,
        sections=tuple(replace(s, staff_quota=2) if s.school == "S4" else s for s in TINY.sections),
        decisions=(Decision(teacher="T16", kind="stay"), Decision(teacher="T17", kind="stay")),
    )
    text = english(explain_teacher(Asked(full, NATIONAL, ()), "T13"))
    assert "Required rules do not permit it" in text
    # What stands against it comes before the sentences of the conflict: T17 and T16 stay, no place is free.
    lines = text.split("\n")
    summary = next(n for n, line in enumerate(lines) if line.startswith("Against it stand "))
    assert "staff quota" in lines[summary]
    assert lines[summary + 1].startswith("These cannot all hold, and could if any one of them gave way; ")
    counted = int(lines[summary].removeprefix("Against it stand ").split(" ")[0])
    assert len(lines) - (summary + 2) == counted + 1  # and what was asked
    assert "(decisions): it is settled that 姜勇 (T13) moves" in text
    assert "(staff_quota): " in text


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("T08", ["Preferences: 1. 岚溪县实验学校 (S1); 2. 柳坪镇石垭小学 (S3).", "This is preference 2."]),  # to S3
        ("T01", ["Stated no preferences."]),  # goes to S2
        ("T02", ["Preferences: 1. 柳坪镇中心小学 (S2)."]),  # stays
    ],
)
def test_what_a_person_wished_for_is_told(who: str, told: list[str]) -> None:
    assert [text.en for text in explain_teacher(asked(), who).first[2:]] == told


def test_a_volunteer_is_told_to_be_one_though_eligible_and_a_place_not_wished_for_is_told_too() -> None:
    wishes = tuple(replace(wish, school="S4") if wish.teacher == "T08" else wish for wish in TINY.preferences)
    wishes = tuple(wish for wish in wishes if (wish.teacher, wish.rank) != ("T08", 2))
    willing = replace(
        TINY,
        teachers=tuple(replace(t, volunteer=t.id in ("T08", "T05")) for t in TINY.teachers),
        preferences=wishes,
    )
    of = Asked(willing, NATIONAL, asked().postings)
    told = ["Volunteers.", "Preferences: 1. 柳坪镇初级中学 (S4).", "This is none of the preferences."]
    assert [text.en for text in explain_teacher(of, "T08").first[2:]] == told
    # Who is not eligible is told with the reasons already.
    assert "Volunteers." not in english(explain_teacher(of, "T05"))


def test_a_district_without_preferences_says_nothing_of_them() -> None:
    of = Asked(replace(TINY, preferences=()), NATIONAL, asked().postings)
    assert "references" not in english(explain_teacher(of, "T02"))


def test_a_school_lists_who_comes_and_goes_what_is_missing_and_what_binds() -> None:
    text = english(explain_school(asked(), "S2"))
    assert "Who comes (1)" in text
    assert "(T01), Chinese, from" in text
    assert "Who goes (1)" in text
    assert "music, " in text
    assert "staff quota" in text


@pytest.mark.parametrize("code", rule_codes())
def test_every_rule_can_be_asked_about(code: str) -> None:
    assert english(explain_rule(asked(), code))


def test_a_rule_tells_the_moves_that_it_alone_excludes() -> None:
    """Without the rule there are more moves than with it, by as many as are told."""
    from rotation.facts.facts import Facts  # noqa: PLC0415
    from rotation.modelling.candidates import candidates  # noqa: PLC0415

    more = len(candidates(Facts(TINY, NATIONAL.with_settings("travel_limit", mode="off"))))
    less = len(candidates(Facts(TINY, NATIONAL)))
    assert f"excludes: {more - less} (" in english(explain_rule(asked(), "travel_limit"))


@pytest.mark.parametrize("who", ["T01", "T13"])
def test_the_way_of_large_districts_never_claims_less_than_the_true_loss(
    who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = "stay" if who == "T01" else "move"
    changed = replace(TINY, decisions=(Decision(teacher=who, kind=kind),))
    exact = imagine(changed, NATIONAL, asked().postings, who)
    monkeypatch.setattr("rotation.solving.what_if.EXACT_ARCS", 0)
    local = imagine(changed, NATIONAL, asked().postings, who)
    assert (exact.exact, local.exact) == (True, False)
    assert tuple(local.tiers.values()) >= tuple(exact.tiers.values())
    assert verify(changed, NATIONAL, local.postings).required_hold


def test_who_is_kept_by_a_decision_is_told_what_was_decided_and_its_remark() -> None:
    text = [line.zh for line in said(explain_teacher(asked(), "T10"))]
    (kept,) = (line for line in text if line.startswith("已定事项"))
    assert kept.endswith("（T10）留任（学校骨干课题在研）")


def test_the_rule_of_returns_tells_whom_it_alone_sends_home() -> None:
    """T11's term has ended; without the rule T11 could stay on."""
    assert "Returns that this rule alone sees to: 1;" in english(explain_rule(asked(), "returns"))


def test_who_is_not_eligible_is_told_more_where_eligibility_is_no_requirement() -> None:
    """T05 is exempt; where that is only a target, it does not keep T05 from moving, and does not answer why not."""
    policy = NATIONAL.with_settings("eligibility", mode="target")
    loose = Asked(TINY, policy, solve(TINY, policy, gap=0.0).postings)
    text = english(explain_teacher(loose, "T05"))
    changed = replace(TINY, decisions=(*TINY.decisions, Decision(teacher="T05", kind="move")))
    scratch = verify(changed, policy, solve(changed, policy, gap=0.0).postings).tiers
    assert "open to them" in text
    for line in losses(loose.audit.tiers, scratch):
        assert line.en in text


def test_a_list_of_others_says_how_many_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more people work elsewhere than are named, the list must not read as if it were whole."""
    monkeypatch.setattr("rotation.explain.teacher.INSTEAD", 0)
    text = english(explain_teacher(asked(), "T01"))
    (count,) = re.findall(r"In that plan (\d+) others? would work elsewhere", text)
    assert int(count) > 0
    assert f"{count} more are left out here." in text
    monkeypatch.undo()
    assert "left out here" not in english(explain_teacher(asked(), "T01"))
