"""The commands about classes: ``rotation classes INPUT`` opens them; further ones are subcommands."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, Optional

import typer

from rotation.cli.layout import Command, SubGroup
from rotation.cli.parameters import TimeLimit
from rotation.errors import RotationError
from rotation.i18n import Language
from rotation.i18n.opening import OPENING

__all__ = ["classes", "open_by_policy", "planned"]


class _Classes(SubGroup):
    """What is no subcommand is the input of ``open``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        asked = [argument for argument in args if argument in ("--help", "-h")]
        if args and args[0] not in self.commands and not (asked and args[0].startswith("-")):
            args = ["open", *args]
        return list(super().parse_args(ctx, args))


classes: Final = typer.Typer(cls=_Classes, add_completion=False, rich_markup_mode=None)


@classes.callback()
def _root(
    lang: Annotated[str, typer.Option("--lang", metavar="zh|en")] = "zh",
    debug: Annotated[bool, typer.Option("--debug")] = False,
) -> None:
    """Options that may stand before a subcommand as after it."""


@classes.command("open", cls=Command)
def _open(
    ctx: typer.Context,
    input: Annotated[Path, typer.Argument(metavar="INPUT")],  # noqa: A002
    policy: Annotated[str, typer.Option("--policy", metavar="NAME|FILE")] = "national",
    cap: Annotated[Optional[str], typer.Option("--cap", metavar="N|N/N")] = None,  # noqa: UP045
    caps: Annotated[Optional[str], typer.Option("--caps", metavar="N,N/N,...")] = None,  # noqa: UP045
    running: Annotated[Optional[str], typer.Option("--running", metavar="keep|free")] = None,  # noqa: UP045
    years: Annotated[int, typer.Option("--years", metavar="N", min=1, max=9)] = 1,
    out: Annotated[Optional[Path], typer.Option("--out", metavar="DIR")] = None,  # noqa: UP045
    time_limit: TimeLimit = None,
    json: Annotated[bool, typer.Option("--json")] = False,
    lang: Annotated[str, typer.Option("--lang", metavar="zh|en")] = "zh",
    debug: Annotated[bool, typer.Option("--debug")] = False,
) -> None:
    spoken: Language = ctx.find_root().obj or "zh"
    own = _pair(cap, spoken) if cap is not None else None
    compared = None if caps is None else [_pair(text, spoken) for text in caps.split(",")]
    if running not in (None, "keep", "free"):
        raise typer.BadParameter(OPENING["running_wrong"].to(spoken))
    raise typer.Exit(
        open_by_policy(spoken, input, policy, own, compared, running, years, out, time_limit, as_json=json)
    )


def open_by_policy(
    lang: Language,
    path: Path,
    policy_name: str,
    cap: tuple[int, int] | None,
    caps: Sequence[tuple[int, int]] | None,
    running: str | None,
    years: int,
    out: Path | None,
    time_limit: float | None = None,
    *,
    as_json: bool,
) -> int:
    """Plan the classes, recount them, show and write them; a conflict is told and nothing written."""
    from rotation import io  # noqa: PLC0415
    from rotation.classes.cohorts import open_years  # noqa: PLC0415
    from rotation.classes.opening_costs import cap_costs  # noqa: PLC0415
    from rotation.cli.own_policy import tell_of_own_policy  # noqa: PLC0415
    from rotation.cli.progress import Interrupt, Reporter  # noqa: PLC0415
    from rotation.report import may_write  # noqa: PLC0415
    from rotation.report.certificate import json_text  # noqa: PLC0415
    from rotation.report.opening_folder import class_summary, write_classes  # noqa: PLC0415
    from rotation.report.opening_screen import show_classes  # noqa: PLC0415
    from rotation.report.screen import Screen  # noqa: PLC0415
    from rotation.rules import read_policy  # noqa: PLC0415

    policy = read_policy(policy_name)
    tell_of_own_policy(lang, path, policy_name)
    if cap is not None:
        policy = policy.with_classes(cap={"primary": cap[0], "junior": cap[1]})
    if running is not None:
        policy = policy.with_classes(running=running)
    if out is not None:
        may_write(out, lang=lang)
    reporter = Reporter(sys.stderr, lang, time_limit)
    reporter.step("reading", path=path)
    district = io.read(path)
    reporter.step("solving")
    late = past(time_limit)
    own = policy.classes.cap
    compared = [(own.primary, own.junior), *((one, one) for one in policy.classes.compare_caps)]
    compared = list(dict.fromkeys(compared if caps is None else caps))
    with Interrupt(reporter, lang) as interrupt, told(lang):
        found = open_years(district, policy, years, should_stop=lambda: interrupt.asked or late())
        interrupt.found()
        costs = cap_costs(district, policy, compared)
        if out is not None:
            reporter.step("writing")
            write_classes(out, district, policy, found, costs, lang)
        reporter.done()
    if as_json:
        sys.stdout.write(json_text(class_summary(district, policy, found, costs)))
        return 0
    screen = Screen(sys.stdout, lang)
    show_classes(screen, found, policy, costs)
    screen.blank()
    screen.path(OPENING["hint" if out is None else "folder"].to(lang, folder=out or ""), 0)
    return 0


def planned(lang: Language, district: Any, policy: Any, reporter: Any, time_limit: float | None = None) -> Any:
    """Return the district with its classes planned: what ``solve --plan-classes`` goes on with."""
    from rotation.classes.opening import open_classes, with_classes  # noqa: PLC0415
    from rotation.cli.progress import Interrupt  # noqa: PLC0415

    late = past(time_limit)
    with Interrupt(reporter, lang) as interrupt, told(lang):
        opening = open_classes(district, policy, should_stop=lambda: interrupt.asked or late())
    found = with_classes(district, opening.plan)
    before, classes = (sum(row.classes for row in one.grades) for one in (district, found))
    reporter.say(OPENING["planned"].to(lang, before=before, classes=classes))
    if opening.status != "proven":
        reporter.say(OPENING["planned_feasible"].to(lang))
    return found


def past(seconds: float | None) -> Callable[[], bool]:
    """Return what says whether so many seconds from now are over; never where there is no limit."""
    end = None if seconds is None else time.monotonic() + seconds
    return lambda: end is not None and time.monotonic() > end


class told:  # noqa: N801 - read as a phrase: with told(lang)
    """Tells conflicts in the language of the screen."""

    def __init__(self, lang: Language) -> None:
        self._lang = lang

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from rotation.classes.opening_conflict import ClassConflictError  # noqa: PLC0415

        if isinstance(error, ClassConflictError):
            raise RotationError(error.to(self._lang)) from None


def _pair(text: str, lang: Language) -> tuple[int, int]:
    parts = text.strip().split("/")
    if len(parts) > 2 or not all(part.isdecimal() and 1 <= int(part) <= 200 for part in parts):
        raise typer.BadParameter(OPENING["cap_wrong"].to(lang))
    return int(parts[0]), int(parts[-1])
