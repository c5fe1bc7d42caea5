"""A template filled in; templates may be a county's own and are not trusted with more than the fields."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from rotation.errors import RotationError
from rotation.i18n import Language
from rotation.i18n.papers import EXPORT
from rotation.report.text import visible

__all__ = ["render"]

_ORDINALS: Final = frozenset({"no", "year"})


class _Ordinal(int):
    """A number that counts nothing."""


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

    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_written)
    try:
        document = DocxTemplate(str(template))
        document.render(_told_apart(dict(fields)), environment)
        shrink(document.docx.element.body)
        return docx_bytes(document.docx)
    except (
        TemplateError, OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError,
    ) as error:  # fmt: skip
        reason = visible(str(error) or type(error).__name__)[:300]
        raise RotationError(EXPORT["template"].to(lang, file=template, reason=reason)) from error


def _told_apart(value: Any, name: str = "") -> Any:
    """Return fields in which numbers that count nothing are known by their type."""
    if isinstance(value, Mapping):
        return {key: _told_apart(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_told_apart(each, name) for each in value]
    return _Ordinal(value) if type(value) is int and name in _ORDINALS else value


def _written(value: Any) -> Any:
    """Return a count with separators of thousands, as in every other paper."""
    return f"{value:,}" if type(value) is int else value
