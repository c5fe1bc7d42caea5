"""specialists_per_100: teachers of PE, music and art per hundred pupils."""

from districts import broken, checked, counts, crowd, district, school
from rotation.rules.base import Finding


def heads(pe: int, music: int, art: int) -> list[Finding]:
    people = [*crowd("p", pe, "A", subject="pe"), *crowd("m", music, "A", subject="music")]
    people += [*crowd("a", art, "A", subject="art"), *crowd("c", 3, "A", other_subjects=("music",))]
    return checked("specialists_per_100", district([school("A", pupils=500)], people))


def test_500_pupils_need_5_heads_by_main_subject() -> None:
    # 0.9 * 5 = 4.5
    assert counts(heads(2, 2, 1), "A/primary") == [(5, 5, True)]
    assert broken(heads(2, 1, 1)) == [("A/primary", 4, 5, 1)]
