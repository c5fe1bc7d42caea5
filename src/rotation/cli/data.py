"""Commands about the data: new, check, audit."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rotation import io
from rotation.audit import examine
from rotation.cli.own_policy import FILE, tell_of_own_policy
from rotation.errors import RotationError
from rotation.i18n import Language
from rotation.i18n.commands import MESSAGE, POLICY_FILE
from rotation.i18n.reports import AUDIT
from rotation.report.defects import show_defects
from rotation.report.district_tables import district_tables
from rotation.report.screen import Screen
from rotation.report.standing import show_standing
from rotation.report.tables import csv_text
from rotation.report.target import may_begin
from rotation.report.text import argument
from rotation.report.whole import add_files, put_files, taken
from rotation.rules import read_policy

__all__ = ["audit", "check", "new", "writing"]


def new(lang: Language, folder: Path) -> int:
    """Write the empty workbook and the policy file; nothing is overwritten."""
    may_begin(folder, lang)
    policy = folder / FILE
    with writing(lang, folder):
        with TemporaryDirectory() as made:
            files = {path.name: path.read_bytes() for path in io.write_template(Path(made), lang)}
        files[policy.name] = POLICY_FILE.to(lang).encode()
        there = taken(folder, files)
        if there is not None:
            raise RotationError(MESSAGE["file_exists"].to(lang, file=there))
        add_files(folder, files)
    screen = Screen(sys.stdout, lang)
    screen.line(MESSAGE["new"].to(lang), indent=0)
    for name in files:
        screen.path(str(folder / name))
    screen.path(MESSAGE["new_next"].to(lang, folder=argument(folder)), 0)
    screen.path(MESSAGE["new_solve"].to(lang, folder=argument(folder), policy=argument(policy)), 0)
    return 0


def check(lang: Language, path: Path, everything: bool) -> int:
    """Print every defect of the input."""
    diagnosis = io.inspect(path)
    show_defects(Screen(sys.stdout, lang), diagnosis, everything)
    return 1 if diagnosis.errors else 0


def audit(lang: Language, path: Path, policy_name: str, out: Path | None) -> int:
    """Print where the district stands; write the full tables where asked."""
    policy = read_policy(policy_name)
    tell_of_own_policy(lang, path, policy_name)
    if out is not None:
        may_begin(out, lang)
        if out.exists() and any(out.iterdir()):
            raise RotationError(MESSAGE["exists"].to(lang, folder=out))
    district = io.read(path)
    found = examine(district, policy)
    screen = Screen(sys.stdout, lang)
    show_standing(screen, district, policy, found)
    screen.blank()
    if out is None:
        screen.line(AUDIT["hint"].to(lang), indent=0)
        return 0
    with writing(lang, out):
        # The mark at the beginning tells Excel that the text is UTF-8.
        tables = district_tables(district, found)
        put_files(out, {f"{table.name}.csv": csv_text(table, lang).encode("utf-8-sig") for table in tables})
    screen.path(AUDIT["written"].to(lang, folder=out), 0)
    return 0


class writing:  # noqa: N801 - read as a verb: with writing(...)
    """Turns what the file system refuses into one clear sentence."""

    def __init__(self, lang: Language, path: Path) -> None:
        self._lang, self._path = lang, path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            reason = error.strerror or os.strerror(error.errno or 0)
            raise RotationError(
                MESSAGE["cannot_write"].to(self._lang, path=self._path, reason=reason)
            ) from None
