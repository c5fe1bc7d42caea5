"""What is filed: figures from the recount, nothing private in public, nothing that runs, the same bytes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from papers_fixtures import MAKERS, docx_text, dossier, raw_text
from plans import tiny, written

from rotation.domain.district import District, School, Teacher
from rotation.errors import PlanError, RotationError
from rotation.i18n import LANGUAGES, Language
from rotation.i18n.rulebook import CLAUSE, SETTING
from rotation.report.papers import Dossier, export
from rotation.report.papers.chains import chains
from rotation.report.papers.forms import fitted, notice_fields
from rotation.report.papers.templates import TEMPLATES, build, shipped_template
from rotation.rules import registry

HOSTILE = {
    "long": "甲" * 1000,
    "right to left": "\u202eدانيال \u05d0\u05d1",
    "emoji": "👩‍🏫李🎉",
    "markup": "</script><script>alert(1)</script><w:p/>{{ 7*7 }}{% for %}&amp;",
    "newline": "王\n小\t明",
    "formula": '=HYPERLINK("x")',
    "full-width formula": "＝cmd|1",
    "no character": "赵\ufffe\uffff",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """The dossier of the plan of ``tiny`` in Chinese."""
    return dossier(tmp_path_factory.mktemp("papers") / "plan")


# --- templates and files ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_the_shipped_templates_are_what_their_script_builds(name: str, lang: Language) -> None:
    shipped = shipped_template(name, lang).read_bytes()
    assert docx_text(shipped) == docx_text(build(name, lang)), "python -m rotation.report.papers.templates"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_east_asian_text_is_marked_as_chinese(name: str, lang: Language) -> None:
    """Else a missing font is replaced by a Japanese one, and quotation marks by narrow ones."""
    with zipfile.ZipFile(shipped_template(name, lang)) as archive:
        parts = ("styles", "settings", "document")
        styles, settings, text = (archive.read(f"word/{part}.xml").decode() for part in parts)
    assert set(re.findall(r'w:eastAsia="([a-z]+-[A-Z]+)"', styles + settings)) == {"zh-CN"}
    assert 'w:hint="eastAsia"' in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_export_parts_what_is_public_from_what_is_internal(tmp_path: Path, lang: Language) -> None:
    made = export(written(tmp_path / "plan"), tmp_path / "papers", lang)
    assert {paper.name for paper in made} == set(MAKERS)
    assert [paper.name for paper in made if paper.public] == ["notice"]
    public = next(paper for paper in made if paper.public).path.parent
    assert [file.name for file in public.iterdir()] == ["公示.docx" if lang == "zh" else "notice.docx"]


def test_the_same_plan_gives_the_same_bytes(found: Dossier) -> None:
    assert all(MAKERS[name](found) == MAKERS[name](found) for name in ("notice", "roster", "page"))


def test_every_paper_carries_number_status_and_digest(found: Dossier) -> None:
    certificate = found.certificate
    for name, make in MAKERS.items():
        text = raw_text(make(found))
        assert certificate.plan in text, name
        assert "草案" in text, name
        digest = certificate.digests.policy if name == "rules" else certificate.digests.assignments
        assert digest[:12] in text, name


def test_a_plan_that_does_not_hold_is_not_exported(tmp_path: Path) -> None:
    plan = written(tmp_path / "plan")
    table = plan / "assignments.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("S4,junior,move", "S1,junior,move"), encoding="utf-8")
    with pytest.raises(PlanError, match="不能导出"):
        export(plan, tmp_path / "papers")
    assert not (tmp_path / "papers").exists()


def test_an_export_never_mingles_with_other_files(tmp_path: Path) -> None:
    plan = written(tmp_path / "plan")
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.docx").write_text("x")
    for target in (plan, plan / "papers", other):
        with pytest.raises(RotationError):
            export(plan, target)
    assert [file.name for file in other.iterdir()] == ["letter.docx"]


# --- what a county's own templates may do -------------------------------------------------------------------


def own_template(folder: Path, text: str) -> Path:
    document = Document()
    document.add_paragraph(text)
    folder.mkdir()
    document.save(str(folder / "notice.docx"))
    return folder


def test_a_county_s_own_template_takes_the_place_of_ours(tmp_path: Path) -> None:
    own = own_template(tmp_path / "own", "本县格式 {{ district }} {{ people|length }}")
    made = export(written(tmp_path / "plan"), tmp_path / "papers", templates=own)
    assert "本县格式 岚溪县 1" in docx_text(made[-1].path.read_bytes())


@pytest.mark.parametrize("text", ["{{ no_such_field }}", "{{ people.__class__.__mro__ }}", "{% for %}"])
def test_a_wrong_or_evil_template_is_one_clear_error(tmp_path: Path, text: str) -> None:
    own = own_template(tmp_path / "own", text)
    with pytest.raises(RotationError, match=r"notice\.docx"):
        export(written(tmp_path / "plan"), tmp_path / "papers", templates=own)


# --- what is public -----------------------------------------------------------------------------------------


def planted() -> District:
    """Return ``tiny`` with a sentinel of its own in every text, date and number that no public paper may show."""
    district, _ = tiny()
    allowed_person = {"name", "sex", "subject", "school", "stage"}

    def person(number: int, teacher: Teacher) -> Teacher:
        told = {
            "evidence": f"SENTINEL{number}evidence" if teacher.exemption else None,
            "extra": (("身份证号", f"SENTINEL{number}identity"), ("备注", f"SENTINEL{number}remark")),
        }
        assert not allowed_person & told.keys()
        return replace(teacher, **told)  # type: ignore[arg-type]

    def school(number: int, one: School) -> School:
        told = {
            "township": f"SENTINEL{number}township",
            "cluster": f"SENTINEL{number}cluster",
            "equipment_yuan": 987650 + number,
            "extra": (("电话", f"SENTINEL{number}phone"),),
        }
        return replace(one, **told)  # type: ignore[arg-type]

    return replace(
        district,
        teachers=tuple(person(n, t) for n, t in enumerate(district.teachers)),
        schools=tuple(school(n, s) for n, s in enumerate(district.schools)),
        source="SENTINELsource",
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentinel_of_a_disallowed_cell_is_in_a_public_paper(tmp_path: Path, lang: Language) -> None:
    district = planted()
    found = dossier(tmp_path / "plan", district, lang)
    text = raw_text(MAKERS["notice"](found))
    assert "SENTINEL" not in text
    assert "98765" not in text
    shown = docx_text(MAKERS["notice"](found)).split("\n")
    for teacher in district.teachers:
        assert teacher.id not in shown
        assert not {f"{day:%Y.%m}" for day in (teacher.born, teacher.arrived, teacher.hired) if day} & set(shown)
        if teacher.id != "T13":  # the only mover: who returns is not exchanged
            assert teacher.name not in text


def test_the_notice_gives_templates_nothing_but_what_may_be_published(found: Dossier) -> None:
    given = notice_fields(found)
    assert all(set(row) == {"no", "name", "sex", "subject", "from_school", "to_school"} for row in given["people"])
    assert set(given) == {"lang", "district", "year", "plan", "number", "status", "digest", "people", "period", "phone"}


def test_internal_papers_say_so(found: Dossier) -> None:
    for name, make in MAKERS.items():
        assert ("内部资料" in raw_text(make(found))) == (name != "notice"), name


# --- hostile names ------------------------------------------------------------------------------------------


def renamed(found: Dossier, names: Mapping[str, str]) -> Dossier:
    """Return the dossier with people called otherwise; reading would refuse or clean most of these names."""
    teachers = tuple(replace(t, name=names.get(t.id, t.name)) for t in found.district.teachers)
    return replace(found, plan=replace(found.plan, district=replace(found.district, teachers=teachers)))


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_mover_is_safe_in_the_forms(found: Dossier, kind: str) -> None:
    evil = renamed(found, {"T13": HOSTILE[kind]})
    for paper in ("approval", "notice"):
        text = docx_text(MAKERS[paper](evil))
        assert not set(text) & {"\u202e", "\ufffe", "\uffff", "\t"}
        assert "柳坪镇初级中学" in text


def test_hostile_names_are_safe_in_workbook_and_page(found: Dossier) -> None:
    # T13 and T11 are the roster's people, the others do not take part.
    ids = ["T13", "T11", *(t.id for t in found.district.teachers if t.id not in ("T13", "T11"))]
    evil = renamed(found, dict(zip(ids, [HOSTILE["formula"], HOSTILE["markup"], *HOSTILE.values()], strict=False)))
    text = MAKERS["page"](evil).decode()
    assert not set(text) & {"\u202e", "\ufffe", "\uffff"}
    assert text.count("<script") == 2
    assert "alert(1)</script>" not in text
    data = json.loads(re.findall(r'id="data">(.*?)</script>', text, re.S)[0])
    assert len(data["people"]) == len(found.district.teachers)
    for sheet in load_workbook(io.BytesIO(MAKERS["roster"](evil))).worksheets:
        for cell in (cell for row in sheet.iter_rows(min_row=4) for cell in row if isinstance(cell.value, str)):
            assert cell.data_type == "s"
            assert not set(cell.value) & {"\u202e", "\ufffe", "\uffff"}
            if cell.value[0] in "=＝" and sheet.sheet_state == "visible":
                assert cell.quotePrefix


def test_a_text_is_cut_to_the_columns_it_has() -> None:
    assert fitted("王小明", 6) == "王小明"
    assert fitted("王小明", 5) == "王小…"  # 2 + 2 + 1
    assert fitted("abc", 2) == "a…"


# --- figures ------------------------------------------------------------------------------------------------


def test_the_approval_form_has_the_mover_s_row_and_only_movers_have_forms(found: Dossier) -> None:
    text = docx_text(MAKERS["approval"](found))
    name = {t.id: t.name for t in tiny()[0].teachers}
    assert name["T13"] in text
    assert name["T11"] not in text  # returns
    assert "柳坪镇初级中学" in text
    assert "2026年9月至" in text


def test_the_plan_tells_each_tier_with_value_bound_and_gap(found: Dossier) -> None:
    text = docx_text(MAKERS["plan"](found)).split("\n")
    at = text.index("课时覆盖")
    # The made-up bound is 0.9995 of the value, so the gap is 0.05 %; papers write no blank.
    assert text[at + 4] == "0.05%"
    assert int(text[at + 2]) == found.audit.tiers["coverage"]


def test_a_tier_without_a_bound_is_not_said_to_have_one(found: Dossier) -> None:
    """A repaired plan of a large district has none; 0 and 100 % would look like figures."""
    tiers = [tier.model_copy(update={"method": "none", "bound": 0.0}) for tier in found.certificate.tiers]
    certificate = found.certificate.model_copy(update={"tiers": tiers})
    text = docx_text(MAKERS["plan"](replace(found, plan=replace(found.plan, certificate=certificate)))).split("\n")
    at = text.index("课时覆盖")
    assert text[at + 3 : at + 5] == ["-", "-"]
    assert any("没有求下界" in line for line in text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_bound_of_a_search_is_not_said_to_follow_from_the_proof(tmp_path: Path, lang: Language) -> None:
    found = replace(made := dossier(tmp_path / "plan", lang=lang), plan=replace(made.plan, proof=b"kept"))
    words = ("rotation verify --proof", "proof.npz")
    first, *others = found.certificate.tiers
    told = docx_text(MAKERS["plan"](found))
    assert [word in told for word in words] == [False, True]
    tiers = [first.model_copy(update={"method": "search"}), *others]
    certificate = found.certificate.model_copy(update={"tiers": tiers})
    text = docx_text(MAKERS["plan"](replace(found, plan=replace(found.plan, certificate=certificate))))
    assert all(word in text for word in words)
    # Of the five bounds the first alone is marked.
    assert len(re.findall(r"^\d[\d.]*\*$", text, re.M)) == 1
    # Where nothing is filed, all bounds are the solver's anyway.
    bare = docx_text(MAKERS["plan"](replace(found, plan=replace(found.plan, certificate=certificate, proof=None))))
    assert "*" not in bare


def test_a_repaired_plan_says_among_which_plans_its_bounds_hold(found: Dossier) -> None:
    as_solved = docx_text(MAKERS["plan"](found))
    repaired = docx_text(MAKERS["plan"](replace(found, plan=replace(found.plan, repaired_from="2026-ABCD"))))
    assert "修复" not in as_solved
    assert "且与原方案 2026-ABCD 相比改变安排的人数不多于本方案的方案都不可能低于它" in repaired


def test_the_basis_names_documents_by_number_and_title(found: Dossier) -> None:
    text = docx_text(MAKERS["plan"](found))
    assert "教督〔2017〕6号《县域义务教育优质均衡发展督导评估办法》" in text
    assert "职称均衡见" not in text


def test_the_rule_book_names_every_rule_and_who_set_it(found: Dossier) -> None:
    text = docx_text(MAKERS["rules"](found))
    assert all(f"（{code}）" in text for code in registry())
    assert "政策文件的继承次序（前者覆盖后者）：national。" in text


def test_every_rule_has_a_clause_and_every_setting_a_name() -> None:
    assert set(CLAUSE) >= set(registry())
    named = {name for settings in registry().values() for name in settings.model_fields}
    assert named - {"source", "certainty"} <= set(SETTING)


def test_moves_make_cycles_first_then_chains_everyone_once() -> None:
    # a: A->B, b: B->C, c: C->A close a cycle; d: A->D, e: D->E follow each other; f stands alone.
    moves = [("a", "A", "B"), ("b", "B", "C"), ("c", "C", "A"), ("d", "A", "D"), ("e", "D", "E"), ("f", "X", "Y")]
    found = chains(moves)
    assert [(set(chain.people), chain.cycle) for chain in found] == [
        ({"a", "b", "c"}, True), ({"d", "e"}, False), ({"f"}, False),
    ]  # fmt: skip
    assert found[1].places == ("A", "D", "E")


def test_every_indicator_row_is_in_one_of_the_three_sheets(found: Dossier) -> None:
    sheets = load_workbook(io.BytesIO(MAKERS["roster"](found)))
    inside = sum(row.in_indicators for row in found.audit.state_after.sections)
    rows = [
        row
        for name in sheets.sheetnames
        if name.endswith("指标")
        for row in sheets[name].iter_rows(min_row=4, values_only=True)
        if not str(row[0]).startswith("全县")
    ]
    assert len(rows) == 7 * inside


def test_everyone_is_either_in_the_roster_or_told_why_not(found: Dossier) -> None:
    sheets = load_workbook(io.BytesIO(MAKERS["roster"](found))).worksheets
    listed = [row[1] for sheet in (sheets[0], sheets[2]) for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert sorted(listed) == sorted(teacher.id for teacher in found.district.teachers)


def test_the_page_loads_nothing_from_anywhere(found: Dossier) -> None:
    text = MAKERS["page"](found).decode()
    assert not re.findall(r"https?://|//[a-z]+\.|@import|url\((?!#)", text)
    assert "default-src 'none'" in text


def test_district_fields_that_are_private_are_known_to_the_sentinel_test() -> None:
    """A new column of the staff master must be looked at before it can leak."""
    known = {
        "id", "name", "sex", "born", "hired", "arrived", "school", "stage", "subject", "other_subjects",
        "certificate_stages", "degree", "title", "backbone", "role", "personnel", "grades", "homeroom_grade",
        "weekly_lessons", "exemption", "evidence", "exemption_end", "locked_until", "seconded_from", "secondment_end",
        "home_latitude", "home_longitude", "spouse", "volunteer", "needs_rural_year", "extra",
    }  # fmt: skip
    assert {field.name for field in fields(Teacher)} == known
