"""The commands and their parameters, as typer reads them; each body is in a module of its own."""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from rotation.cli.class_app import classes, draw
from rotation.cli.layout import Command, Group
from rotation.cli.parameters import (
    Debug,
    Force,
    Gap,
    Input,
    Json,
    Lang,
    MaybeOut,
    Out,
    Policy,
    Seed,
    Threads,
    TimeLimit,
)
from rotation.i18n import Language

__all__ = ["app", "command"]

app: Final = typer.Typer(
    cls=Group, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
)
_command = functools.partial(app.command, cls=Command)
app.add_typer(classes, name="classes")
app.add_typer(draw, name="draw")


def command(lang: Language) -> Any:
    """Return the program, which speaks one language from here on."""
    program = typer.main.get_command(app)
    program.context_settings = {**program.context_settings, "obj": lang}
    return program


@app.callback(invoke_without_command=True)
def _root(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", is_eager=True)] = False,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    if version:
        from rotation import __version__  # noqa: PLC0415

        sys.stdout.write(f"rotation {__version__}\n")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        sys.stdout.write(ctx.get_help() + "\n")
        raise typer.Exit


@_command("demo")
def _demo(
    ctx: typer.Context,
    out: MaybeOut = None,
    instance: Annotated[str, typer.Option("--instance", metavar="NAME")] = "county",
    policy: Policy = "national",
    time_limit: TimeLimit = None,
    gap: Gap = 0.001,
    seed: Seed = 0,
    threads: Threads = 1,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.planning import demo  # noqa: PLC0415

    options = {"time_limit": time_limit, "gap": gap, "seed": seed, "threads": threads}
    raise typer.Exit(demo(ctx.obj, instance, policy, out, options))


@_command("new")
def _new(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.data import new  # noqa: PLC0415

    raise typer.Exit(new(ctx.obj, folder))


@_command("check")
def _check(
    ctx: typer.Context,
    input: Input,  # noqa: A002
    all: Annotated[bool, typer.Option("--all")] = False,  # noqa: A002
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.data import check  # noqa: PLC0415

    raise typer.Exit(check(ctx.obj, input, all))


@_command("audit")
def _audit(
    ctx: typer.Context,
    input: Input,  # noqa: A002
    policy: Policy = "national",
    out: MaybeOut = None,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.data import audit  # noqa: PLC0415

    raise typer.Exit(audit(ctx.obj, input, policy, out))


@_command("solve")
def _solve(
    ctx: typer.Context,
    input: Input,  # noqa: A002
    out: Out,
    policy: Policy = "national",
    time_limit: TimeLimit = None,
    gap: Gap = 0.001,
    seed: Seed = 0,
    threads: Threads = 1,
    json: Json = False,
    force: Force = False,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.planning import solve  # noqa: PLC0415

    options = {"time_limit": time_limit, "gap": gap, "seed": seed, "threads": threads}
    raise typer.Exit(solve(ctx.obj, input, policy, out, options, as_json=json, force=force))


@_command("verify")
def _verify(
    ctx: typer.Context,
    plan: Annotated[Path, typer.Argument(metavar="PLAN")],
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.planning import verify  # noqa: PLC0415

    raise typer.Exit(verify(ctx.obj, plan))


@_command("generate")
def _generate(
    ctx: typer.Context,
    district: Annotated[str, typer.Argument(metavar="NAME|SCHOOLSxTEACHERS")],
    out: Out,
    seed: Seed = 1,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.generating import generate  # noqa: PLC0415

    raise typer.Exit(generate(ctx.obj, district, seed, out))
