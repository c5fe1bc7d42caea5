"""The Word templates as they ship: ``python -m rotation.report.papers.templates`` writes them into models/templates.

A county replaces any of them by its own file of the same name (``rotation export --templates DIR``); the fields are
those in the wording of ``rotation.i18n.documents`` and are listed in docs/papers.md.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from docx.shared import Pt

from rotation.i18n import LANGUAGES, Language, Text
from rotation.i18n.documents import APPROVAL, NOTICE, PLAN_DOC, RULE_BOOK
from rotation.report.papers.typography import HEAD, KAI, Sheet, docx_bytes
from rotation.resources import shipped

__all__ = ["TEMPLATES", "build", "shipped_template"]


def shipped_template(name: str, lang: Language) -> Path:
    """Return the file of a template that comes with the package."""
    return shipped("models") / "templates" / lang / f"{name}.docx"


def build(name: str, lang: Language) -> bytes:
    """Return a template, the same bytes every time."""
    return docx_bytes(TEMPLATES[name](lang).document)


def _said(texts: dict[str, Text], lang: Language) -> Callable[[str], str]:
    return lambda key: texts[key].to(lang)


def _columns(text: str) -> list[str]:
    """Return headings; a Chinese one breaks where its blank stands."""
    return (text if text.isascii() else text.replace(" ", "\n")).split("|")


def _plan(lang: Language) -> Sheet:  # noqa: PLR0915 - a document, told from top to bottom
    say = _said(PLAN_DOC, lang)
    sheet = Sheet(say("header"), lang)
    for part in say("title").split("|"):
        sheet.title(part)
    sheet.line(say("under"), font=KAI, centre=True)
    sheet.line("", indent=False)
    sheet.heading(say("h1"))
    sheet.line(say("purpose"))
    sheet.heading(say("h2"))
    sheet.line(say("basis"))
    cells = ["{{ row.no }}", "{{ row.document }}", "{{ row.rules }}"]
    sheet.table(_columns(say("basis_columns")), cells, "basis", (1, 8, 6), (1, 2), together=True)
    sheet.line(say("practice"))
    sheet.heading(say("h3"))
    sheet.heading(say("h31"), 2)
    _each(sheet, "headline")
    sheet.heading(say("h32"), 2)
    sheet.line(say("required"))
    cells = ["{{ row.rule }}", "{{ row.checked }}", "{{ row.holds }}"]
    sheet.table(_columns(say("required_columns")), cells, "required_rules", (7, 3, 3))
    sheet.heading(say("h33"), 2)
    cells = [f"{{{{ row.{f} }}}}" for f in ("stage", "indicator", "missing_before", "missing_after", "cv_before", "cv_after", "cap", "holds")]  # fmt: skip  # noqa: E501
    sheet.table(_columns(say("cv_columns")), cells, "cvs", (2, 4.4, 1.9, 1.9, 2.7, 2.7, 1.7, 2), (1,), together=True)
    sheet.line(say("passing"))
    sheet.heading(say("h34"), 2)
    _each(sheet, "targets")
    sheet.heading(say("h4"))
    cells = [f"{{{{ row.{f} }}}}" for f in ("school", "before", "leave", "arrive", "home", "away", "after", "quota")]
    # In Chinese a nine-year school's name, 16 characters with its stage, takes one line.
    widths = (9.5, 2.2, 1.8, 1.8, 1.8, 1.8, 2.3, 1.8) if lang == "zh" else (7, 2.7, 2, 2.1, 2.2, 2.2, 2.7, 2)
    sheet.table(_columns(say("school_columns")), cells, "by_school", widths, none=say("nobody"))
    sheet.heading(say("h5"))
    sheet.line(say("short"))
    cells = [f"{{{{ row.{f} }}}}" for f in ("stage", "subject", "demanded", "before", "after", "posts")]
    sheet.table(_columns(say("subject_columns")), cells, "by_subject", (2, 5, 3, 3, 3, 3), (1,))
    sheet.line(say("by_school"))
    cells = [f"{{{{ row.{f} }}}}" for f in ("school", "before", "after", "posts")]
    sheet.table(_columns(say("place_columns")), cells, "by_place", (8, 3, 3, 3))
    sheet.heading(say("h6"))
    sheet.line(say("method"))
    cells = [f"{{{{ row.{f} }}}}" for f in ("tier", "what", "value", "bound", "gap")]
    sheet.table(_columns(say("tier_columns")), cells, "tiers", (2.2, 6, 3, 3, 2), (1,), together=True)
    sheet.line(say("recount"))
    sheet.heading(say("h7"))
    sheet.line(say("repeat"))
    cells = ["{{ row.item }}", "{{ row.value }}"]
    sheet.table(_columns(say("digest_columns")), cells, "digests", (3, 12), (0, 1), 9, together=True)
    sheet.heading(say("h8"))
    sheet.tag("{%p if not notice %}")
    sheet.line(say("no_notice"), keep=True)
    sheet.tag("{%p else %}")
    sheet.line(say("notice"), keep=True)
    sheet.tag("{%p endif %}")
    sheet.tag("{%p if objections %}")
    cells = [f"{{{{ row.{f} }}}}" for f in ("no", "day", "person", "text", "answer")]
    sheet.table(_columns(say("objection_columns")), cells, "objections", (1.2, 2.6, 2.4, 5, 5), (3, 4))
    sheet.tag("{%p endif %}")
    sheet.line("", indent=False, keep=True)
    for signature in say("sign").split("|"):
        paragraph = sheet.line(signature, indent=False, keep=True)
        paragraph.alignment = None
        paragraph.paragraph_format.line_spacing = Pt(38)
    return sheet


def _each(sheet: Sheet, rows: str) -> None:
    sheet.tag(f"{{%p for line in {rows} %}}")
    sheet.line("{{ line }}")
    sheet.tag("{%p endfor %}")


def _approval(lang: Language) -> Sheet:
    say = _said(APPROVAL, lang)
    sheet = Sheet(say("header"), lang)
    sheet.tag("{%p if not forms %}")
    sheet.line(say("none"), centre=True)
    sheet.tag("{%p endif %}")
    sheet.tag("{%p for form in forms %}")
    sheet.title(say("title"), new_page=True)
    sheet.line(say("under"), size=12, centre=True)

    def pair(*keys: str) -> list[tuple[str, int]]:
        return [part for key in keys for part in ((say(key), 3), (f"{{{{ form.{key.rstrip('_')} }}}}", 3))]

    def one(key: str) -> list[tuple[str, int]]:
        return [(say(key), 3), (f"{{{{ form.{key.rstrip('_')} }}}}", 9)]

    rows = [
        pair("name", "sex"), pair("born", "degree"), pair("hired", "title_"), pair("subject", "backbone"),
        one("certificate"),
        [(say("from_"), 3), ("{{ form.from_school }}", 6), (say("years"), 2), ("{{ form.years }}", 1)],
        one("to"),
        [(say("kind"), 3), ("{{ form.kind }}", 3), (say("file_moves"), 3), (say("box"), 3)], one("term"),
    ]  # fmt: skip
    # One page holds 638 pt: 9 rows of 32, 4 of 60, 32 below the title, and a title of up to two lines of 36.
    heights = [32.0] * len(rows)
    for key, below in (("own", "sign"), ("sending", "seal"), ("receiving", "seal"), ("bureau", "seal")):
        rows.append([(say(key), 3), (f" \n{say(below)}", 9)])
        heights.append(60.0)
    sheet.grid(rows, heights, 12 if lang == "zh" else 10.5)
    sheet.tag("{%p endfor %}")
    return sheet


def _notice(lang: Language) -> Sheet:
    say = _said(NOTICE, lang)
    sheet = Sheet(say("header"), lang)
    sheet.title(say("title"))
    sheet.line("", indent=False)
    sheet.line(say("body"))
    sheet.line(say("when"))
    sheet.line(say("line"))
    cells = [f"{{{{ row.{f} }}}}" for f in ("no", "name", "sex", "subject", "from_school", "to_school")]
    # In Chinese nine characters of a school's name in one line, five of a subject's.
    size, widths = (12, (1.35, 2.15, 1.35, 2.75, 4.7, 4.7)) if lang == "zh" else (11, (1.3, 2.2, 1.9, 2.8, 4.7, 4.7))
    sheet.table(_columns(say("columns")), cells, "people", widths, (4, 5), size, none=say("nobody"))
    sheet.line("", indent=False)
    sheet.line(say("sign"), right=True, keep=True)
    sheet.line(say("date"), right=True)
    return sheet


def _rules(lang: Language) -> Sheet:
    say = _said(RULE_BOOK, lang)
    sheet = Sheet(say("header"), lang)
    sheet.title(say("title"))
    sheet.line("", indent=False)
    sheet.line(say("intro"))
    sheet.line(say("tiers"))
    sheet.heading(say("h1"))
    settings = ["{{ row.name }}", "{{ row.value }}", "{{ row.by }}"]
    sheet.tag("{%p for rule in rules %}")
    sheet.heading(say("rule"), 2)
    sheet.line("{{ rule.clause }}", size=14, keep=True)
    sheet.line(say("mode"), font=HEAD, size=12, keep=True)
    sheet.line(say("source"), font=KAI, size=12, keep=True)
    sheet.table(_columns(say("columns")), settings, "rule.settings", (5, 8, 4), (0, 1), together=True)
    sheet.tag("{%p endfor %}")
    sheet.heading(say("h2"))
    sheet.tag("{%p for part in parts %}")
    sheet.heading(say("part"), 2)
    sheet.line(say("part_source"), font=KAI, size=12, keep=True)
    sheet.table(_columns(say("columns")), settings, "part.settings", (5, 8, 4), (0, 1))
    sheet.tag("{%p endfor %}")
    sheet.heading(say("h3"))
    sheet.tag("{%p if own_curriculum %}")
    sheet.line(say("own"), keep=True)
    sheet.tag("{%p endif %}")
    cells = ["{{ row.subject }}", *(f"{{{{ row.grades[{grade}] }}}}" for grade in range(9))]
    sheet.table(_columns(say("curriculum_columns")), cells, "curriculum", (5, *[1] * 9))
    return sheet


TEMPLATES: Final[dict[str, Callable[[Language], Any]]] = {
    "plan": _plan, "approval": _approval, "notice": _notice, "rules": _rules,
}  # fmt: skip


def main() -> int:
    """Write every template in both languages."""
    for lang in LANGUAGES:
        for name in TEMPLATES:
            path = shipped_template(name, lang)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(build(name, lang))
    return 0


if __name__ == "__main__":
    sys.exit(main())
