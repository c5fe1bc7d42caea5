"""An answer of ``rotation explain`` on the terminal."""

from __future__ import annotations

from rotation.explain.answer import Answer
from rotation.i18n.explain import WHY
from rotation.report.screen import Screen

__all__ = ["show_answer"]


def show_answer(screen: Screen, answer: Answer) -> None:
    """Print an answer."""
    lang = screen.lang
    screen.heading(answer.title.to(lang))
    for line in answer.first:
        screen.line(line.to(lang))
    for part in answer.parts:
        screen.heading(part.heading.to(lang))
        for line in part.lines or (WHY["none"],):
            screen.line(line.to(lang))
