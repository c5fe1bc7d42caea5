"""The look-up page in a real headless browser: it starts, searches, filters and says nothing on the console."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from papers_fixtures import dossier
from plans import tiny

from rotation.i18n import LANGUAGES, Language
from rotation.i18n.page import PAGE
from rotation.report.papers import Dossier
from rotation.report.papers.lookup import page

NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next((found for name in NAMES if (found := shutil.which(name))), None)
READER = shutil.which("pdftotext")
DRIVE = """
<script>
window.onerror = function (m) { document.title = "ERROR " + m; };
document.addEventListener("securitypolicyviolation", function (e) { document.title = "ERROR " + e.violatedDirective; });
</script>
"""
STEPS = """
<script>
var q = document.getElementById("q");
q.value = "NAME"; q.dispatchEvent(new Event("input"));
var hits = document.querySelectorAll("#results button");
hits[hits.length - 1].click();
var kind = document.querySelector("[data-filter=kind]");
kind.value = kind.options[3].value; kind.dispatchEvent(new Event("change"));
var shown = document.querySelectorAll("#list tbody tr:not(.off)").length;
document.getElementById("reset").click();
var again = document.querySelectorAll("#list tbody tr:not(.off)").length;
var mark = document.querySelector(".schools g");
mark.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true}));
var place = document.getElementById("detail").textContent.length;
hits[hits.length - 1].click();
var hot = document.querySelectorAll(".moves path.hot").length;
var chain = document.querySelector(".chain");
chain.open = false;
window.dispatchEvent(new Event("beforeprint"));
var out = document.createElement("pre");
out.id = "driven";
out.textContent = [hits.length, document.getElementById("detail").textContent,
  shown, again, place, hot, document.querySelectorAll("details:not([open])").length, chain.textContent,
  document.activeElement.id, performance.getEntriesByType("resource").length,
  document.documentElement.dataset.ready].join("|");
document.body.appendChild(out);
</script>
"""


NEXT = "甲某"


def test_chinese_names_stand_upright_over_narrow_columns(tmp_path: Path) -> None:
    """English headings are turned by half a circle, which would put Chinese characters on their heads."""
    text = page(dossier(tmp_path / "plan", lang="en")).decode()
    turned = re.findall(r'class="turn( upright)?"><span>(?:<bdi>)?([^<]+)', text)
    assert {bool(upright) for upright, _ in turned} == {True, False}
    assert all(bool(upright) != name.isascii() for upright, name in turned)
    assert ":lang(en) .turn:not(.upright) span { transform: rotate(180deg); }" in text


def with_a_chain(found: Dossier) -> Dossier:
    """Return the dossier with somebody leaving for elsewhere the school to which T13 comes."""
    first = next(posting for posting in found.postings if posting.teacher == "T13")
    leaver = next(t for t in found.district.teachers if t.section == first.destination)
    named = tuple(replace(t, name=NEXT) if t.id == leaver.id else t for t in found.district.teachers)
    elsewhere = next(s.key for s in found.district.sections if s.school not in (leaver.school, first.origin.school))
    second = replace(first, teacher=leaver.id, origin=first.destination, destination=elsewhere)
    plan = replace(found.plan, district=replace(found.district, teachers=named))
    return replace(found, plan=plan, postings=[*found.postings, second])


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine: the page is not driven")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_works_in_a_browser(tmp_path: Path, lang: Language) -> None:
    assert BROWSER is not None
    name = next(t.name for t in tiny()[0].teachers if t.id == "T13")
    text = page(with_a_chain(dossier(tmp_path / "plan", lang=lang))).decode()
    file = tmp_path / "page.html"
    file.write_text(
        text.replace("<head>", "<head>" + DRIVE, 1).replace("</body>", STEPS.replace("NAME", name) + "</body>"),
        encoding="utf-8",
    )
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", file.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=90, check=False)
    shown = done.stdout.decode()
    assert "CONSOLE" not in done.stderr.decode(errors="replace")
    assert "<title>ERROR" not in shown
    found = re.search(r'<pre id="driven">(.*?)</pre>', shown, re.S)
    assert found is not None
    hits, detail, rows, again, place, hot, closed, chain, focus, requests, ready = found[1].split("|")
    assert int(hits) >= 1
    assert name in detail
    assert "柳坪镇初级中学" in detail  # where T13 goes
    assert int(rows) == 1  # of two moves and a return, the return alone
    assert int(again) == 3
    assert int(place) > 0  # a school on the map, by the keyboard
    assert int(hot) == 1
    assert closed == "0"  # in print every chain is unfolded
    assert chain.index(name) < chain.index(NEXT)
    assert focus == "detail"
    assert requests == "0"
    assert float(ready) > 0


@pytest.mark.skipif(BROWSER is None or READER is None, reason="no Chromium or pdftotext: the page is not printed")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_stands_on_the_first_printed_sheet(tmp_path: Path, lang: Language) -> None:
    """Where it did not fit below the summary, the first sheet stayed half empty."""
    assert BROWSER is not None
    assert READER is not None
    file, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    file.write_bytes(page(dossier(tmp_path / "plan", lang=lang)))
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command += ["--no-pdf-header-footer", f"--print-to-pdf={printed}", file.as_uri()]
    subprocess.run(command, capture_output=True, timeout=90, check=True)
    told = subprocess.run([READER, "-l", "1", str(printed), "-"], capture_output=True, timeout=90, check=True)
    assert PAGE["map"].to(lang) in told.stdout.decode()
