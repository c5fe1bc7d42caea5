"""``classes deal`` and the group ``draw`` as typer reads them; the bodies are in ``deal`` and ``draw``."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Annotated, Final, Optional

import typer

from rotation.cli.classes import classes
from rotation.cli.layout import Command, Group
from rotation.cli.parameters import Debug, Lang, Out

__all__ = ["classes", "draw"]

draw: Final = typer.Typer(cls=Group, add_completion=False, rich_markup_mode=None, no_args_is_help=True)
_classes_command = functools.partial(classes.command, cls=Command)
_draw_command = functools.partial(draw.command, cls=Command)

Pupils = Annotated[Path, typer.Argument(metavar="PUPILS")]
Folder = Annotated[Path, typer.Argument(metavar="DRAW")]
Count = Annotated[int, typer.Option("--classes", metavar="K", min=1, max=200)]
Rules = Annotated[str, typer.Option("--rules", metavar="NAME|FILE")]
Scores = Annotated[str, typer.Option("--scores", metavar="A,B")]
Names = Annotated[str, typer.Option("--names", metavar="A,B")]
Parts = Annotated[list[str], typer.Option("--seed-part", metavar="TEXT")]


@draw.callback()
def _draw(lang: Lang = "zh", debug: Debug = False) -> None:
    pass


@_classes_command("deal")
def _deal(
    ctx: typer.Context,
    pupils: Pupils,
    classes: Count,
    out: Out,
    seed_text: Annotated[str, typer.Option("--seed", metavar="TEXT")],
    rules: Rules = "random",
    scores: Scores = "",
    names: Names = "",
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.classes.draw_seed import public_seed  # noqa: PLC0415
    from rotation.cli.deal import deal  # noqa: PLC0415

    seed = public_seed(seed_text, ctx.find_root().obj)
    raise typer.Exit(deal(ctx.find_root().obj, pupils, classes, out, seed, rules, scores, names))


@_classes_command("deal-all")
def _deal_all(
    ctx: typer.Context,
    grades: Annotated[Path, typer.Argument(metavar="PUPILS")],
    out: Out,
    seed_text: Annotated[str, typer.Option("--seed", metavar="TEXT")],
    cap: Annotated[Optional[int], typer.Option("--cap", metavar="N", min=1, max=200)] = None,  # noqa: UP045
    rules: Rules = "random",
    scores: Scores = "",
    workers: Annotated[Optional[int], typer.Option("--workers", metavar="N", min=1, max=64)] = None,  # noqa: UP045
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.classes.draw_seed import public_seed  # noqa: PLC0415
    from rotation.cli.batch import deal_all  # noqa: PLC0415

    seed = public_seed(seed_text, ctx.find_root().obj)
    raise typer.Exit(deal_all(ctx.find_root().obj, grades, out, seed, rules, scores, cap, workers))


@_draw_command("commit")
def _commit(
    ctx: typer.Context,
    pupils: Pupils,
    classes: Count,
    out: Out,
    teachers: Annotated[Optional[Path], typer.Option("--teachers", metavar="FILE")] = None,  # noqa: UP045
    rules: Rules = "random",
    scores: Scores = "",
    names: Names = "",
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.draw import commit  # noqa: PLC0415

    raise typer.Exit(commit(ctx.find_root().obj, pupils, classes, out, teachers, rules, scores, names))


@_draw_command("run")
def _run(ctx: typer.Context, draw: Folder, parts: Parts, lang: Lang = "zh", debug: Debug = False) -> None:
    from rotation.cli.draw import run  # noqa: PLC0415

    raise typer.Exit(run(ctx.find_root().obj, draw, parts))


@_draw_command("verify")
def _verify(
    ctx: typer.Context,
    draw: Folder,
    digest: Annotated[Optional[str], typer.Option("--digest", metavar="HEX")] = None,  # noqa: UP045
    log_digest: Annotated[Optional[str], typer.Option("--log-digest", metavar="HEX")] = None,  # noqa: UP045
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.draw import verify  # noqa: PLC0415

    raise typer.Exit(verify(ctx.find_root().obj, draw, digest, log_digest))


@_draw_command("late")
def _late(
    ctx: typer.Context,
    draw: Folder,
    late_pupils: Annotated[Path, typer.Argument(metavar="PUPILS")],
    parts: Parts,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.draw_later import late  # noqa: PLC0415

    raise typer.Exit(late(ctx.find_root().obj, draw, late_pupils, parts))


@_draw_command("move")
def _move(
    ctx: typer.Context,
    draw: Folder,
    pupil: Annotated[str, typer.Option("--pupil", metavar="ID")],
    to: Annotated[str, typer.Option("--to", metavar="CLASS")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT")],
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.draw_later import move  # noqa: PLC0415

    raise typer.Exit(move(ctx.find_root().obj, draw, pupil, to, reason))
