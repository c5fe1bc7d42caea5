"""Workbooks and folders of CSV in, every defect named; canonical tables, workbooks, the template out."""

from __future__ import annotations

from rotation.io.diagnosis import Defect, Diagnosis
from rotation.io.reading import district_of, inspect, read, reread
from rotation.io.template import write_template
from rotation.io.workbook import write_workbook
from rotation.io.write import canonical_tables, digest, write_csv

__all__ = [
    "Defect", "Diagnosis", "canonical_tables", "digest", "district_of", "inspect", "read", "reread",
    "write_csv", "write_template", "write_workbook",
]  # fmt: skip
