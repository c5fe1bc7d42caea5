"""Entry point: the language, exit codes, and what is said about errors.

Exit codes: 0 done, 1 a deliberate error or a negative verdict, 2 wrong usage, 130 given up by Ctrl-C.
"""

from __future__ import annotations

import difflib
import itertools
import os
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from rotation.cli.full_disk import FullDisk
from rotation.cli.streams import OutputError, streams
from rotation.errors import InputError, RotationError
from rotation.i18n import LANGUAGES, Language
from rotation.i18n.commands import MESSAGE, USAGE

if TYPE_CHECKING:
    from rotation.io import Defect

__all__ = ["main"]

GIVEN_UP: Final = 130
MOST_DEFECTS: Final = 10
_REASONS: Final = (
    (re.compile(r"greater than or equal to ([-\d.]+)"), "at_least"),
    (re.compile(r"greater than ([-\d.]+)"), "more"),
    (re.compile(r"less than or equal to ([-\d.]+)"), "at_most"),
    (re.compile(r"less than ([-\d.]+)"), "less"),
    (re.compile(r"valid integer"), "integer"),
    (re.compile(r"valid number"), "number"),
)
_WORDS: Final = (
    (re.compile(r"Option '(?P<name>.*)' requires an argument\."), "no_value"),
    (re.compile(r"Option '(?P<name>.*)' does not take a value\."), "flag"),
    (re.compile(r"Missing command\."), "no_sub"),
    (re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((?P<names>.*)\)", re.DOTALL), "extra"),
)
_NO_COMMAND: Final = re.compile(r"No such command '(.*?)'")


def main(arguments: Sequence[str] | None = None, tell: Callable[[str], None] | None = None) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    tell
        Takes what is said where the command fails or is given up; without it standard error does, wrapped for people.
    """
    tell = tell or _say
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang, debug = _language(given), _debug(given)
    with FullDisk() as full_disk, streams():
        try:
            from rotation.cli.app import command  # noqa: PLC0415

            code = command(lang).main(args=given or ["--help"], prog_name="rotation", standalone_mode=False)
            sys.stdout.flush()
            if code == GIVEN_UP:  # typer's own answer to Ctrl-C
                tell(MESSAGE["given_up"].to(lang))
            return int(code or 0)
        except (Exception, KeyboardInterrupt) as error:
            if isinstance(error, OutputError) and error.reader_gone:  # a pager that was left, or head
                return 0
            full = full_disk.sentence(error, lang)
            code, text = _told(error, lang, debug) if full is None else (1, full)
            tell(text)
            return code


def _told(error: BaseException, lang: Language, debug: bool) -> tuple[int, str]:
    """Return the exit code of an error and what to say about it."""
    if isinstance(error, RotationError):
        return 1, _input(error, lang) if isinstance(error, InputError) else error.said(lang)
    if isinstance(error, OutputError):
        return 1, MESSAGE["output"].to(lang, reason=error)
    # typer turns Ctrl-C at a prompt into an exception of its own.
    if isinstance(error, KeyboardInterrupt) or type(error).__name__ == "Abort":
        return GIVEN_UP, MESSAGE["given_up"].to(lang)
    if hasattr(error, "format_message"):
        return 2, _usage(error, lang)
    return 1, _bug(error, lang, debug)


def _language(given: Sequence[str]) -> Language:
    """Return the language that was asked for last, before anything else is parsed."""
    asked = [after for before, after in itertools.pairwise(given) if before == "--lang"]
    asked += [argument.removeprefix("--lang=") for argument in given if argument.startswith("--lang=")]
    for name in reversed(asked):
        if name in LANGUAGES:
            return "zh" if name == "zh" else "en"
    return "zh"


def _debug(given: Sequence[str]) -> bool:
    return "--debug" in given or os.environ.get("ROTATION_DEBUG", "") not in ("", "0")


def _say(text: str) -> None:
    from rotation.report.wrapping import message  # noqa: PLC0415

    # Lines are ours; within a line the data's own control characters never reach the terminal.
    sys.stderr.write(message(text) + "\n")


def _input(error: InputError, lang: Language) -> str:
    defects: list[Defect] = list(error.defects)  # type: ignore[arg-type]
    if not defects:
        return error.said(lang)
    if len(defects) == 1:
        return defects[0].line(lang)
    lines = [MESSAGE["input"].to(lang, count=len(defects))]
    lines += [f"  {defect.line(lang)}" for defect in defects[:MOST_DEFECTS]]
    if len(defects) > MOST_DEFECTS:
        from rotation.report.text import argument  # noqa: PLC0415

        more, source = len(defects) - MOST_DEFECTS, error.source
        lines.append(
            MESSAGE["input_more"].to(lang, count=more)
            if source is None
            else MESSAGE["input_check"].to(lang, count=more, path=argument(source))
        )
    return "\n".join(lines)


def _usage(error: Any, lang: Language) -> str:
    """Return what is wrong with the command line; typer's own words only where we have none."""
    kind, detail = type(error).__name__, error.format_message()
    if kind == "NoArgsIsHelpError":
        return str(detail).rstrip()
    if kind in ("NoSuchOption", "NoSuchOptionError"):
        near = ", ".join(error.possibilities or ())
        nearest = USAGE["nearest"].to(lang, names=near) if near else ""
        text = USAGE["no_option"].to(lang, name=error.option_name, nearest=nearest)
    elif kind.startswith("MissingParameter") and error.param is not None:
        text = USAGE["missing"].to(lang, name=_name(error.param))
    elif kind.startswith("BadParameter") and error.param is not None:
        text = USAGE["bad"].to(lang, name=_name(error.param), detail=_detail(error.message, lang))
    elif kind.startswith("BadParameter"):
        text = USAGE["other"].to(lang, detail=error.message)  # in the screen's language already
    elif match := _NO_COMMAND.match(detail):
        from rotation.cli.app import app  # noqa: PLC0415

        known = [str(info.name) for info in app.registered_commands]
        near = ", ".join(difflib.get_close_matches(match[1], known))
        nearest = USAGE["nearest"].to(lang, names=near) if near else ""
        text = USAGE["no_command"].to(lang, name=match[1], nearest=nearest)
    else:
        known_words = ((pattern.fullmatch(detail), key) for pattern, key in _WORDS)
        said = (USAGE[key].to(lang, **found.groupdict()) for found, key in known_words if found)
        text = next(said, USAGE["other"].to(lang, detail=detail))
    path = error.ctx.command_path if getattr(error, "ctx", None) is not None else "rotation"
    return f"{text}\n{USAGE['see'].to(lang, command=path)}"


def _detail(message: str, lang: Language) -> str:
    """Return why a value is refused; typer's own reasons are English, and told in ours as far as we know them."""
    for pattern, key in _REASONS:
        if match := pattern.search(message):
            return USAGE[key].to(lang, limit=next(iter(match.groups()), ""))
    return USAGE["value"].to(lang, detail=message) if lang == "zh" and message.isascii() else message


def _name(param: Any) -> str:
    return str(param.opts[0] if param.param_type_name == "option" else param.metavar or param.name.upper())


def _bug(error: BaseException, lang: Language, debug: bool) -> str:
    details = "".join(traceback.format_exception(error))
    kind = type(error).__name__
    if debug:
        return details.rstrip()
    import tempfile  # noqa: PLC0415

    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="rotation-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(details)
    except OSError:
        return MESSAGE["bug_no_file"].to(lang, kind=kind)
    return MESSAGE["bug"].to(lang, kind=kind, file=file.name)
