"""Papers for the tests: plans of ``tiny`` with awkward data, exported without the solver."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path

from docx import Document
from plans import written

from rotation.domain.district import District
from rotation.i18n import Language
from rotation.report.papers import Dossier, open_dossier
from rotation.report.papers.book import book
from rotation.report.papers.forms import approval_fields, notice_fields
from rotation.report.papers.lookup import page
from rotation.report.papers.plan_fields import plan_fields
from rotation.report.papers.render import render
from rotation.report.papers.rulebook import rulebook_fields
from rotation.report.papers.templates import shipped_template

__all__ = ["MAKERS", "docx_text", "dossier", "raw_text"]


def _document(name: str, fields: Callable[[Dossier], Mapping[str, object]]) -> Callable[[Dossier], bytes]:
    return lambda found: render(shipped_template(name, found.lang), fields(found), found.lang)


MAKERS: dict[str, Callable[[Dossier], bytes]] = {
    "plan": _document("plan", plan_fields),
    "approval": _document("approval", approval_fields),
    "notice": _document("notice", notice_fields),
    "rules": _document("rules", rulebook_fields),
    "roster": book,
    "page": page,
}


def dossier(folder: Path, district: District | None = None, lang: Language = "zh") -> Dossier:
    """Return the dossier of a plan of ``tiny``, or of a district like it."""
    if not folder.exists():
        written(folder, district)
    return open_dossier(folder, lang)


def docx_text(content: bytes) -> str:
    """Return all texts of a document, headers, footers and tables included."""
    document = Document(io.BytesIO(content))
    texts = [p.text for p in document.element.body.iter() if p.tag.endswith("}t") and p.text]
    for section in document.sections:
        texts += [p.text for p in section.header.paragraphs]
    return "\n".join(texts)


def raw_text(content: bytes) -> str:
    """Return everything in a file, of an archive every part."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return unescape("\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist()))


