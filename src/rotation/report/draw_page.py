"""The self-contained page of a public draw: the record, and the script that repeats it in any browser."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Final

from rotation.i18n import Language, named
from rotation.i18n.drawing import PAGE
from rotation.report.class_report import page

__all__ = ["draw_page"]

_SCRIPTS: Final = ("draw_page.js", "draw_open.js")
_OPENED: Final = ("roster", "internal", "same_lists", "counts", "means", "requests")
_CHECKS: Final = ("commitment", "seed", "names", "matching", "expected_balance", "lists")


def draw_page(
    record: Mapping[str, object], totals: Sequence[tuple[str, Sequence[str], str]], lang: Language,
    note: str | None = None,
) -> str:
    """Return the page. ``record`` is what the browser checks; ``totals`` are its lines: name, values, bound; ``note``
    stands below them.

    Pupils appear with name and sex only; what is sensitive appears as totals. These are counted again where the
    school opens its own files in the page: the roster must have the digest that was committed.
    """
    data = json.dumps(record, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c").replace("\u2028", "\\u2028")
    items = "".join(f'<li id="check-{key}">{named(PAGE[key].to(lang), "<b>...</b>", lang)}</li>' for key in _CHECKS)
    body = [
        f"<h1>{PAGE['title'].to(lang)}</h1><p>{PAGE['lead'].to(lang)}</p>",
        f"<h2>{PAGE['checks'].to(lang)}</h2>",
        f"<p id='verdict' class='bad'>{PAGE['no_script'].to(lang)}</p><ul>{items}</ul>",
        f"<h2>{PAGE['what'].to(lang)}</h2><p><code>{escape(str(record['commitment_digest']))}</code></p>"
        f"<p><code>{escape(str(record['commitment']))}</code></p>",
        f"<h2>{PAGE['parts'].to(lang)}</h2><ol id='parts'></ol><p class='note'>{PAGE['howto'].to(lang)}</p>",
        f"<h2>{PAGE['classes'].to(lang)}</h2><div id='classes'></div>",
        _totals(record, totals, lang),
        *([f"<p class='note'>{note}</p>"] if note else []),
        f"<h2>{PAGE['open'].to(lang)}</h2><p class='note'>{PAGE['open_note'].to(lang)}</p>"
        f"<p><input type='file' id='open' multiple accept='.csv'></p><ul id='opened'></ul>",
        f'<script type="application/json" id="record">{data}</script>',
        f'<script type="application/json" id="words">{_words(lang)}</script>',
        *(f"<script>{Path(__file__).with_name(name).read_text(encoding='utf-8')}</script>" for name in _SCRIPTS),
    ]  # fmt: skip
    return page(PAGE["title"].to(lang), "\n".join(body), lang)


def _words(lang: Language) -> str:
    keys = ("match", "mismatch", "class_line", "colon", "joint", "open_both", *(f"open_{key}" for key in _OPENED))
    return json.dumps({key: PAGE[key].to(lang) for key in keys}, ensure_ascii=False)


def _totals(record: Mapping[str, object], totals: Sequence[tuple[str, Sequence[str], str]], lang: Language) -> str:
    names = record["classes"]
    assert isinstance(names, list)
    heads = ["", *(escape(name) for name in names), PAGE["spread"].to(lang), PAGE["bound"].to(lang)]
    rows = "".join(
        f"<tr><td>{escape(name)}</td>" + "".join(f"<td>{value}</td>" for value in values)
        + f"<td id='spread-{i}'></td><td>{bound}</td></tr>"
        for i, (name, values, bound) in enumerate(totals)
    )  # fmt: skip
    head = "<tr>" + "".join(f"<th>{head}</th>" for head in heads) + "</tr>"
    return f"<h2>{PAGE['other_counts'].to(lang)}</h2><div class='wide'><table>{head}{rows}</table></div>"
