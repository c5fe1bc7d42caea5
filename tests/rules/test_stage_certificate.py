"""stage_certificate: the certificate covers the stage; crossing is opened by a setting."""

from typing import Any

from districts import broken, checked, district, move, school, teacher

BOTH = ("primary", "junior")
PLACES = [school("A", stages=BOTH), school("B", stages=BOTH)]


def sent(
    at: str, to: str, certificates: Any, volunteer: Any = False, **settings: Any
) -> list[tuple[str, Any, Any, Any]]:
    one = district(PLACES, [teacher("t", at, certificate_stages=certificates, volunteer=volunteer)])
    return broken(checked("stage_certificate", one, move(one, "t", to), **settings))


WRONG = [("t", 1, 0, 1)]


def test_a_junior_certificate_covers_primary_and_never_the_reverse() -> None:
    assert sent("A/primary", "B/primary", ("junior",)) == []
    assert sent("A/junior", "B/junior", ("primary",)) == WRONG
    assert sent("A/primary", "B/primary", ()) == WRONG


def test_down_needs_cross_stage() -> None:
    assert sent("A/junior", "B/primary", ("junior",)) == WRONG
    assert sent("A/junior", "B/primary", ("junior",), cross_stage=True) == []


def test_up_needs_cross_stage_certificate_and_consent() -> None:
    assert sent("A/primary", "B/junior", BOTH, volunteer=True, cross_stage=True) == []
    assert sent("A/primary", "B/junior", BOTH, volunteer=False, cross_stage=True) == WRONG
    assert sent("A/primary", "B/junior", BOTH, volunteer=True) == WRONG
    assert sent("A/primary", "B/junior", ("primary",), volunteer=True, cross_stage=True) == WRONG


def test_the_sentence_names_the_certificate_or_the_crossing() -> None:
    uncovered, crossing = "the certificate covers: primary", "across stages to School B (B), primary section"
    for at, to, certificates, told in (
        ("A/junior", "B/junior", ("primary",), uncovered),
        ("A/junior", "B/primary", ("junior",), crossing),
    ):
        one = district(PLACES, [teacher("t", at, certificate_stages=certificates)])
        first, _ = checked("stage_certificate", one, move(one, "t", to))
        assert told in first.text.en
