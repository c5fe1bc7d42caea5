"""The commands and their parameters, as typer reads them; each body is in a module of its own."""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import Annotated, Any, Final, Optional

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
    MaybeText,
    Out,
    Policy,
    Quick,
    Seed,
    Threads,
    TimeLimit,
)  # fmt: skip
from rotation.i18n import Language

__all__ = ["app", "command"]

app: Final = typer.Typer(
    cls=Group, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
)
_command = functools.partial(app.command, cls=Command)


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
        from rotation.report.release import release  # noqa: PLC0415

        sys.stdout.write(f"rotation {release()}\n")
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
    quick: Quick = False,
    seed: Seed = 0,
    threads: Threads = None,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.planning import demo  # noqa: PLC0415

    options = {"time_limit": time_limit, "gap": gap, "quick": quick, "seed": seed, "threads": threads}
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
    quick: Quick = False,
    seed: Seed = 0,
    threads: Threads = None,
    json: Json = False,
    force: Force = False,
    plan_classes: Annotated[bool, typer.Option("--plan-classes")] = False,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.planning import solve  # noqa: PLC0415

    options = {"time_limit": time_limit, "gap": gap, "quick": quick, "seed": seed, "threads": threads}
    flags = {"as_json": json, "force": force, "plan_classes": plan_classes}
    raise typer.Exit(solve(ctx.obj, input, policy, out, options, **flags))


@_command("verify")
def _verify(
    ctx: typer.Context,
    plan: Annotated[Path, typer.Argument(metavar="PLAN")],
    proof: Annotated[bool, typer.Option("--proof")] = False,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.planning import verify  # noqa: PLC0415

    raise typer.Exit(verify(ctx.obj, plan, proof=proof))


@_command("explain")
def _explain(
    ctx: typer.Context,
    plan: Annotated[Path, typer.Argument(metavar="PLAN")],
    teacher: Annotated[Optional[str], typer.Option("--teacher", metavar="ID")] = None,  # noqa: UP045
    school: Annotated[Optional[str], typer.Option("--school", metavar="ID")] = None,  # noqa: UP045
    rule: Annotated[Optional[str], typer.Option("--rule", metavar="NAME")] = None,  # noqa: UP045
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.explaining import explain  # noqa: PLC0415

    raise typer.Exit(explain(ctx.obj, plan, teacher, school, rule))


@_command("run")
def _run(
    ctx: typer.Context,
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO")],
    out: Out,
    threads: Threads = None,
    json: Json = False,
    force: Force = False,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.run import run  # noqa: PLC0415

    raise typer.Exit(run(ctx.obj, scenario, out, threads, as_json=json, force=force))


@_command("compare")
def _compare(
    ctx: typer.Context,
    plans: Annotated[list[Path], typer.Argument(metavar="PLAN...")],
    to: Annotated[Optional[Path], typer.Option("--to", metavar="DIR")] = None,  # noqa: UP045
    json: Json = False,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.compare import compare  # noqa: PLC0415

    raise typer.Exit(compare(ctx.obj, plans, to, as_json=json))


@_command("sweep")
def _sweep(
    ctx: typer.Context,
    input: Input,  # noqa: A002
    vary: Annotated[list[str], typer.Option("--vary", metavar="NAME=LO:HI:STEP")],
    out: Out,
    policy: Annotated[Optional[str], typer.Option("--policy", metavar="NAME|FILE")] = None,  # noqa: UP045
    measure: Annotated[Optional[list[str]], typer.Option("--measure", metavar="NAME")] = None,  # noqa: UP045
    prove: Annotated[bool, typer.Option("--prove")] = False,
    workers: Annotated[int, typer.Option("--workers", metavar="N", min=1)] = 2,
    time_limit: TimeLimit = None,
    gap: Gap = 0.001,
    thorough: Annotated[bool, typer.Option("--thorough")] = False,
    seed: Seed = 0,
    restart: Annotated[bool, typer.Option("--restart")] = False,
    json: Json = False,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.sweep import sweep  # noqa: PLC0415

    options = {"time_limit": time_limit, "gap": gap, "quick": not thorough, "seed": seed}
    raise typer.Exit(
        sweep(
            ctx.obj, input, vary, out, policy, measure or [], options,
            prove=prove, workers=workers, restart=restart, as_json=json,
        )
    )  # fmt: skip


@_command("region")
def _region(
    ctx: typer.Context,
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT...")],
    out: Out,
    policy: Policy = "national",
    time_limit: TimeLimit = None,
    gap: Gap = 0.001,
    quick: Quick = False,
    seed: Seed = 0,
    workers: Annotated[Optional[int], typer.Option("--workers", metavar="N", min=1)] = None,  # noqa: UP045
    json: Json = False,
    plan_classes: Annotated[bool, typer.Option("--plan-classes")] = False,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.region import region  # noqa: PLC0415

    options = ["--gap", str(gap), *(["--quick"] if quick else []), *(["--plan-classes"] if plan_classes else [])]
    options += [] if time_limit is None else ["--time-limit", str(time_limit)]
    raise typer.Exit(region(ctx.obj, inputs, out, policy, options, seed, workers, as_json=json))


@_command("repair")
def _repair(
    ctx: typer.Context,
    plan: Annotated[Path, typer.Argument(metavar="PLAN")],
    decisions: Annotated[Path, typer.Option("--decisions", metavar="FILE")],
    out: Out,
    time_limit: TimeLimit = None,
    json: Json = False,
    force: Force = False,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.repairing import repair  # noqa: PLC0415

    raise typer.Exit(repair(ctx.obj, plan, decisions, out, time_limit, as_json=json, force=force))


@_command("export")
def _export(
    ctx: typer.Context,
    plan: Annotated[Path, typer.Argument(metavar="PLAN")],
    to: Annotated[Path, typer.Option("--to", metavar="DIR")],
    templates: Annotated[Optional[Path], typer.Option("--templates", metavar="DIR")] = None,  # noqa: UP045
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.filing import export  # noqa: PLC0415

    raise typer.Exit(export(ctx.obj, plan, to, templates))


@_command("templates")
def _templates(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.filing import templates  # noqa: PLC0415

    raise typer.Exit(templates(ctx.obj, folder))


@_command("status")
def _status(
    ctx: typer.Context,
    plan: Annotated[Path, typer.Argument(metavar="PLAN")],
    to: Annotated[Optional[str], typer.Option("--to", metavar="notice|approved")] = None,  # noqa: UP045
    who: MaybeText = None,
    number: Annotated[Optional[str], typer.Option("--number", metavar="TEXT")] = None,  # noqa: UP045
    start: Annotated[Optional[str], typer.Option("--from", metavar="DATE")] = None,  # noqa: UP045
    until: Annotated[Optional[str], typer.Option("--until", metavar="DATE")] = None,  # noqa: UP045
    phone: Annotated[Optional[str], typer.Option("--phone", metavar="TEXT")] = None,  # noqa: UP045
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.filing import status  # noqa: PLC0415

    raise typer.Exit(status(ctx.obj, plan, to, who=who, number=number, start=start, until=until, phone=phone))


@_command("objection")
def _objection(
    ctx: typer.Context,
    plan: Annotated[Path, typer.Argument(metavar="PLAN")],
    person: Annotated[Optional[str], typer.Option("--person", metavar="NAME")] = None,  # noqa: UP045
    text: Annotated[Optional[str], typer.Option("--text", metavar="TEXT")] = None,  # noqa: UP045
    answer: Annotated[Optional[int], typer.Option("--answer", metavar="N", min=1)] = None,  # noqa: UP045
    date: Annotated[Optional[str], typer.Option("--date", metavar="DATE")] = None,  # noqa: UP045
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.filing import objection  # noqa: PLC0415

    raise typer.Exit(objection(ctx.obj, plan, person=person, text=text, answer=answer, day=date))


@_command("generate")
def _generate(
    ctx: typer.Context,
    district: Annotated[str, typer.Argument(metavar="NAME|SIZE")],
    out: Out,
    seed: Seed = 1,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    from rotation.cli.generating import generate  # noqa: PLC0415

    raise typer.Exit(generate(ctx.obj, district, seed, out))


app.add_typer(classes, name="classes")
app.add_typer(draw, name="draw")
