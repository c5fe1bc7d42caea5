"""Help in both languages: what typer calls for, laid out here, Chinese characters counted as two columns."""

from __future__ import annotations

import shutil
from typing import Any, Final

from typer import BadParameter
from typer.core import TyperCommand, TyperGroup

from rotation.i18n import Language, Text
from rotation.i18n.commands import COMMAND, HELP, LAYOUT, OPTION, USAGE
from rotation.report.wrapping import width, wrap

__all__ = ["Command", "Group", "SubGroup", "help_text", "option_text"]

_WIDEST: Final = 100
_PATHS: Final = ("INPUT", "INPUT...", "PLAN", "PLAN...", "PUPILS", "DRAW", "DIR", "FILE")
_NARROWEST: Final = 20
"""Columns that a text keeps on any terminal, which may then break its lines itself."""


class Command(TyperCommand):
    """A command whose help is ours, and for which an empty name is no folder: it would be the one we are in."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        given = self.make_parser(ctx).parse_args(args=list(args))[0]
        for param in self.params:
            value: Any = given.get(param.name) if param.metavar in _PATHS else None
            values = value if isinstance(value, (list, tuple)) else [value]
            if any(isinstance(each, str) and not each.strip() for each in values):
                told: Any = param
                raise BadParameter(USAGE["empty"].to(ctx.find_root().obj or "zh"), ctx, told)
        return list(super().parse_args(ctx, args))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(help_text(self, ctx))


class Group(TyperGroup):
    """The group of all commands, in the order of a year's work."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(help_text(self, ctx))

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.commands)


class SubGroup(Group):
    """A command of its own with further commands under it."""


def help_text(command: Any, ctx: Any) -> str:
    """Return the help page of a command or of the whole program."""
    lang: Language = ctx.find_root().obj or "zh"
    columns = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.get_params(ctx) if param.param_type_name == "option"]
    usage = [ctx.command_path, *(_metavar(param) for param in arguments), LAYOUT["some_options"].to(lang)]
    commands = getattr(command, "commands", {})
    if commands:
        usage.append(LAYOUT["command"].to(lang) + " ...")
    path = ctx.command_path.split()[1:] if ctx.parent is not None else []
    text = HELP if not path else _said(path)
    lines = [
        LAYOUT["usage"].to(lang) + " ".join(usage),
        "",
        *(f"  {line}" for line in wrap(text.to(lang), max(_NARROWEST, columns - 2))),
    ]
    if arguments:
        rows = [(_metavar(param), option_text(command.name, param, lang)) for param in arguments]
        lines += _section("arguments", rows, lang, columns)
    if commands:
        rows = [(name, _said([*path, name]).to(lang)) for name in command.list_commands(ctx)]
        lines += _section("commands", rows, lang, columns)
    rows = [(_option(param), option_text(command.name, param, lang)) for param in options]
    lines += _section("options", rows, lang, columns)
    if commands:
        lines += ["", LAYOUT["more"].to(lang)]
    return "\n".join(lines)


def _said(path: list[str]) -> Text:
    """Return what is said of a command: of one in a group under its whole path, else under its name."""
    return COMMAND.get(" ".join(path)) or COMMAND.get(path[-1], HELP)


def option_text(command: str | None, param: Any, lang: Language) -> str:
    """Return the help of one parameter with its default."""
    text = OPTION.get(f"{param.name}.{command}") or OPTION[param.name]
    parts = [text.to(lang)]
    default = param.default
    if param.required and param.param_type_name == "option":
        parts.append(f"[{LAYOUT['required'].to(lang)}]")
    elif isinstance(default, (str, int, float)) and not isinstance(default, bool) and default != "":
        parts.append(f"[{LAYOUT['default'].to(lang, value=default)}]")
    return " ".join(parts)


def _metavar(param: Any) -> str:
    return str(param.metavar or param.name.upper())


def _option(param: Any) -> str:
    name = ", ".join(sorted(param.opts, key=len, reverse=True))
    return name if param.is_flag else f"{name} {_metavar(param)}"


def _section(key: str, rows: list[tuple[str, str]], lang: Language, columns: int) -> list[str]:
    left = max(width(name) for name, _ in rows) + 4
    lines = ["", LAYOUT[key].to(lang)]
    for name, text in rows:
        front = f"  {name}" + " " * (left - 2 - width(name))
        for line in wrap(text, max(_NARROWEST, columns - left)):
            lines.append(front + line)
            front = " " * left
    return lines
