"""The self-contained page of a public draw: the record, and the script that repeats it in any browser."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Final

from rotation.i18n import Language
from rotation.i18n.drawing import PAGE
from rotation.report.class_report import page

__all__ = ["draw_page"]

_SCRIPT: Final = Path(__file__).with_name("draw_page.js")
_CHECKS: Final = ("commitment", "seed", "names", "matching", "expected_balance", "lists")


def draw_page(record: Mapping[str, object], counts: Sequence[tuple[str, Sequence[int]]], lang: Language) -> str:
    """Return the page. ``record`` is what the browser checks; ``counts`` are totals by class of other things.

    Pupils appear with name and sex only; what is sensitive appears as totals.
    """
    data = json.dumps(record, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c").replace("\u2028", "\\u2028")
    items = "".join(f'<li id="check-{key}">{PAGE[key].to(lang)}: <b>...</b></li>' for key in _CHECKS)
    body = [
        f"<h1>{PAGE['title'].to(lang)}</h1><p>{PAGE['lead'].to(lang)}</p>",
        f"<h2>{PAGE['checks'].to(lang)}</h2>",
        f"<p id='verdict' class='bad'>{PAGE['no_script'].to(lang)}</p><ul>{items}</ul>",
        f"<h2>{PAGE['what'].to(lang)}</h2><p><code>{escape(str(record['commitment_digest']))}</code></p>"
        f"<p><code>{escape(str(record['commitment']))}</code></p>",
        f"<h2>{PAGE['parts'].to(lang)}</h2><ol id='parts'></ol><p class='note'>{PAGE['howto'].to(lang)}</p>",
        f"<h2>{PAGE['classes'].to(lang)}</h2><div id='classes'></div>",
        _counts(record, counts, lang),
        f'<script type="application/json" id="record">{data}</script>',
        f'<script type="application/json" id="words">{_words(lang)}</script>',
        f"<script>{_SCRIPT.read_text(encoding='utf-8')}</script>",
    ]  # fmt: skip
    return page(PAGE["title"].to(lang), "\n".join(body), lang)


def _words(lang: Language) -> str:
    words = {key: PAGE[key].to(lang) for key in ("match", "mismatch", "girls", "boys", "size")}
    return json.dumps(words, ensure_ascii=False)


def _counts(record: Mapping[str, object], counts: Sequence[tuple[str, Sequence[int]]], lang: Language) -> str:
    if not counts:
        return ""
    names = record["classes"]
    assert isinstance(names, list)
    head = "<tr><th></th>" + "".join(f"<th>{escape(name)}</th>" for name in names) + "</tr>"
    rows = "".join(
        f"<tr><td>{escape(name)}</td>" + "".join(f"<td>{value}</td>" for value in values) + "</tr>"
        for name, values in counts
    )
    return f"<h2>{PAGE['other_counts'].to(lang)}</h2><table>{head}{rows}</table>"
