"""Plans made by hand, side by side: figures, people, and a recommendation only where one dominates."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from districts import NATIONAL, district, move, only, returning, school, teacher, way
from rotation.audit import verify
from rotation.cli import main
from rotation.domain.district import Decision, District
from rotation.errors import PlanError
from rotation.i18n import LANGUAGES, Language
from rotation.i18n.scenarios import FIGURE
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.policy.allowances import Allowances
from rotation.report import write_plan
from rotation.report.wrapping import width
from rotation.scenarios.advice import Advice, advise
from rotation.scenarios.compare import Comparison, compare, load_entries
from rotation.scenarios.compare_files import _figures_row, comparison_record, write_comparison
from rotation.scenarios.compare_screen import GROUPS, group_label
from rotation.scenarios.setting_words import setting_words
from rotation.solving import Solution, TierResult

NEAR = only("travel_burden")
"""One target: the movers' kilometres, a tenth of a kilometre at 1, in the tier burden."""


def somewhere(extra: int = 0) -> District:
    """Return A, B 5 km away and C 10 km away; A has two teachers of Chinese and one of maths."""
    schools = [
        school(code, latitude=latitude, pupils=90, classes=2)
        for code, latitude in (("A", 30.0), ("B", 30.02), ("C", 30.04))
    ]
    staff = [teacher("a1", "A"), teacher("a2", "A"), teacher("a3", "A", subject="maths"), teacher("b1", "B")]
    staff += [teacher(f"x{number}", "C") for number in range(extra)]
    return district(schools, staff, travel=[way("A", "B", 50), way("A", "C", 100), way("B", "C", 50)])


def plan(
    folder: Path,
    of: District,
    policy: Policy,
    *moves: tuple[str, str] | Posting,
    bounds: dict[str, float] | None = None,
    seed: int = 0,
    method: str = "relaxation",
) -> Path:
    """Write a plan made by hand; every bound is 0 unless given."""
    postings: Sequence[Posting] = [each if isinstance(each, Posting) else move(of, *each) for each in moves]
    audit = verify(of, policy, postings, seed)
    tiers = tuple(
        TierResult(name, float(value), (bounds or {}).get(name, 0.0), 0.0, method)
        for name, value in audit.tiers.items()
    )
    write_plan(folder, of, policy, Solution(tuple(postings), tiers, "feasible"), audit, gap=0.001, seed=seed)
    return folder


def compared(*folders: Path) -> tuple[Comparison, Advice]:
    found = compare(load_entries(folders, "en"))
    return found, advise(found, "en")


def values(found: Comparison, key: str) -> tuple[object, ...]:
    rows = [row for group in GROUPS for row in found.rows(group)]
    return next(numbers for figure, numbers in rows if figure.key == key)


def test_figures_are_recounted_and_people_are_told_apart(tmp_path: Path) -> None:
    of = somewhere()
    one = plan(tmp_path / "one", of, NEAR, ("a1", "B"), ("a3", "C"))
    other = plan(tmp_path / "other", of, NEAR, ("a1", "C"), ("a2", "B"))
    found, _ = compared(one, other)
    # a1 5 km + a3 10 km = 15 km; a1 10 km + a2 5 km = 15 km.
    assert values(found, "km") == (Fraction(15), Fraction(15))
    assert values(found, "cost.travel_burden") == (Fraction(150), Fraction(150))
    assert values(found, "moves") == (2, 2)
    # a3 only in the first, a2 only in the second, a1 in both but elsewhere.
    assert found.moved(0, 1) == (1, 1, 1)
    assert [person.teacher for person in found.people] == ["a1", "a2", "a3"]
    assert found.settings == {}


def test_what_the_exchange_costs_is_shown_where_the_policy_states_its_allowances(tmp_path: Path) -> None:
    table = {"living_yuan_per_month": 300, "transport_yuan_per_km": 0.5, "round_trips_per_month": 4, "months": 10}
    paid = Allowances.model_validate({**table, "source": "made up"})
    of = somewhere()
    one = plan(tmp_path / "one", of, NEAR, ("a1", "B"))
    other = plan(tmp_path / "other", of, NEAR.model_copy(update={"allowances": paid}), ("a1", "B"), ("a3", "C"))
    found, _ = compared(one, other)
    # 10 months * (2 people * 300 + 4 trips * 2 ways * (5 + 10) km * 0.5 yuan) = 10 * (600 + 60).
    assert values(found, "yuan") == (None, Fraction(6600))
    assert found.settings["allowances.months"] == (None, 10)


def test_transport_is_paid_between_the_schools_wherever_people_live(tmp_path: Path) -> None:
    """a1 lives beside B: the way to work becomes 0 km, and the 5 km from A to B are paid as to anybody."""
    table = {"living_yuan_per_month": 0, "transport_yuan_per_km": 1, "round_trips_per_month": 1, "months": 1}
    paid = NEAR.model_copy(update={"allowances": Allowances.model_validate({**table, "source": "made up"})})
    of = somewhere()
    schools = tuple(replace(s, latitude=31.0, longitude=111.0) if s.id == "B" else s for s in of.schools)
    people = tuple(
        replace(t, home_latitude=31.0, home_longitude=111.0) if t.id == "a1" else t for t in of.teachers
    )
    of = replace(of, schools=schools, teachers=people)
    one, other = (plan(tmp_path / name, of, paid, (name, "B")) for name in ("a1", "a2"))
    found, _ = compared(one, other)
    assert values(found, "km") == (Fraction(0), Fraction(5))
    assert values(found, "yuan") == (Fraction(10), Fraction(10))


def test_the_plan_that_is_better_on_a_tier_and_worse_on_none_is_recommended(tmp_path: Path) -> None:
    of = somewhere()
    far = plan(tmp_path / "far", of, NEAR, ("a1", "C"))
    near = plan(tmp_path / "near", of, NEAR, ("a1", "B"))
    found, advice = compared(far, near)
    # 100 against 50 tenths of a kilometre.
    assert [entry.plan.certificate.tiers[3].value for entry in found.entries] == [100, 50]
    assert advice.best == ("B",)
    assert "B is recommended" in advice.reasons[0].en


def test_plans_that_are_equal_on_every_tier_are_not_chosen_between(tmp_path: Path) -> None:
    of = somewhere()
    _, advice = compared(plan(tmp_path / "1", of, NEAR, ("a1", "B")), plan(tmp_path / "2", of, NEAR, ("a2", "B")))
    assert advice.best == ("A", "B")
    assert "equal on every tier" in advice.reasons[0].en


def test_plans_that_differ_in_the_drawn_lot_alone_are_not_chosen_between(tmp_path: Path) -> None:
    """Everybody is placed alike; the lot of a1 at B is 9 by seed 0 and 5 by seed 1, which says nothing."""
    of, drawn = somewhere(), only("claim_order")
    paths = [plan(tmp_path / str(seed), of, drawn, ("a1", "B"), seed=seed) for seed in (0, 1)]
    found, advice = compared(*paths)
    ties = [entry.tier("ties").value for entry in found.entries]  # type: ignore[union-attr]
    assert ties[1] - ties[0] == 5 - 9
    assert advice.best == ("A", "B")


def test_where_only_decisions_differ_that_is_told(tmp_path: Path) -> None:
    of = somewhere()
    decided = replace(of, decisions=(Decision(teacher="a1", kind="stay"),))
    one = plan(tmp_path / "one", of, NEAR, ("a1", "B"))
    other = plan(tmp_path / "other", decided, NEAR, ("a2", "B"))
    found, advice = compared(one, other)
    assert [row.rows for row in found.data] == [(), (("decisions", 1),)]
    assert advice.best == ()
    assert "differ only in what has been decided" in advice.reasons[0].en


def test_a_plan_whose_returns_another_policy_does_not_know_is_not_said_to_break_it(tmp_path: Path) -> None:
    """b1's term has ended: by the first policy b1 goes home to A, by the second, without the rule, nobody returns."""
    of = somewhere()
    guest = replace(of.teacher_by_id["b1"], seconded_from="A", secondment_end=date(2026, 7, 31))
    of = replace(of, teachers=tuple(guest if t.id == "b1" else t for t in of.teachers))
    home = plan(tmp_path / "home", of, only("returns", "required"), returning(of, "b1", "A"))
    stays = plan(tmp_path / "stays", of, NEAR.with_settings("returns", mode="off"))
    _, advice = compared(home, stays)
    told = [reason.en for reason in advice.reasons]
    assert not any("breaks required rules: returns" in line and "A breaks" in line for line in told)
    assert any("A cannot be counted" in line for line in told)


def test_where_each_is_better_on_some_tier_none_is_recommended_and_the_trade_is_told(tmp_path: Path) -> None:
    of = somewhere()
    policy = NEAR.with_settings("subject_coverage", mode="target")
    stay = plan(tmp_path / "stay", of, policy)
    go = plan(tmp_path / "go", of, policy, ("a2", "C"))
    found, advice = compared(stay, go)
    coverage, burden = ([entry.tier(name).value for entry in found.entries] for name in ("coverage", "burden"))  # type: ignore[union-attr]
    assert coverage[1] < coverage[0]  # C has no teacher of Chinese: a2 gives lessons there that nobody gave
    assert burden == [0, 100]
    assert advice.best == ()
    assert advice.reasons[0].en.startswith("No plan is at least as good")
    assert "A is better on burden, B on coverage" in advice.reasons[1].en


def test_a_plan_is_judged_by_the_other_s_policy_too(tmp_path: Path) -> None:
    of = somewhere()
    # By the second policy one of four eligible (25 %) is to move: the first plan breaks it, and is shorter.
    some = NEAR.with_settings("exchange_ratio", mode="required", min_ratio=Fraction(1, 4))
    nobody = plan(tmp_path / "nobody", of, NEAR)
    one = plan(tmp_path / "one", of, some, ("a1", "B"))
    found, advice = compared(nobody, one)
    assert set(found.settings) >= {"exchange_ratio.mode", "exchange_ratio.min_ratio"}
    assert advice.best == ()
    assert any("A breaks required rules: exchange ratio" in reason.en for reason in advice.reasons)


def test_policies_of_one_title_are_told_apart_by_their_plans(tmp_path: Path) -> None:
    """Every file that ``rotation new`` writes bears the same title; who breaks which is to be read all the same."""
    of = somewhere()
    some = NEAR.with_settings("exchange_ratio", mode="required", min_ratio=Fraction(1, 4))
    half = NEAR.with_settings("exchange_ratio", mode="required", min_ratio=Fraction(1, 2))
    # Nobody of four moves: too few by either; one (25 %) is enough for the second plan's policy, not for the third's.
    paths = [plan(tmp_path / "nobody", of, NEAR), plan(tmp_path / "one", of, some, ("a1", "B"))]
    paths.append(plan(tmp_path / "two", of, half, ("a1", "B"), ("b1", "A")))
    _, advice = compared(*paths)
    breaks = [reason.en for reason in advice.reasons if "breaks required rules: exchange ratio" in reason.en]
    assert any(f"By {NEAR.title_en} (B), A breaks" in reason for reason in breaks)
    assert any(f"By {NEAR.title_en} (C), B breaks" in reason for reason in breaks)
    assert not any(f"By {NEAR.title_en} (B), B breaks" in reason for reason in breaks)


def test_a_plan_better_by_every_policy_is_recommended_though_policies_weigh_otherwise(tmp_path: Path) -> None:
    of = somewhere()
    heavy = NEAR.with_settings("travel_burden", weight=3)
    far = plan(tmp_path / "far", of, NEAR, ("a1", "C"))
    near = plan(tmp_path / "near", of, heavy, ("a1", "B"))
    found, advice = compared(far, near)
    # By their own weights 100 * 1 against 50 * 3: only counted alike is the second better.
    assert [entry.tier("burden").value for entry in found.entries] == [100, 150]  # type: ignore[union-attr]
    assert "travel_burden.weight" in found.counting
    assert advice.best == ("B",)
    assert "each plan's own policy" in advice.reasons[0].en


def test_a_bound_above_another_plan_s_value_is_told_as_proof(tmp_path: Path) -> None:
    of = somewhere()
    policy = NEAR.model_copy(update={"tiers": ("burden", "coverage", "standards", "balance", "ties")})
    required = policy.with_settings("exchange_ratio", mode="required", min_ratio=Fraction(1, 4))
    nobody = plan(tmp_path / "nobody", of, policy)
    # One must move, and the nearest school is 50 tenths of a kilometre away.
    one = plan(tmp_path / "one", of, required, ("a1", "B"), bounds={"burden": 50.0})
    _, advice = compared(nobody, one)
    assert any("Proven: under B's policy no plan has burden below 50; A has 0" in r.en for r in advice.reasons)
    # A repaired plan's bound is about plans that change few people, and proves nothing about others.
    (one / "repair.json").write_text('{"repaired_from": "2026-X"}', encoding="utf-8")
    found, advice = compared(nobody, one)
    assert not any("Proven" in reason.en for reason in advice.reasons)
    # Whoever reads the files or the JSON is told so too.
    assert [entry["repaired_from"] for entry in comparison_record(found, advice, "en")["plans"]] == [None, "2026-X"]
    write_comparison(tmp_path / "files", found, advice, "en")
    settings = (tmp_path / "files" / "settings.csv").read_text(encoding="utf-8-sig")
    assert "repaired from (its bounds hold among plans that change no more),,2026-X" in settings


def test_a_bound_is_never_told_better_than_it_is_and_a_search_s_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    of = somewhere()
    # 10 km are 100 tenths; 99.957 of them are proven, which is nearer to 99.96 than to 99.95.
    far = plan(tmp_path / "far", of, NEAR, ("a1", "C"), bounds={"burden": 99.957}, method="search")
    near = plan(tmp_path / "near", of, NEAR, ("a1", "B"), bounds={"burden": 50.0})
    assert main(["compare", str(far), str(near), "--to", str(tmp_path / "out"), "--lang", "en"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "burden A 100 99.95 0.043 % B 50 50 0 % -50" in printed
    assert "do not follow from the stored proof alone: coverage, standards, balance, burden, ties of A." in printed
    sheet = load_workbook(tmp_path / "out" / "comparison.xlsx").worksheets[0]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "tier: burden")
    assert list(row[2:7]) == [100, 50, -50, 99.95, 50]
    assert "search tree" in str(sheet["A2"].value)
    rows = list(csv.reader((tmp_path / "out" / "figures.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert next(row for row in rows if row[1] == "tier: burden")[5] == "99.957"  # whole in the CSV


def test_a_row_of_the_workbook_has_the_same_digits_throughout() -> None:
    """A share of 10.47 and one of 10.37 % were 0.1047 apart."""
    shares = _figures_row(("people", "exchange ratio (%)", 10.4712, 10.3665, -0.1047, None, None), 2)
    assert [str(cell) for cell in shares[2:5]] == ["10.47", "10.37", "-0.10"]
    cvs = _figures_row(("cvs", "primary L2", 0.44691, 0.5, 0.05309, None, None), 2)
    assert [str(cell) for cell in cvs[2:5]] == ["0.4469", "0.5000", "0.0531"]
    large = _figures_row((group_label("cvs", "en"), "primary L2", 1.28049, 1.00314, -0.27735, None, None), 2)
    assert [str(cell) for cell in large[2:5]] == ["1.2805", "1.0031", "-0.2774"]


def test_other_data_is_told_and_nothing_is_recommended(tmp_path: Path) -> None:
    one = plan(tmp_path / "one", somewhere(), NEAR, ("a1", "B"))
    other = plan(tmp_path / "other", somewhere(extra=2), NEAR)
    found, advice = compared(one, other)
    assert [(row.people_without, row.people_extra, row.schools_without) for row in found.data] == [(0, 0, 0), (0, 2, 0)]
    assert advice.best == ()
    assert "different data" in advice.reasons[0].en


def test_a_plan_that_does_not_hold_is_not_compared(tmp_path: Path) -> None:
    one = plan(tmp_path / "one", somewhere(), NEAR, ("a1", "B"))
    other = plan(tmp_path / "other", somewhere(), NEAR)
    text = (one / "assignments.csv").read_text(encoding="utf-8").replace(",B,", ",C,")
    (one / "assignments.csv").write_text(text, encoding="utf-8")
    with pytest.raises(PlanError, match="rotation verify"):
        load_entries([other, one], "en")


def test_one_plan_or_the_same_twice_is_nothing_to_compare(tmp_path: Path) -> None:
    one = plan(tmp_path / "one", somewhere(), NEAR)
    with pytest.raises(PlanError, match="2 to 9"):
        load_entries([one], "en")
    with pytest.raises(PlanError, match="same plan"):
        load_entries([one, tmp_path / "." / "one"], "en")


def test_who_has_the_files_is_not_told_to_write_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rotation.scenarios.compare_screen.FIRST_PEOPLE", 0)
    folders = [str(plan(tmp_path / name, somewhere(), NEAR, ("a1", to))) for name, to in (("one", "C"), ("two", "B"))]
    assert main(["compare", *folders, "--lang", "en"]) == 0
    assert "1 more; --to DIR writes them all." in capsys.readouterr().out
    assert main(["compare", *folders, "--to", str(tmp_path / "out"), "--lang", "en"]) == 0
    assert "1 more; people.csv lists all." in capsys.readouterr().out
    assert (tmp_path / "out" / "people.csv").is_file()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_prints_in_80_columns_and_writes_tables(
    tmp_path: Path, lang: Language, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    of = somewhere()
    folders = [plan(tmp_path / name, of, policy, ("a1", to)) for name, policy, to in (
        ("one", NEAR, "C"), ("two", NEAR, "B"), ("three", NATIONAL, "B"), ("four", NEAR.with_settings(
            "travel_burden", weight=2), "C"),
    ) if policy is not NATIONAL]  # fmt: skip
    to = tmp_path / "out"
    assert main(["compare", *map(str, folders), "--to", str(to), "--lang", lang]) == 0
    printed = capsys.readouterr().out
    lines = [line for line in printed.splitlines() if str(tmp_path) not in line]
    assert max(width(line) for line in lines) <= 80
    rows = list(csv.reader((to / "figures.csv").read_text(encoding="utf-8-sig").splitlines()))
    # "of them backbone" is said of those who are counted, not of the eligible.
    keys = [row[1] for row in rows]
    assert keys.index(FIGURE["backbone"].to(lang)) == keys.index(FIGURE["counted"].to(lang)) + 1
    km = next(row for row in rows if row[1] in ("km", "交流里程（公里）"))
    assert km[2:7] == ["10", "5", "10", "-5", "0"]
    book = load_workbook(to / "comparison.xlsx")
    assert len(book.sheetnames) == 3
    sheet = book.worksheets[0]
    columns = sum(dimension.width for dimension in sheet.column_dimensions.values())
    # The note above is told whole, in as many lines of 14 points as it takes.
    assert sheet.row_dimensions[2].height >= 14 * width(sheet["A2"].value) / columns
    cells = [cell for row in sheet.iter_rows(min_row=4) for cell in row if isinstance(cell.value, float)]
    assert {cell.number_format for cell in cells} <= {"0.00", "0.0000"}
    assert main(["compare", *map(str, folders), "--to", str(to)]) == 1


def test_json_holds_figures_settings_and_the_recommendation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    of = somewhere()
    far = plan(tmp_path / "far", of, NEAR, ("a1", "C"))
    near = plan(tmp_path / "near", of, NEAR, ("a1", "B"))
    assert main(["compare", str(far), str(near), "--json", "--lang", "en"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["recommended"] == ["B"]
    assert record["figures"]["km"] == [10, 5]
    assert record["people"] == [{"teacher": "a1", "places": ["C/primary", "B/primary"]}]


def test_nothing_is_proven_between_seeds_where_lots_count_first(tmp_path: Path) -> None:
    """a1 to B is the same move by either seed, but for the lot: a bound by one seed says nothing about the other."""
    of = somewhere()
    policy = only("claim_order")
    policy = policy.model_copy(update={"tiers": ("ties", *(tier for tier in policy.tiers if tier != "ties"))})
    lots = {seed: verify(of, policy, [move(of, "a1", "B")], seed).tiers["ties"] for seed in range(12)}
    low, high = min(lots, key=lots.__getitem__), max(lots, key=lots.__getitem__)
    assert lots[low] < lots[high]
    one = plan(tmp_path / "one", of, policy, ("a1", "B"), seed=low)
    other = plan(tmp_path / "other", of, policy, ("a1", "B"), bounds={"ties": float(lots[high])}, seed=high)
    _, advice = compared(one, other)
    assert not any("Proven" in reason.en for reason in advice.reasons)


def test_settings_are_named_in_words_and_by_the_name_that_files_know(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lessons = "lessons.standard.junior.pe"
    assert setting_words(lessons, "zh") == f"课时：教师周课时标准 初中 体育与健康（{lessons}）"
    assert setting_words("tiers", "zh") == "tiers"
    assert setting_words("own_rule.threshold", "en") == "own_rule.threshold"
    some = NEAR.with_settings("exchange_ratio", min_ratio=Fraction(1, 4))
    half = NEAR.with_settings("exchange_ratio", min_ratio=Fraction(1, 2))
    of = somewhere()
    plans = [plan(tmp_path / name, of, policy, ("a1", "B")) for name, policy in (("some", some), ("half", half))]
    assert main(["compare", *map(str, plans), "--lang", "zh"]) == 0
    printed = capsys.readouterr().out
    assert "交流比例：最低交流比例" in printed
    assert max(width(line) for line in printed.splitlines() if "exchange_ratio" in line) <= 80
