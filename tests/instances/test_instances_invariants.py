"""Every generated district obeys what reading would check, whatever its seed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from rotation.domain.district import District, SectionKey
from rotation.domain.words import EXEMPTIONS, GRADES, SUBJECTS, stage_of_grade
from rotation.facts.facts import Facts
from rotation.instances import generate, profile
from rotation.modelling.candidates import candidates
from rotation.rules import read_policy

CASES = [("tiny", 1), ("tiny", 2), ("town", 1), ("town", 2), ("town", 3), ("county", 1), ("county", 2)]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def district(request: pytest.FixtureRequest) -> District:
    name, seed = request.param
    return generate(profile(name), seed)


def test_ids_are_unique_and_every_table_is_sorted_by_them(district: District) -> None:
    tables: tuple[list[Any], ...] = (
        [school.id for school in district.schools],
        [section.key for section in district.sections],
        [(row.school, row.grade) for row in district.grades],
        [teacher.id for teacher in district.teachers],
        [(row.teacher, row.rank) for row in district.preferences],
        [row.teacher for row in district.decisions],
    )
    for keys in tables:
        assert keys == sorted(set(keys))


def test_every_reference_points_somewhere(district: District) -> None:
    schools, teachers = district.school_by_id, district.teacher_by_id
    for teacher in district.teachers:
        assert teacher.section in district.section_by_key
        assert teacher.seconded_from is None or teacher.seconded_from in schools
        assert teacher.seconded_from != teacher.school
        assert (teacher.seconded_from is None) == (teacher.secondment_end is None)
    for row in district.preferences:
        assert row.teacher in teachers
        assert row.school in schools
        assert row.school != teachers[row.teacher].school
    for decision in district.decisions:
        assert decision.teacher in teachers
        assert (decision.school in schools) == (decision.kind in ("assign", "forbid"))
    for school in district.schools:
        assert (school.central_school in schools) == school.teaching_point


def test_a_spouse_points_back_and_is_someone_else(district: District) -> None:
    for teacher in district.teachers:
        if teacher.spouse is not None:
            assert teacher.spouse != teacher.id
            assert district.teacher_by_id[teacher.spouse].spouse == teacher.id


def test_nobody_has_two_wishes_of_one_rank_or_for_one_school(district: District) -> None:
    wishes: dict[str, list[tuple[int, str]]] = {}
    for row in district.preferences:
        wishes.setdefault(row.teacher, []).append((row.rank, row.school))
    for ranked in wishes.values():
        assert [rank for rank, _ in ranked] == list(range(1, len(ranked) + 1))
        assert len({school for _, school in ranked}) == len(ranked) <= 4


def test_dates_follow_each_other_and_ages_are_those_of_teachers(district: District) -> None:
    reference = date(district.year, 8, 31)
    for teacher in district.teachers:
        assert teacher.hired is not None
        assert teacher.born < teacher.hired <= teacher.arrived <= reference
        assert teacher.hired.year - teacher.born.year >= 18
        assert 21 <= district.year - teacher.born.year <= 61


def test_an_exemption_has_its_reason_and_its_evidence(district: District) -> None:
    for teacher in district.teachers:
        assert (teacher.exemption is None) == (teacher.evidence is None)
        assert teacher.exemption is None or teacher.exemption in EXEMPTIONS
        assert teacher.exemption is not None or teacher.exemption_end is None


def test_grades_taught_exist_in_the_section_and_homerooms_are_no_more_than_classes(
    district: District,
) -> None:
    classes = {(row.school, row.grade): row.classes for row in district.grades}
    homerooms: Counter[tuple[str, int]] = Counter()
    for teacher in district.teachers:
        assert teacher.grades
        for grade in teacher.grades:
            assert (teacher.school, grade) in classes
            assert grade in GRADES[teacher.stage]
        if teacher.homeroom_grade is not None:
            assert teacher.homeroom_grade in teacher.grades
            homerooms[teacher.school, teacher.homeroom_grade] += 1
    assert all(count <= classes[key] for key, count in homerooms.items())


def test_certificates_cover_the_stage_taught_and_a_junior_one_covers_primary(district: District) -> None:
    for teacher in district.teachers:
        assert teacher.stage in teacher.certificate_stages
        assert "junior" not in teacher.certificate_stages or "primary" in teacher.certificate_stages
        assert teacher.subject not in teacher.other_subjects
        assert set(teacher.other_subjects) <= set(SUBJECTS)
        assert len(set(teacher.other_subjects)) == len(teacher.other_subjects) <= 2


def test_every_section_has_pupils_classes_posts_and_teachers(district: District) -> None:
    pupils: Counter[tuple[str, str]] = Counter()
    for row in district.grades:
        assert row.pupils >= row.classes >= 1
        pupils[row.school, stage_of_grade(row.grade)] += row.pupils
    heads = Counter(teacher.section for teacher in district.teachers)
    for section in district.sections:
        assert section.staff_quota >= 1
        assert pupils[section.key] > 0
        assert heads[section.key] > 0
    assert len(pupils) == len(district.sections)


def test_places_are_within_seventy_kilometres_of_the_county_town(district: District) -> None:
    for school in district.schools:
        assert school.latitude is not None
        assert school.longitude is not None
        assert abs(school.latitude - 31.02) < 0.65
        assert abs(school.longitude - 111.36) < 0.75


def test_teaching_points_have_fewer_than_fifty_pupils(district: District) -> None:
    pupils = Counter({school.id: 0 for school in district.schools})
    for row in district.grades:
        pupils[row.school] += row.pupils
    for school in district.schools:
        assert not school.teaching_point or pupils[school.id] < 50


def test_no_section_sends_or_gets_back_more_returns_than_it_may_change_by(district: District) -> None:
    heads = Counter(teacher.section for teacher in district.teachers)
    going: Counter[tuple[str, str]] = Counter()
    coming: Counter[tuple[str, str]] = Counter()
    for teacher in district.teachers:
        if teacher.secondment_end is not None and teacher.secondment_end <= date(district.year, 8, 31):
            assert teacher.seconded_from is not None
            going[teacher.section] += 1
            coming[teacher.seconded_from, teacher.stage] += 1
    for counted in (going, coming):
        for key, count in counted.items():
            assert count <= max(1, heads[SectionKey(*key)] // 20)
    for section in district.sections:
        if coming[section.key]:
            assert section.staff_quota >= heads[section.key] + coming[section.key] or section.school == "S1"


def test_whoever_is_to_move_has_somewhere_to_go(district: District) -> None:
    facts = Facts(district, read_policy("national"))
    movers = {row.teacher for row in district.decisions if row.kind in ("move", "assign")}
    arcs = candidates(facts)
    assert movers <= {facts.teachers[index].id for index in arcs.teacher.tolist()}


def test_names_of_schools_differ_and_the_source_says_synthetic(district: District) -> None:
    names = [school.name for school in district.schools]
    assert len(set(names)) == len(names)
    assert district.source.startswith("synthetic; generator rotation.instances")
    assert "seed" in district.source
