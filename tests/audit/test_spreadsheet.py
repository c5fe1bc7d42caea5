"""The audit agrees with formulas of a spreadsheet that LibreOffice works out from the raw tables."""

from __future__ import annotations

from math import isclose
from pathlib import Path

import pytest
from openpyxl.utils.datetime import from_excel
from spreadsheet import OFFICE, figures

from rotation import embedded, examine, read, read_policy
from rotation.domain.district import SectionKey

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not on the PATH")
CODES = {
    "L1": "high_degree",
    "L2": "backbone",
    "L3": "specialists",
    "L4": "teaching_area",
    "L5": "sports_area",
    "L6": "equipment",
    "L7": "multimedia",
}
TOLERANCE = 1e-9
"""A spreadsheet counts in binary fractions, the audit in exact ones."""


@pytest.mark.parametrize("name", ["town", pytest.param("county", marks=pytest.mark.evidence)])
def test_the_audit_agrees_with_a_spreadsheet(name: str, tmp_path: Path) -> None:
    audit = examine(read(embedded(name)), read_policy("national"))
    sheets = figures(Path(str(embedded(name))), tmp_path)

    rows = {row.section: row for row in audit.state.sections}
    assert len(sheets["figures"]) == len(rows)
    for sheet in sheets["figures"]:
        row = rows[SectionKey(sheet["school"], sheet["stage"])]
        assert (row.pupils, row.teachers) == (sheet["pupils"], sheet["teachers"]), row.section
        assert row.in_indicators == bool(sheet["inside"]), row.section
        assert {None: "outside", True: "yes", False: "no"}[row.passes] == sheet["passes"], row.section
        for value in row.values:
            kind = "heads" if value.code in ("L1", "L2", "L3") else "amount"
            assert value.amount is not None
            assert value.value is not None
            assert isclose(value.amount, sheet[f"{value.code}_{kind}"], rel_tol=TOLERANCE), (row.section, value)
            assert isclose(value.value, sheet[value.code], rel_tol=TOLERANCE), (row.section, value)
        if row.in_indicators:
            assert row.reached == sheet["reached"], row.section

    assert len(sheets["cv"]) == len(audit.state.cvs) == 16
    for sheet in sheets["cv"]:
        cv = audit.state.cv(CODES.get(sheet["code"], sheet["code"]), sheet["stage"])
        assert cv is not None
        assert cv.cv is not None
        assert cv.pupils == sheet["pupils"]
        assert isclose(cv.cv, sheet["cv"], rel_tol=TOLERANCE), (sheet, cv.cv)

    people = {row.teacher: row for row in audit.eligibility}
    assert len(people) == len(sheets["people"])
    for sheet in sheets["people"]:
        person = people[sheet["id"]]
        assert (person.years, person.retires) == (sheet["years"], from_excel(sheet["retires"]).date()), person
        assert person.eligible == (sheet["eligible"] == "yes"), person
    assert audit.targets.eligible == sum(sheet["eligible"] == "yes" for sheet in sheets["people"])
