"""Picture the terminal's summary of a plan, zh and en: ``python docs/build_pictures.py PLAN [--out docs/images]``.

The plan is read and recounted, not solved again; PLAN is a folder that ``rotation solve`` or ``rotation demo`` wrote.
Needs a browser of the Chromium family, a monospaced Latin font and a CJK font.
"""

from __future__ import annotations

import argparse
import html
import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from rotation.audit import verify
from rotation.i18n import LANGUAGES, Language
from rotation.report import StoredPlan, read_plan
from rotation.report.screen import Screen
from rotation.report.summary import summarise
from rotation.report.wrapping import width

HERE: Final = Path(__file__).resolve().parent
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
COLUMNS: Final = 80
SECTIONS: Final = 4
"""Sections of the summary that the picture shows; those that follow list schools and persons."""
SIZE: Final = 15
LINE: Final = 22
PAGE: Final = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>
body {{ margin: 20px; background: #fff; color: #1c1c1c }}
pre {{ margin: 0; font: {size}px/{line}px "Noto Sans Mono CJK SC", "Sarasa Mono SC", monospace; width: {columns}ch }}
b {{ display: inline-block; font-weight: normal; width: 2ch }}
</style><pre>{text}</pre>"""


def summary(plan: StoredPlan, lang: Language) -> str:
    """Return the first sections of the summary as the terminal shows them."""
    stream = io.StringIO()
    os.environ["COLUMNS"] = str(COLUMNS)
    audit = verify(plan.district, plan.policy, plan.postings, plan.certificate.seed)
    screen = Screen(stream, lang)
    summarise(screen, plan.district, plan.policy, plan.postings, audit, plan.certificate, Path("plan"))
    # Every section begins after an empty line; the first is the headline.
    return "\n\n".join(stream.getvalue().strip("\n").split("\n\n")[: SECTIONS + 1])


def page(text: str) -> str:
    """Return a page on which a wide character takes two columns, whatever the fonts."""
    cells = [f"<b>{html.escape(c)}</b>" if width(c) == 2 else html.escape(c) for c in text]
    return PAGE.format(size=SIZE, line=LINE, columns=COLUMNS, text="".join(cells))


def picture(text: str, path: Path, browser: str) -> None:
    """Write the picture of a text."""
    height = LINE * (text.count("\n") + 1) + 40
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page(text), encoding="utf-8")
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += [f"--user-data-dir={folder}/profile", f"--window-size={COLUMNS * 10},{height}"]
        subprocess.run([*command, f"--screenshot={path}", source.as_uri()], check=True, capture_output=True)


def main() -> None:
    """Write summary.png (zh) and summary_en.png."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("plan", type=Path)
    parser.add_argument("--out", type=Path, default=HERE / "images")
    parser.add_argument("--lang", choices=LANGUAGES, action="append")
    options = parser.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        parser.error(f"no browser found: {', '.join(BROWSERS)}")
    plan = read_plan(options.plan)
    for lang in options.lang or LANGUAGES:
        name = "summary.png" if lang == "zh" else f"summary_{lang}.png"
        picture(summary(plan, lang), (options.out / name).resolve(), browser)


if __name__ == "__main__":
    main()
