"""The report of a deal as one HTML page: spreads with bounds, other ways of dealing, chance, plots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from rotation import __version__
from rotation.classes.deal import METHOD, Deal
from rotation.classes.deal_check import Line, Recount, recount
from rotation.classes.deal_compare import Chance, chance_test, random_deal, snake_deal
from rotation.classes.lottery import digest
from rotation.domain.pupils import Pupil, Roster
from rotation.i18n import Language, Text, named
from rotation.i18n.dealing import REPORT, SAID, TABLE
from rotation.io.pupil_tables import canonical_roster
from rotation.policy.dealing import DealRules
from rotation.report.class_plots import panels
from rotation.report.text import visible

__all__ = ["STYLE", "Comparison", "compare", "page", "report_page", "spread_text", "total_note", "without_marks"]

STYLE = """
body { font: 15px/1.6 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; color: #222;
  background: #fff; max-width: 1040px; margin: 2em auto; padding: 0 1.2em; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 1.8em; border-bottom: 1px solid #ddd; }
table { border-collapse: collapse; } td, th { padding: .18em .8em; border-bottom: 1px solid #e6e6e6; text-align: right;
  font-variant-numeric: tabular-nums; } td:first-child, th:first-child { text-align: left; }
th { color: #555; font-weight: 600; }
td + td, th + th { word-break: keep-all; } td:first-child { min-width: 8em; }
.share, td .good { display: inline-block; white-space: nowrap; } .wide { overflow-x: auto; }
@media print { .wide { overflow: visible; } tr, .panel { break-inside: avoid; } h2, h2 + p { break-after: avoid; } }
.good { color: #1a7f37; } .bad { color: #b42318; } .note { color: #555; } code { word-break: break-all; }
.panel { margin: 2px; } .panel .name { font-size: 12px; font-weight: 600; } .panel .tick { font-size: 9px; fill: #666; }
"""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Lists counted again, beside a random and a snake deal of the same pupils, and the test against chance."""

    ours: Recount
    random: Recount
    snake: Recount
    chance: Chance | None
    column: Text


def compare(roster: Roster, rules: DealRules, place: list[int], names: list[str], seed: str) -> Comparison:
    """Count lists and the two others again; every figure comes from the independent check."""

    def counted(where: list[int]) -> Recount:
        lists = {pupil.id: names[k] for pupil, k in zip(roster.pupils, where, strict=True)}
        return recount(roster, rules, lists, names)

    ours, classes = counted(place), len(names)
    labels = {line.key: line.name for line in ours.lines}
    columns = _columns(roster, ours)
    chance = chance_test(columns, place, classes, seed)
    column = labels[chance.column] if chance is not None else Text("", "")
    return Comparison(
        ours, counted(random_deal(roster, classes, seed)), counted(snake_deal(roster, classes, seed)), chance, column
    )


def _columns(roster: Roster, ours: Recount) -> dict[str, list[float]]:
    """Return what is compared with chance: scores minus their mean where there are any, else the counts."""
    columns: dict[str, list[float]] = {}
    for position, name in enumerate(roster.scores):
        known = [float(s) for p in roster.pupils if (s := p.scores[position]) is not None]
        mean = sum(known) / len(known) if known else 0.0
        marks = [p.scores[position] for p in roster.pupils]
        columns[f"mean:score:{name}"] = [0.0 if s is None else float(s) - mean for s in marks]
    traits: dict[str, Callable[[Pupil], bool]] = {
        "sex:female": lambda p: p.sex == "female", "needs": lambda p: bool(p.needs), "migrant": lambda p: p.migrant,
        "left_behind": lambda p: p.left_behind, "relatives": lambda p: bool(p.staff_relatives),
    }  # fmt: skip
    there = {line.key for line in ours.lines}
    columns |= {key: [float(t(p)) for p in roster.pupils] for key, t in traits.items() if key in there}
    return {key: values for key, values in columns.items() if key in there}


def without_marks(roster: Roster, ours: Recount) -> list[str]:
    """Return the scores that differ but have no mean in some class, which has no mark of them."""
    there = {line.key for line in ours.lines}
    names = [name for name in roster.scores if f"mean:score:{name}" not in there]
    marks = {name: {p.scores[roster.scores.index(name)] for p in roster.pupils} - {None} for name in names}
    return [name for name in names if len(marks[name]) > 1]


def total_note(roster: Roster, rules: DealRules, ours: Recount, lang: Language) -> str | None:
    """Return why the total may be further apart than every score: who lacks one is left out, and nothing aims at it."""
    left_out = sum(None in pupil.scores for pupil in roster.pupils)
    if not left_out or len(roster.scores) >= rules.total_from or all(line.key != "mean:total" for line in ours.lines):
        return None
    counted = len(roster.pupils) - left_out
    return SAID["total_shown"].to(lang, counted=counted, left_out=left_out, total_from=rules.total_from)


def spread_text(line: Line, value: Fraction | float, lang: Language) -> str:
    """Return a spread as it is shown: whole for counts, with its share of a standard deviation for scores."""
    if line.kind == "count":
        return str(int(value))
    assert line.deviation is not None
    share = REPORT["sd_of"].to(lang, share=f"{float(value) / line.deviation:.4f}")
    return f"{float(value):.4f}{share}"


def _spread(line: Line, value: Fraction | float, lang: Language) -> str:
    """Return a spread that breaks nowhere but before its share."""
    figure, mark, share = spread_text(line, value, lang).partition("（" if lang == "zh" else " (")
    return f"{figure} <span class='share'>{mark.strip()}{share}</span>" if share else figure


def report_page(
    roster: Roster, rules: DealRules, found: Deal, compared: Comparison, names: list[str], seed: str, lang: Language
) -> str:
    """Return the whole page; it shows no pupil's name or id."""
    lead = REPORT["lead"].to(lang, pupils=len(roster.pupils), classes=len(names), rules=escape(rules.title(lang)))
    bare = without_marks(roster, compared.ours)
    total = total_note(roster, rules, compared.ours, lang)
    parts = [
        f"<h1>{REPORT['title'].to(lang)}</h1>",
        f"<p>{lead}</p>",
        _verdict(found, compared.ours, lang),
        f"<h2>{REPORT['spreads'].to(lang)}</h2><p class='note'>{REPORT['spreads_note'].to(lang)}</p>",
        _table(compared, lang),
        *(f"<p class='note'>{SAID['no_marks'].to(lang, name=escape(visible(name)))}</p>" for name in bare),
        *([f"<p class='note'>{total}</p>"] if total else []),
        *_chance(compared, names, lang),
        f"<h2>{REPORT['plots'].to(lang)}</h2>",
        f"<div>{panels(compared.ours.lines, compared.random.lines, names, lang)}</div>",
        f"<p class='note'>{REPORT['uniform'].to(lang, classes=len(names))}</p>",
        f"<p class='note'>{named(REPORT['seed'].to(lang), f'<code>{escape(visible(seed))}</code>', lang)}<br>"
        f"{named(REPORT['digest'].to(lang), f'<code>{digest(canonical_roster(roster))}</code>', lang)}<br>"
        f"{REPORT['version'].to(lang, version=__version__, method=METHOD)}</p>",
    ]  # fmt: skip
    return page(REPORT["title"].to(lang), "\n".join(parts), lang)


def page(title: str, body: str, lang: Language, head: str = "") -> str:
    """Return a page that needs nothing but itself."""
    code = "zh-CN" if lang == "zh" else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{code}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style>{head}</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _verdict(found: Deal, ours: Recount, lang: Language) -> str:
    if ours.broken:
        items = "".join(f"<li>{escape(text.to(lang))}</li>" for text in ours.broken)
        return f"<p class='bad'>{REPORT['broken'].to(lang, count=len(ours.broken))}</p><ul>{items}</ul>"
    if ours.above:
        proven = REPORT["proven" if found.proven else "unproven"].to(lang)
        return f"<p class='bad'>{REPORT['unmet'].to(lang, count=len(ours.above), proven=proven)}</p>"
    return f"<p class='good'>{REPORT['clean'].to(lang)}</p>"


def _table(compared: Comparison, lang: Language) -> str:
    heads = ("item", "least", "most", "ours", "bound", "random", "snake", "verdict")
    rows = ["<tr>" + "".join(f"<th>{TABLE[h].to(lang)}</th>" for h in heads) + "</tr>"]
    others = [{line.key: line for line in r.lines} for r in (compared.random, compared.snake)]
    for line in compared.ours.lines:
        ends = (min(line.values), max(line.values))
        cells = [escape(visible(line.name.to(lang)))]
        cells += [str(int(v)) if line.kind == "count" else f"{float(v):.4f}" for v in ends]
        cells += [_spread(line, line.spread, lang), _spread(line, line.bound, lang)]
        cells += [_spread(line, o[line.key].spread, lang) if line.key in o else "-" for o in others]
        over = line.spread - line.bound
        if line.kind == "sd":
            cells.append("")
        elif over <= 0:
            cells.append(f"<span class='good'>{REPORT['at_bound'].to(lang)}</span>")
        else:
            css = "bad" if line.kind == "count" else "note"
            cells.append(f"<span class='{css}'>{REPORT['above'].to(lang, excess=spread_text(line, over, lang))}</span>")
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return "<div class='wide'><table>" + "\n".join(rows) + "</table></div>"


def _chance(compared: Comparison, names: list[str], lang: Language) -> list[str]:
    chance = compared.chance
    if chance is None:
        return []
    text = REPORT["chance_note"].to(
        lang, deals=f"{chance.deals:,}", tests=chance.tests, least=f"{chance.p:.3f}",
        class_=escape(visible(names[chance.class_number])), line=escape(visible(compared.column.to(lang))),
        verdict=REPORT["no_class" if chance.p > 0.05 else "some_class"].to(lang),
    )  # fmt: skip
    return [f"<h2>{REPORT['chance'].to(lang)}</h2>", f"<p>{text}</p>"]
