"""The whole set of papers of a plan, written into one folder: what is internal apart from what may be published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rotation.errors import RotationError
from rotation.i18n import LANGUAGES, Language
from rotation.i18n.papers import EXPORT, FILE
from rotation.report.papers.dossier import Dossier, open_dossier
from rotation.report.target import may_begin
from rotation.report.whole import put_files

__all__ = ["Exported", "export"]

PUBLIC: Final = frozenset({"notice"})
ORDER: Final = ("plan", "roster", "approval", "page", "rules", "notice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One file of the set; ``public`` says that it holds only what may be published."""

    name: str
    path: Path
    public: bool
    size: int


def export(
    folder: Path,
    to: Path,
    lang: Language = "zh",
    *,
    templates: Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> tuple[Exported, ...]:
    """Write all papers of a plan.

    Parameters
    ----------
    folder
        The plan's folder; nothing in it changes.
    to
        The folder of the papers; an earlier export there is replaced, anything else is not touched.
    templates
        A folder with a county's own templates (plan.docx, approval.docx, notice.docx, rules.docx); those it lacks
        are the package's.
    progress
        Told the name of each file before it is made.

    Raises
    ------
    PlanError
        The plan cannot be read or does not hold.
    RotationError
        The folder cannot be written, or a template is wrong.
    """
    folder, to = Path(folder), Path(to)
    _may_export(to, lang)
    sources = _templates(templates, lang)
    dossier = open_dossier(folder, lang)
    made: dict[str, bytes] = {}
    for name in ORDER:
        if progress is not None:
            progress(FILE[name].to(lang))
        made[name] = _make(name, dossier, sources)
    return _write(to, made, lang)


def _make(name: str, dossier: Dossier, templates: Mapping[str, Path]) -> bytes:
    from rotation.report.papers import book, forms, lookup, plan_fields, rulebook  # noqa: PLC0415
    from rotation.report.papers.render import render  # noqa: PLC0415

    if name == "roster":
        return book.book(dossier)
    if name == "page":
        return lookup.page(dossier)
    fields = {
        "plan": plan_fields.plan_fields,
        "approval": forms.approval_fields,
        "notice": forms.notice_fields,
        "rules": rulebook.rulebook_fields,
    }[name](dossier)
    return render(templates[name], fields, dossier.lang)


def _templates(own: Path | None, lang: Language) -> dict[str, Path]:
    from rotation.report.papers.templates import TEMPLATES, shipped_template  # noqa: PLC0415

    found = {name: shipped_template(name, lang) for name in TEMPLATES}
    if own is not None:
        theirs = {name: own / f"{name}.docx" for name in TEMPLATES if (own / f"{name}.docx").is_file()}
        if not theirs:
            known = ", ".join(f"{name}.docx" for name in TEMPLATES)
            raise RotationError(EXPORT["no_templates"].to(lang, folder=own, known=known))
        found |= theirs
    return found


def _may_export(to: Path, lang: Language) -> None:
    """Refuse a folder in which an export would mingle with other things."""
    may_begin(to, lang)
    ours = {FILE[part].to(each) for part in ("internal", "public") for each in LANGUAGES}
    strange = sorted(entry.name for entry in to.iterdir() if entry.name not in ours) if to.exists() else []
    if strange:
        raise RotationError(EXPORT["in_the_way"].to(lang, folder=to, name=strange[0]))


def _write(to: Path, made: Mapping[str, bytes], lang: Language) -> tuple[Exported, ...]:
    """Put all papers in their places at once: those of two exports never lie side by side."""
    parts = {name: FILE["public" if name in PUBLIC else "internal"] for name in made}
    names = {name: f"{part.to(lang)}/{FILE[name].to(lang)}" for name, part in parts.items()}
    try:
        put_files(to, {names[name]: content for name, content in made.items()}, keep=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RotationError(EXPORT["locked"].to(lang, file=error.filename or to, reason=reason)) from None
    return tuple(
        Exported(name=name, path=to / names[name], public=name in PUBLIC, size=len(content))
        for name, content in made.items()
    )
