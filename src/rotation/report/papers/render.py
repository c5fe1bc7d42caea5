"""A template filled in; templates may be a county's own and are not trusted with more than the fields."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rotation.errors import RotationError
from rotation.i18n import Language
from rotation.i18n.papers import EXPORT
from rotation.report.text import visible

__all__ = ["render"]


def render(template: Path, fields: Mapping[str, Any], lang: Language) -> bytes:
    """Return the document that a template and its fields make.

    Raises
    ------
    RotationError
        The template is no Word document, names a field that does not exist, or is no valid template.
    """
    import zipfile  # noqa: PLC0415

    from docx.opc.exceptions import OpcError  # noqa: PLC0415
    from docxtpl import DocxTemplate  # noqa: PLC0415
    from jinja2 import StrictUndefined, TemplateError  # noqa: PLC0415
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    from rotation.report.papers.shrinking import shrink  # noqa: PLC0415
    from rotation.report.papers.typography import docx_bytes  # noqa: PLC0415

    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        document = DocxTemplate(str(template))
        document.render(dict(fields), environment)
        shrink(document.docx.element.body)
        return docx_bytes(document.docx)
    except (
        TemplateError, OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError,
    ) as error:  # fmt: skip
        reason = visible(str(error) or type(error).__name__)[:300]
        raise RotationError(EXPORT["template"].to(lang, file=template, reason=reason)) from error
