"""A scenario file: every defect at once, shipped ones sound, one file one run."""

from __future__ import annotations

import json
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from rotation.cli import main
from rotation.errors import PolicyError, ScenarioError
from rotation.i18n import LANGUAGES, Language
from rotation.report import check_plan, read_plan
from rotation.resources import shipped
from rotation.rules import read_policy
from rotation.scenarios.form import flattened, parsed
from rotation.scenarios.scenario import find_scenario, read_scenario, shipped_scenarios
from rotation.scenarios.settings import changed_policy, differing, settings_of, shown

HEAD = """
name = "trial"
title_zh = "试算"
title_en = "A trial"
question_zh = "会怎样？"
question_en = "What if?"
instance = "tiny"
policy = "national"
"""


def scenario(folder: Path, text: str) -> Path:
    path = folder / "trial.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path, lang: Language = "en") -> tuple[str, ...]:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(path, lang)
    return caught.value.problems


def test_everything_wrong_is_told_at_once_with_the_nearest_names(tmp_path: Path) -> None:
    text = HEAD.replace('"tiny"', '"tinny"').replace('name = "trial"', 'nam = "x"') + """
[settings]
exchange.min_ratio = 0.2
backbone_share.min_share = 1.5
travel_limit.mode = "requird"
[class_cap]
primary = 0
[[close]]
school = "S2"
into = "S1"
leader = "teach"
[[hire]]
school = "S1"
stage = "primary"
subject = "musik"
[[posts]]
school = "S1"
stage = "primary"
[run]
sed = 1
gap = "x"
"""
    said = "\n".join(problems(scenario(tmp_path, text)))
    for part in (
        "nam is not known; did you mean name?",
        "name is missing",
        "instance: there is no 'tinny'",
        "did you mean tiny?",
        "exchange.min_ratio is no setting; did you mean exchange_ratio.min_ratio",
        "backbone_share.min_share = 1.5",
        "did you mean required?",
        "class_cap.primary = 0: must be at least 1",
        "class_cap.junior is missing",
        "close[1].leader is not known; did you mean leaders",
        "hire[1].subject = musik: must be one of",
        "posts[1]: give either add or staff_quota",
        "run.sed is not known; did you mean seed?",
        "run.gap = x: must be a number",
    ):
        assert part in said, part
    assert len(problems(scenario(tmp_path, text), "zh")) == len(problems(scenario(tmp_path, text), "en"))


def test_names_of_schools_are_checked_against_the_instance(tmp_path: Path) -> None:
    text = HEAD + '[[close]]\nschool = "S2"\ninto = "S9"\n[[hire]]\nschool="S4"\nstage="primary"\nsubject="music"\n'
    assert problems(scenario(tmp_path, text)) == (
        "close[1].into: the data has no school S9",
        "hire[1]: school S4 has no primary section",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name = ", "is not valid TOML"),
        ("name = '县'".encode("gb18030"), "is not UTF-8 text"),
        (b"x = '" + b"x" * 1_000_001 + b"'", "never larger than 1 MB"),
    ],
)
def test_what_is_no_scenario_file_is_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "trial.toml"
    path.write_bytes(content)
    with pytest.raises(ScenarioError, match=said):
        read_scenario(path, "en")


def test_a_name_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(ScenarioError, match="near_home"):
        find_scenario("near_hom", "en")


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_shipped_scenario_has_the_form_and_known_settings(name: str) -> None:
    table = tomllib.loads((shipped("models") / "scenarios" / f"{name}.toml").read_text(encoding="utf-8"))
    wrong: list[str] = []
    parts = parsed(table, "en", wrong)
    assert wrong == []
    assert parts["name"] == name
    policy = read_policy(parts["policy"])
    assert set(flattened(parts.get("settings", {}))) <= set(settings_of(policy))


def test_there_are_scenarios_for_each_kind_of_change() -> None:
    texts = [find_scenario(name).read_text(encoding="utf-8") for name in shipped_scenarios()]
    assert 4 <= len(texts) <= 8
    for part in ("[settings]", "[class_cap]", "[[close]]", "[[merge]]", "[[posts]]", "[[hire]]"):
        assert any(part in text for text in texts), part


@pytest.mark.parametrize("name", [n for n in shipped_scenarios() if n.startswith("town")])
def test_a_shipped_scenario_of_the_town_can_be_made(name: str) -> None:
    made = read_scenario(name)
    # S015 (42 pupils, 14 teachers) and S016 (23, 9) join S006.
    assert "S015" not in made.district.school_by_id
    assert sum(each.school == "S006" for each in made.district.teachers) >= 14 + 9
    assert len(made.district.teachers) == 500


@pytest.mark.evidence
@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_shipped_scenario_can_be_made(name: str) -> None:
    assert read_scenario(name).district.teachers


def test_a_changed_number_is_exact_and_says_that_no_document_has_it() -> None:
    national = read_policy("national")
    changed = changed_policy(
        national, {"exchange_ratio.min_ratio": 0.12, "lessons.principal": 6}, "en",
        name="n", title_zh="试算", title_en="trial",
    )  # fmt: skip
    rule = changed.settings("exchange_ratio")
    assert rule.min_ratio == Fraction(12, 100)
    assert rule.certainty == "D"
    assert rule.source.endswith("；“试算”改动：min_ratio 由 0.1 改为 0.12")
    assert changed.lessons.source.endswith("principal 由 4 改为 6")
    assert differing([national, changed]) == {
        "exchange_ratio.min_ratio": (0.1, 0.12),
        "lessons.principal": (4, 6),
    }
    assert changed.settings("backbone_share").source == national.settings("backbone_share").source


def test_a_limit_that_is_not_set_is_a_setting_too() -> None:
    national = read_policy("national")
    assert settings_of(national)["eligibility.max_age_men"] is None
    changed = changed_policy(
        national, {"rules.eligibility.max_age_men": 50}, "en", name="n", title_zh="t", title_en="t"
    )
    assert changed.settings("eligibility").max_age_men == 50


def test_a_refused_value_names_the_setting() -> None:
    with pytest.raises(PolicyError, match="min_share"):
        changed_policy(
            read_policy("national"), {"backbone_share.min_share": 2}, "zh", name="n", title_zh="t", title_en="t"
        )


def test_values_are_shown_as_they_are_written() -> None:
    assert [shown(v) for v in (Fraction(1, 10), Fraction(1, 3), True, None, (1, "a"), Fraction(3))] == [
        "0.1", "1/3", "true", "-", "1, a", "3",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_running_a_scenario_gives_a_plan_of_the_changed_data_that_holds(
    tmp_path: Path, lang: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    text = HEAD + """
[settings]
backbone_share.min_share = 0.25
[[close]]
school = "S2"
into = "S1"
[[hire]]
school = "S3"
stage = "primary"
subject = "music"
[run]
seed = 7
"""
    path, out = scenario(tmp_path, text), tmp_path / "plan"
    assert main(["run", str(path), "--out", str(out), "--json", "--lang", lang]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["seed"] == 7
    assert ("33 pupils" if lang == "en" else "学生 33 人") in printed.err
    plan = read_plan(out)
    assert check_plan(plan).problems == ()
    assert plan.policy.name == "trial"
    assert "S2" not in plan.district.school_by_id
    # 44 + 33 = 77 pupils of grade 3 at 45 a class: 2 classes.
    assert [(g.pupils, g.classes) for g in plan.district.grades if (g.school, g.grade) == ("S1", 3)] == [(77, 2)]
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["options"]["scenario"] == "trial"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"deep = {'[' * 5000}{']' * 5000}", "nested too deep"),
        (f"run.seed = {'9' * 5000}", "a number that is too long"),
        (f"run.seed = {'9' * 30}", "run.seed is a number that is too long"),
    ],
)
def test_what_no_file_of_settings_holds_is_told(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        read_scenario(scenario(tmp_path, HEAD + line), "en")


def test_names_that_no_file_can_have_name_nothing(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="there is no scenario"):
        find_scenario("x" * 400, "en")
    text = HEAD.replace('"tiny"', f'"{"x" * 400}"').replace('"national"', f'"{"y" * 400}.toml"')
    said = "\n".join(problems(scenario(tmp_path, text)))
    assert "there is no policy" in said
    assert "instance: there is no" in said


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            '[settings]\nindicators.class_size.primary = 0\n[[close]]\nschool = "S2"\ninto = "S1"',
            "indicators.class_size.primary = 0",
        ),
        ('[[hire]]\nschool = "S1"\nstage = "primary"\nsubject = "music"\nlocked_years = 9000', "locked_years = 9000"),
        ("[run]\ngap = inf", "run.gap = inf: must be a finite number"),
        ("[run]\ngap = nan", "run.gap = nan: must be"),
        ("[run]\ntime_limit = inf", "run.time_limit = inf: must be a finite number"),
        ('[run]\ntime_limit = "5"', 'run.time_limit = "5": must be a number'),
        ("[run]\ntime_limit = 1e308", "run.time_limit = 1e+308: must be at most 10000000"),
        ('[[close]]\nschool = "S2"\ninto = ""', 'close[1].into = "": must not be empty'),
        ("[settings]\nexchange_ration = {}", "exchange_ration is no setting; did you mean"),
        ("[run]\ntime_limit = true", "run.time_limit = True: must be a number"),
        ('[[close]]\nschool = "S2"\ninto = { primary = "S1", x = "S3" }', "close[1].into.x = x: must be one of"),
        ('[[close]]\nschool = "S2"\ninto = { primary = 1 }', "close[1].into.primary = 1: must be text"),
        ('[[close]]\nschool = "S2"\ninto = 1', "close[1].into = 1: must be text"),
    ],
)
def test_a_value_out_of_range_or_form_is_one_sentence(tmp_path: Path, lines: str, said: str) -> None:
    found = problems(scenario(tmp_path, HEAD + lines))
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            '[settings]\n"exchange_ratio.min_ratio" = 0.2\nexchange_ratio.min_ratio = 0.3',
            "settings.exchange_ratio.min_ratio is given more than once (0.2 / 0.3): keep one",
        ),
        ("[settings]\nrules.couples.maximum_km = 2\ncouples.maximum_km = 3", "settings.couples.maximum_km is given"),
        (
            "[settings]\nindicators.class_size.primary = 40\n[class_cap]\nprimary = 35\njunior = 45",
            "settings.indicators.class_size.primary and class_cap.primary are the same cap",
        ),
        (
            '[[posts]]\nschool = "S1"\nstage = "primary"\nstaff_quota = 9\n'
            '[[posts]]\nschool = "S1"\nstage = "primary"\nadd = 1',
            "posts[1], posts[2]: school S1 (primary) has a staff_quota and another change",
        ),
    ],
)
def test_what_is_said_twice_is_told(tmp_path: Path, lines: str, said: str) -> None:
    assert said in "\n".join(problems(scenario(tmp_path, HEAD + lines)))


def test_posts_added_in_two_steps_are_no_contradiction(tmp_path: Path) -> None:
    step = '[[posts]]\nschool = "S1"\nstage = "primary"\nadd = 1\n'
    assert len(read_scenario(scenario(tmp_path, HEAD + step + step), "en").notes) == 2


def test_what_is_wrong_in_the_policy_s_own_file_is_told_with_its_name(tmp_path: Path) -> None:
    head = 'name = "own"\ntitle_zh = "自订"\ntitle_en = "own"\nextends = "national"\n'
    (tmp_path / "own.toml").write_text(head + "[rules.exchange_ratio]\nmin_ratio = 15\n", encoding="utf-8")
    found = problems(scenario(tmp_path, HEAD.replace('"national"', '"own.toml"')))
    wrong = "rules.exchange_ratio.min_ratio = 15: input should be less than or equal to 1"
    assert found == (f"policy file own.toml: {wrong}",)
