"""A policy file: whatever is wrong in it is one sentence with its place, never an unexpected error."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from rotation import io
from rotation.audit import verify
from rotation.errors import PolicyError
from rotation.explain.answer import Asked
from rotation.explain.places import explain_rule
from rotation.i18n.explain import WHY
from rotation.instances import embedded
from rotation.policy import canonical_policy
from rotation.rules import read_policy, toml_policy
from rotation.solving import solve

TITLES = 'title_zh = "x"\ntitle_en = "x"\nextends = "national"\n'


def said_of(folder: Path, lines: str, name: str = '"x"') -> str:
    file = folder / "x.toml"
    file.write_text(f"name = {name}\n{TITLES}{lines}\n", encoding="utf-8")
    with pytest.raises(PolicyError) as error:
        read_policy(file)
    assert error.value.said("zh") != error.value.said("en")
    return str(error.value)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("[calendar]\nreference_month = 2", "calendar.reference_day = 31: must be 1 to 28"),
        ("[calendar]\nreference_month = 2\nreference_day = 29", "calendar.reference_day = 29: must be 1 to 28"),
        ("[calendar]\nreference_month = 6", "calendar.reference_day = 31: must be 1 to 30"),
        ("[posts.pupils_per_post]\nprimary = 0", "posts.pupils_per_post.primary = 0"),
        ("[indicators.class_size]\nprimary = 0", "indicators.class_size.primary = 0"),
        ("[retirement.men]\nage_years = 9000", "retirement.men.age_years = 9000"),
        ("[retirement.women_cadres]\nmost_months = 9000", "retirement.women_cadres.most_months = 9000"),
        ("[retirement.women_workers]\nfirst_birth_year = 9999", "retirement.women_workers.first_birth_year = 9999"),
        ("[rules.travel_limit]\nmaximum_km = 1e30", "rules.travel_limit.maximum_km = 1e+30"),
        ("[rules.couples]\nmaximum_km = 1e12", "rules.couples.maximum_km = 1000000000000.0"),
        ("[rules.section_outflow]\nmax_share = 1e-300", "rules.section_outflow.max_share = 1e-300: must have at most"),
        ("[rules.net_change]\nmax_share = 1e-12", "rules.net_change.max_share = 1e-12: must be 0, or at least"),
        ('[rules.subject_core]\nmax_share = "1/99999999999"', "rules.subject_core.max_share = '1/99999999999'"),
        ('[rules.exchange_ratio]\nmin_ratio = "1e999999999"', "rules.exchange_ratio.min_ratio = '1e999999999'"),
        ('[rules.exchange_ratio]\nmin_ratio = "1e-9999999"', "rules.exchange_ratio.min_ratio = '1e-9999999'"),
        ("[rules.eligibility]\nmin_years = 100000000", "rules.eligibility.min_years = 100000000"),
        ("[rules.exchange_ratio]\nmin_ratio = inf", "rules.exchange_ratio.min_ratio = inf: must be a number"),
    ],
)
def test_a_number_beyond_its_range_is_named(tmp_path: Path, lines: str, said: str) -> None:
    assert said in said_of(tmp_path, lines)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('[rules.subject_coverage]\nmain_subjects = ["matsh"]', "subject_coverage.main_subjects[1] = 'matsh'"),
        ('[rules.graduating_grades]\nmain_subjects = ["xyz"]', "graduating_grades.main_subjects[1] = 'xyz'"),
        ('[indicators]\nspecialist_subjects = ["musik"]', "did you mean music"),
        ('[lessons]\nopen_subjects = ["locl"]', "did you mean local"),
        ("[lessons.standard.primary]\nxyz = 3", "lessons.standard.primary.xyz is not known"),
        ("[lessons.standard.kindergarten]\nmusic = 3", "lessons.standard.kindergarten is not known"),
        ("[lessons.standard.junior]\nchemestry = 3", "psychology; did you mean chemistry"),
        ('[rules.eligibility]\nroles = ["princpal"]', "deputy, principal; did you mean principal?"),
        ("[lessons.homeroom]\nkinder = 3", "lessons.homeroom.kinder is not known: must be one of primary, junior"),
    ],
)
def test_a_word_that_names_nothing_is_told_with_the_known_ones(tmp_path: Path, lines: str, said: str) -> None:
    assert said in said_of(tmp_path, lines)


@pytest.mark.parametrize("name", ["2026", '""', "[1]", "true"])
def test_a_name_is_a_text(tmp_path: Path, name: str) -> None:
    assert "name = " in (said := said_of(tmp_path, "", name))
    assert "must be text" in said


def test_a_source_with_control_characters_reads_again(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    lines = "[rules.couples]\nsource = \"a\\u007f\\u0001\\t\\\\b\""
    file.write_text(f'name = "x"\n{TITLES}{lines}\n', encoding="utf-8")
    policy = read_policy(file)
    assert policy.settings("couples").source == "a\x7f\x01\t\\b"
    assert toml_policy(tomllib.loads(canonical_policy(policy)), "copy") == policy


@pytest.mark.parametrize("share", [Fraction(1, 3), Fraction("0.125"), 0.12345678901234567])
def test_whatever_number_is_taken_is_read_back_from_a_plan(tmp_path: Path, share: Fraction | float) -> None:
    policy = read_policy("national").with_settings("exchange_ratio", min_ratio=share)
    path = tmp_path / "policy.toml"
    path.write_text(canonical_policy(policy), encoding="utf-8")
    assert read_policy(path).settings("exchange_ratio") == policy.settings("exchange_ratio")


def test_a_fraction_of_a_program_is_no_longer_than_a_text() -> None:
    with pytest.raises(ValueError, match="at most 30 characters"):
        read_policy("national").with_settings("exchange_ratio", min_ratio=Fraction(0.1))


def test_a_parent_that_is_not_there_is_told_with_the_file_that_asks_for_it(tmp_path: Path) -> None:
    """The child names a policy beside it, and that one names nothing."""
    (tmp_path / "parent.toml").write_text('extends = "nation"\n', encoding="utf-8")
    child = tmp_path / "child.toml"
    child.write_text('extends = "parent"\n', encoding="utf-8")
    with pytest.raises(PolicyError) as error:
        read_policy(child)
    assert error.value.said("en").startswith(f"{tmp_path / 'parent.toml'}: extends: there is no policy 'nation'")
    assert error.value.said("zh").startswith(f"{tmp_path / 'parent.toml'}：extends：没有政策“nation”")


def test_a_date_is_told_as_it_was_written_and_the_choices_in_chinese(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text(f'name = "x"\n{TITLES}rules.couples.certainty = 2026-08-31\n', encoding="utf-8")
    with pytest.raises(PolicyError) as error:
        read_policy(file)
    assert "rules.couples.certainty = 2026-08-31：应为 'N', 'P' 或 'D' 之一" in error.value.said("zh")


@pytest.mark.parametrize(
    ("lines", "zh", "en"),
    [
        ('[classes.cap]\nmode = "off"', "应为 required 或 target：", "'off': must be required or target"),
        ('[classes.staff]\nmode = "target"', "应为 required 或 off", "must be required or off"),
        ('[classes.staff]\nmode = "of"', "应为 required, target, off 之一；是不是 off？", "did you mean off?"),
        ('[classes]\ntiers = ["clases"]', "应从 oversized, over_cap,", "must name tiers among oversized, over_cap,"),
        ('[classes]\ntiers = ["directed"]', "须有 classes 或 lessons", "must name classes or lessons"),
        ("[classes.direction.catchment_share]\nprimary = 1.5", "应不大于 1", "must be at most 1"),
    ],
)
def test_what_a_part_cannot_be_is_told_in_both_languages(tmp_path: Path, lines: str, zh: str, en: str) -> None:
    """The mode of some parts has fewer words than others: what is refused is never offered again."""
    file = tmp_path / "x.toml"
    file.write_text(f'name = "x"\n{TITLES}{lines}\n', encoding="utf-8")
    with pytest.raises(PolicyError) as error:
        read_policy(file)
    assert zh in error.value.said("zh")
    assert en in error.value.said("en")


def test_a_policy_from_before_there_was_a_rule_is_without_it() -> None:
    table = tomllib.loads(canonical_policy(read_policy("national")))
    del table["rules"]["school_passes"]
    old = toml_policy(table, "copy")
    assert "school_passes" not in old.rules
    assert not old.active("school_passes")
    assert tomllib.loads(canonical_policy(old)) == table
    of = io.read(embedded("tiny"))
    postings = solve(of, read_policy("national")).postings
    assert solve(of, old).postings == postings
    assert verify(of, old, postings).required_hold
    assert explain_rule(Asked(of, old, postings), "school_passes").first == (WHY["off_line"],)


def test_a_policy_that_leaves_out_any_other_rule_is_told_so() -> None:
    table = tomllib.loads(canonical_policy(read_policy("national")))
    del table["rules"]["net_change"]
    with pytest.raises(PolicyError, match=r"rules\.net_change"):
        toml_policy(table, "copy")
