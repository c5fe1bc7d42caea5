"""A plan's status goes forward only, and an approved plan stays as it is."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from plans import written

from rotation.errors import PlanError
from rotation.report import check_plan, journal, may_write, read_plan
from rotation.report.journal import advance, answer, enter_objection, read_journal

START, UNTIL, AFTER = date(2026, 7, 1), date(2026, 7, 7), date(2026, 7, 8)
DIGEST = "a" * 64


@pytest.fixture(autouse=True)
def after_the_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(date):
        @classmethod
        def today(cls) -> Clock:
            return cls(2026, 7, 8)

    monkeypatch.setattr(journal, "date", Clock)


def noticed(folder: Path) -> Path:
    plan = written(folder)
    advance(plan, "notice", digest=DIGEST, who="王科长", start=START, until=UNTIL, phone="0570-1")
    return plan


def test_a_plan_is_drafted_noticed_and_approved(tmp_path: Path) -> None:
    plan = noticed(tmp_path / "plan")
    enter_objection(plan, "杨子菲", "家有老人", date(2026, 7, 3))
    answer(plan, 1, "已沟通", date(2026, 7, 5))
    reached = advance(plan, "approved", digest=DIGEST, who="李局长", number="岚教〔2026〕5号", today=AFTER)
    assert [step.status for step in reached.steps] == ["draft", "notice", "approved"]
    assert reached.number == "岚教〔2026〕5号"
    (objection,) = reached.objections
    assert (objection.person, objection.text, objection.answer) == ("杨子菲", "家有老人", "已沟通")
    assert read_journal(plan) == reached
    assert check_plan(read_plan(plan)).holds


def test_of_objections_entered_at_once_none_is_lost(tmp_path: Path) -> None:
    plan = noticed(tmp_path / "plan")
    names = [f"申请人{number}" for number in range(6)]
    with ThreadPoolExecutor(len(names)) as pool:  # each opens the file for itself, as a process does
        list(pool.map(lambda name: enter_objection(plan, name, "异议"), names))
    objections = read_journal(plan).objections
    assert [one.number for one in objections] == [1, 2, 3, 4, 5, 6]
    assert sorted(one.person for one in objections) == names


def test_an_approved_or_noticed_plan_is_never_overwritten(tmp_path: Path) -> None:
    plan = noticed(tmp_path / "plan")
    with pytest.raises(PlanError):
        may_write(plan, force=True)
    enter_objection(plan, "某人", "异议")
    with pytest.raises(PlanError):
        may_write(plan, force=True)
    answer(plan, 1, "答复")
    advance(plan, "approved", digest=DIGEST, who="李局长", today=AFTER)
    with pytest.raises(PlanError, match="即使 --force 也不会覆盖"):
        may_write(plan, force=True)


def test_no_step_is_left_out_or_taken_back(tmp_path: Path) -> None:
    plan = written(tmp_path / "plan")
    with pytest.raises(PlanError, match="不能直接变为"):
        advance(plan, "approved", digest=DIGEST, who="李局长")
    plan = noticed(tmp_path / "two")
    with pytest.raises(PlanError, match="不能直接变为"):
        advance(plan, "notice", digest=DIGEST, who="王", start=START, until=UNTIL)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"who": None, "start": START, "until": UNTIL}, "--who"),
        ({"who": "王", "until": UNTIL}, "公示期"),
        ({"who": "王", "start": UNTIL, "until": START}, "公示期"),
        ({"who": " \u3000", "start": START, "until": UNTIL}, "--who"),
        ({"who": "王" * 201, "start": START, "until": UNTIL}, "201 字"),
        ({"who": "王", "start": START, "until": UNTIL, "phone": "1" * 10_000}, "--phone"),
        ({"who": "王", "start": date(1, 1, 1), "until": date(9999, 12, 31)}, "不合理"),
        ({"who": "王", "start": START, "until": date(2027, 7, 7)}, "不合理"),
        ({"who": "王", "start": date(2099, 1, 1), "until": date(2099, 1, 7)}, "不合理"),
        ({"who": "王", "start": date(1999, 7, 1), "until": date(1999, 7, 7)}, "不合理"),
    ],
)
def test_a_notice_needs_a_person_and_a_period(tmp_path: Path, options: dict[str, object], said: str) -> None:
    plan = written(tmp_path / "plan")
    with pytest.raises(PlanError, match=said):
        advance(plan, "notice", digest=DIGEST, **options)  # type: ignore[arg-type]
    assert read_journal(plan).status == "draft"


def test_approval_waits_for_the_last_day_the_answers_and_the_same_assignments(tmp_path: Path) -> None:
    plan = noticed(tmp_path / "plan")
    with pytest.raises(PlanError, match="不能提前批准"):
        advance(plan, "approved", digest=DIGEST, who="李", today=UNTIL)  # the last day itself belongs to the notice
    with pytest.raises(PlanError, match="与公示时不同"):
        advance(plan, "approved", digest="b" * 64, who="李", today=AFTER)
    enter_objection(plan, "某人", "异议")
    with pytest.raises(PlanError, match=r"异议 1 尚未答复；请先用 rotation objection .*plan --answer"):
        advance(plan, "approved", digest=DIGEST, who="李", today=AFTER)
    assert read_journal(plan).status == "notice"


def test_objections_belong_to_the_notice_and_answers_stay(tmp_path: Path) -> None:
    draft = written(tmp_path / "draft")
    with pytest.raises(PlanError, match="公示期间"):
        enter_objection(draft, "某人", "异议")
    plan = noticed(tmp_path / "plan")
    enter_objection(plan, "某人", "异议")
    answer(plan, 1, "答复")
    with pytest.raises(PlanError, match="已经答复"):
        answer(plan, 1, "改口")
    with pytest.raises(PlanError, match="没有第 2 号"):
        answer(plan, 2, "答复")
    with pytest.raises(PlanError, match="--text"):
        enter_objection(plan, "某人", "  ")


def test_objections_and_answers_have_days_that_can_be(tmp_path: Path) -> None:
    plan = noticed(tmp_path / "plan")
    with pytest.raises(PlanError, match="早于公示起日"):
        enter_objection(plan, "某人", "异议", date(2026, 6, 30))
    with pytest.raises(PlanError, match="2999"):
        enter_objection(plan, "某人", "异议", date(2999, 1, 1))
    enter_objection(plan, "某人", "来得晚的异议", AFTER)
    with pytest.raises(PlanError, match="早于异议日期"):
        answer(plan, 1, "答复", UNTIL)
    with pytest.raises(PlanError, match="在今天"):
        answer(plan, 1, "答复", date(2099, 7, 9))
    assert answer(plan, 1, "答复", AFTER).open_objections == ()


@pytest.mark.parametrize(
    "entry",
    [
        {"status": "approved", "at": "x", "by": "y"},
        {"status": "gone"},
        7,
        {"answer": 3, "at": "", "by": "", "day": "2026-07-01", "text": "x"},
    ],
)
def test_a_log_that_was_tampered_with_is_refused(tmp_path: Path, entry: object) -> None:
    plan = written(tmp_path / "plan")
    run = json.loads((plan / "run.json").read_text(encoding="utf-8"))
    run["log"].append(entry)
    (plan / "run.json").write_text(json.dumps(run), encoding="utf-8")
    with pytest.raises(PlanError, match=r"run\.json"):
        read_journal(plan)
