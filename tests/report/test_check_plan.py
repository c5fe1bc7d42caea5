"""Whatever is altered in a plan's folder is found and named; with matching digests the rules still tell."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from plans import tiny, written

from rotation.errors import PlanError
from rotation.report import check_plan, read_plan
from rotation.report.certificate import digests_of, json_text, plan_number


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return written(tmp_path / "plan")


def edit(folder: Path, old: str, new: str, name: str = "assignments.csv") -> None:
    path = folder / name
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def certificate(folder: Path, change: Callable[[Any], object]) -> None:
    path = folder / "certificate.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    change(record)
    path.write_text(json_text(record), encoding="utf-8")


def seal(folder: Path) -> None:
    """Make the certificate's digests and number match what the folder holds now."""
    stored = read_plan(folder)
    digests = digests_of(stored.district, stored.policy, stored.postings)
    number = plan_number(stored.district, digests, stored.certificate.seed)
    certificate(folder, lambda record: record.update(digests=digests.model_dump(), plan=number))


def problems(folder: Path) -> list[str]:
    verdict = check_plan(read_plan(folder))
    assert verdict.holds == (not verdict.problems)
    return [problem.en for problem in verdict.problems]


def test_an_untouched_plan_holds(plan: Path) -> None:
    assert problems(plan) == []


def test_a_plan_saved_by_a_spreadsheet_with_the_same_content_holds(plan: Path) -> None:
    path = plan / "assignments.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert problems(plan) == []


def test_another_person_is_named_with_rule_reason_and_count_though_the_digests_match(plan: Path) -> None:
    # T14 has 4 completed years of the 6 required; T13 was the only backbone teacher exchanged.
    name = {t.id: t.name for t in tiny()[0].teachers}
    edit(plan, f"T13,{name['T13']}", f"T14,{name['T14']}")
    seal(plan)
    found = problems(plan)
    assert any("eligibility" in p and name["T14"] in p and "T14" in p for p in found)
    # T14 volunteers for nothing and is not eligible, so nobody counts: 0 of 9 against at least 1.
    assert any("exchange_ratio" in p and "0 counted movers" in p and "1 teacher short" in p for p in found)
    assert not any("digest" in p for p in found)


def test_without_matching_digests_that_is_said_too(plan: Path) -> None:
    name = {t.id: t.name for t in tiny()[0].teachers}
    edit(plan, f"T13,{name['T13']}", f"T14,{name['T14']}")
    found = problems(plan)
    assert any("assignments.csv" in p and "digest" in p for p in found)
    assert any("eligibility" in p for p in found)


def test_two_digests_that_begin_alike_are_shown_whole(plan: Path) -> None:
    digest = json.loads((plan / "certificate.json").read_text(encoding="utf-8"))["digests"]["input"]
    other = digest[:-1] + ("0" if digest[-1] != "0" else "1")
    edit(plan, digest, other, "certificate.json")
    (said,) = [p for p in problems(plan) if "does not match its digest" in p]
    assert f"certificate {other}, now {digest}." in said


def test_a_row_taken_out_breaks_the_rule_it_kept(plan: Path) -> None:
    path = plan / "assignments.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("T11")), encoding="utf-8")
    seal(plan)
    assert any("returns" in p and "T11" in p for p in problems(plan))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("T13,", "T99,", 'row 3: there is no teacher "T99"'),
        ("S4,junior", "S9,junior", 'row 3: there is no section "S9/junior"'),
        ("S4,junior,move", "S1,junior,move", "row 3: T13 is sent to S1/junior, where they are already"),
        ("junior,move", "junior,swap", 'row 3: kind is "swap"'),
        ("T13,", "T11,", "row 3: teacher T11 is in row 2 already"),
        ("junior,move", "junior,move,x", "row 3: 8 cells, 7 expected"),
        ("to_stage,kind", "to_stage,kind,note", "columns that do not belong: note"),
        ("to_stage,kind", "to_stage,sort", "lacks the columns kind"),
        ("to_stage,kind", "kind,kind", "has columns twice: kind"),
        ("T13,", '"T13,', "not a complete CSV row"),
    ],
)
def test_garbage_in_the_assignments_is_one_clear_sentence(plan: Path, old: str, new: str, said: str) -> None:
    edit(plan, old, new)
    found = problems(plan)
    assert any(said in p for p in found), found
    assert "the rules were not recounted, because the assignments are wrong." in found


def test_another_name_or_origin_is_named_and_the_rules_are_still_recounted(plan: Path) -> None:
    name = {t.id: t.name for t in tiny()[0].teachers}
    edit(plan, name["T13"], "张三")
    edit(plan, "S1,junior,S4", "S3,primary,S4")
    found = problems(plan)
    assert any("T13" in p and "张三" in p for p in found)
    assert any("T13 works at S1/junior now, not at S3/primary" in p for p in found)
    assert not any("not recounted" in p for p in found)


def test_a_return_of_someone_who_is_not_due_is_refused(plan: Path) -> None:
    edit(plan, "junior,move", "junior,return")
    assert any("T13" in p for p in problems(plan))


def test_a_changed_input_is_named_by_its_digest_and_by_what_it_breaks(plan: Path) -> None:
    edit(plan, "T13", "T13", "input/teachers.csv")
    path = plan / "input" / "schools.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("urban", "town", 1), encoding="utf-8")
    assert any("the input (input/)" in p for p in problems(plan))


def test_a_loosened_policy_is_named_by_its_digest(plan: Path) -> None:
    edit(plan, "min_ratio = 0.1", "min_ratio = 0.05", "policy.toml")
    found = problems(plan)
    assert any("the policy (policy.toml)" in p for p in found)


def test_a_tightened_policy_sealed_anew_breaks_the_rule(plan: Path) -> None:
    edit(plan, "min_ratio = 0.1", "min_ratio = 0.5", "policy.toml")  # 5 of 9
    seal(plan)
    assert any("exchange_ratio" in p and "4 teachers short" in p for p in problems(plan))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda r: r["tiers"][0].update(value=r["tiers"][0]["value"] - 1),
            "tier coverage: the certificate claims",
        ),
        (lambda r: r["tiers"][1].update(bound=r["tiers"][1]["value"] + 1), "tier standards: the bound"),
        (lambda r: r["tiers"][2].update(gap=0), "tier balance: the certificate's gap is 0"),
        (lambda r: r["tiers"][2].update(bound=0, gap=1), "claims a proof"),
        (lambda r: r["tiers"].pop(), "the certificate lists the tiers"),
        (lambda r: r.update(plan="2026-00000000"), "the plan's number should be"),
        (lambda r: r.update(moves=2), "moves = 2"),
        (lambda r: r.update(district="别县"), "district = 别县"),
        (lambda r: r.update(year=2025), "year = 2025"),
        (lambda r: r["digests"].update(input="0" * 64), "the input (input/)"),
    ],
)
def test_every_claim_of_the_certificate_is_checked(
    plan: Path, change: Callable[[Any], object], said: str
) -> None:
    certificate(plan, change)
    assert any(said in p for p in problems(plan)), problems(plan)


def test_an_altered_table_is_named(plan: Path) -> None:
    edit(plan, "coverage", "covered", "tables/findings.csv")
    assert problems(plan) == ["tables/findings.csv differs from what recounting gives."]


def by_another_version(folder: Path, version: str = "0.0.9") -> None:
    certificate(folder, lambda r: r["versions"].update(rotation=version))


def cell(folder: Path, name: str, column: str, change: Callable[[str], str], row: int = 0) -> None:
    """Change one cell of a table."""
    path = folder / "tables" / name
    first, *rest = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
    rest[row][first.index(column)] = change(rest[row][first.index(column)])
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([first, *rest])
    path.write_text(out.getvalue(), encoding="utf-8")


@pytest.mark.parametrize("name", ["findings.csv", "eligibility.csv"])
@pytest.mark.parametrize("column", ["text_zh", "text_en"])
def test_sentences_are_compared_where_this_version_wrote_them(plan: Path, name: str, column: str) -> None:
    cell(plan, name, column, lambda text: text + "。")
    assert problems(plan) == [f"tables/{name} differs from what recounting gives."]
    assert check_plan(read_plan(plan)).worded_by is None


@pytest.mark.parametrize("name", ["findings.csv", "eligibility.csv"])
def test_another_version_may_have_worded_its_sentences_otherwise(plan: Path, name: str) -> None:
    by_another_version(plan)
    for column in ("text_zh", "text_en"):
        cell(plan, name, column, lambda _: 'said, "in other words"\u3000以前的说法')
    verdict = check_plan(read_plan(plan))
    assert verdict.holds
    assert verdict.worded_by == "0.0.9"


@pytest.mark.parametrize("version", ["0.1.0", "", "9.9", "0.1.0+00000000"])
def test_no_version_hides_an_altered_figure(plan: Path, version: str) -> None:
    by_another_version(plan, version)
    assert problems(plan) == []
    cell(plan, "findings.csv", "measured", lambda text: text + "1")
    assert problems(plan) == ["tables/findings.csv differs from what recounting gives."]


def test_another_version_hides_no_cell_but_sentences(plan: Path) -> None:
    by_another_version(plan)
    names = sorted(path.name for path in (plan / "tables").iterdir())
    for name in names:
        whole = (plan / "tables" / name).read_text(encoding="utf-8")
        first, *rest = csv.reader(io.StringIO(whole))
        for column in first if rest else ():
            if not column.startswith("text_"):
                cell(plan, name, column, lambda text: text + "1")
                assert problems(plan) == [f"tables/{name} differs from what recounting gives."], column
                (plan / "tables" / name).write_text(whole, encoding="utf-8")
    assert problems(plan) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("text_zh", "text_zw"),  # a heading
        (",text_zh,text_en\n", ",text_en,text_zh\n"),
        ("\n", "\n,\n"),  # a row more
        ("\n", ",\n"),  # a cell more
        ("people,text_zh", "text_zh,people"),
        ("\n", '\n"'),  # no CSV
        ("\n", "\n\0"),
    ],
)
def test_a_table_of_another_version_has_the_same_rows_and_columns(plan: Path, old: str, new: str) -> None:
    by_another_version(plan)
    path = plan / "tables" / "findings.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    assert problems(plan) == ["tables/findings.csv differs from what recounting gives."]


@pytest.mark.parametrize("row", [0, -1])
def test_a_row_taken_out_of_a_table_of_another_version_is_found(plan: Path, row: int) -> None:
    by_another_version(plan)
    path = plan / "tables" / "eligibility.csv"
    first, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    del rest[row]
    path.write_text(first + "".join(rest), encoding="utf-8")
    assert problems(plan) == ["tables/eligibility.csv differs from what recounting gives."]


@pytest.mark.parametrize("sentence", ["=1+1", "＝1+1", " @A1", "-1", "a\u202eb", "a\x1bb"])
def test_no_version_writes_a_sentence_that_a_spreadsheet_would_run(plan: Path, sentence: str) -> None:
    by_another_version(plan)
    cell(plan, "findings.csv", "text_zh", lambda _: sentence)
    assert problems(plan) == ["tables/findings.csv differs from what recounting gives."]


def test_a_neutralised_sentence_of_another_version_holds(plan: Path) -> None:
    by_another_version(plan)
    cell(plan, "findings.csv", "text_zh", lambda _: "'=张三 不参加交流")
    assert problems(plan) == []


@pytest.mark.parametrize(
    "name",
    ["certificate.json", "policy.toml", "assignments.csv", "tables/cvs.csv", "run.json", "roster.xlsx",
     "input/teachers.csv", "input/schools.csv"],
)  # fmt: skip
def test_a_missing_file_is_refused(plan: Path, name: str) -> None:
    (plan / name).unlink()
    with pytest.raises(PlanError, match=name.rpartition("/")[2].partition(".")[0] + "|错误"):
        read_plan(plan)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("certificate.json", b"{", "certificate.json is not valid JSON"),
        ("certificate.json", b"[" * 100_000, "certificate.json"),
        ("certificate.json", b"[]", "certificate.json"),
        ("certificate.json", b'{"format": 2}', "format 2"),
        ("certificate.json", b'{"format": 1}', "plan is not valid"),
        ("certificate.json", b"\xff\xfe", "not UTF-8"),
        ("run.json", b"nonsense", "run.json is not valid JSON"),
        ("policy.toml", b"x = ", "policy.toml"),
        ("policy.toml", b"x = 1", "policy.toml: "),
        ("assignments.csv", b"\xd5\xc5", "assignments.csv cannot be read"),
        ("input/teachers.csv", b"id\n", "1 error, the first"),
    ],
)
def test_a_broken_file_is_one_clear_sentence(plan: Path, name: str, content: bytes, said: str) -> None:
    (plan / name).write_bytes(content)
    with pytest.raises(PlanError) as caught:
        read_plan(plan, "en")
    assert said in str(caught.value)


def test_infinite_numbers_are_no_certificate(plan: Path) -> None:
    edit(plan, '"gap_asked": 0.001', '"gap_asked": Infinity', "certificate.json")
    with pytest.raises(PlanError, match="gap_asked"):
        read_plan(plan)


def test_what_is_no_plan_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match=r"certificate\.json"):
        read_plan(tmp_path)
    with pytest.raises(PlanError, match="没有这个方案文件夹"):
        read_plan(tmp_path / "nowhere")
