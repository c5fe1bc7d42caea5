"""Help is quick, complete and in both languages; wrong usage is one clear sentence and exit code 2."""

from __future__ import annotations

import inspect
import subprocess
import sys
import time
from typing import Any

import pytest
from cli_runs import Run

import rotation
from rotation.cli.app import command
from rotation.cli.layout import option_text
from rotation.i18n import LANGUAGES, Language
from rotation.i18n.commands import COMMAND
from rotation.report.release import release
from rotation.report.wrapping import width

pytest_plugins = ["cli_fixtures"]

HEAVY = ("highspy", "networkx", "numpy", "openpyxl", "pandas", "pydantic", "rich", "rotation.audit", "scipy")
COMMANDS: dict[str, Any] = command("zh").commands


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from rotation.cli import main; main(['--help']);"
        f"print(sorted(m for m in sys.modules if m in {HEAVY}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.evidence
def test_help_takes_less_than_two_fifths_of_a_second() -> None:
    def once() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "rotation", "--help"], capture_output=True, check=True)
        return time.perf_counter() - start

    assert min(once() for _ in range(5)) < 0.4


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_and_every_parameter(run: Run, name: str, lang: Language) -> None:
    done = run(name, "--help", "--lang", lang)
    assert done.code == 0
    flat = "".join(done.out.split())
    assert "".join(COMMAND[name].to(lang).split()) in flat
    for param in COMMANDS[name].params:
        assert "".join(option_text(name, param, lang).split()) in flat
    assert all(width(line) <= 80 for line in done.out.splitlines())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_page_lists_every_command(run: Run, lang: Language) -> None:
    done = run("--lang", lang, "--help")
    assert done.code == 0
    assert all(f"\n  {name}" in done.out for name in COMMANDS)
    assert run("--lang", lang).out == done.out


IN_MEMORY = ("start", "progress", "should_stop", "keep", "memory", "remember")
"""What only a caller from Python can give."""


def test_every_keyword_of_solve_has_its_name_and_default_on_the_command_line() -> None:
    keywords = {
        name: parameter.default
        for name, parameter in inspect.signature(rotation.solve).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY and name not in IN_MEMORY
    }
    for name in ("solve", "demo"):
        options = {param.name: param for param in COMMANDS[name].params}
        assert {key: options[key].default for key in keywords} == keywords
        assert all(options[key].opts == [f"--{key.replace('_', '-')}"] for key in keywords)


def test_every_command_knows_the_language() -> None:
    assert all("--lang" in [opt for p in c.params for opt in p.opts] for c in COMMANDS.values())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["slove"], "没有命令 slove。是不是 solve？"),
        (["solve"], "缺少 INPUT。"),
        (["solve", "x"], "缺少 --out。"),
        (["solve", "x", "--out", "y", "--sed", "1"], "没有选项 --sed。是不是 --seed"),
        (["solve", "x", "--out", "y", "--gap", "no"], "--gap 的值不对：应是数"),
        (["solve", "x", "--out", "y", "--gap", "-1"], "--gap 的值不对：应不小于 0"),
        (["solve", "x", "--out", "y", "--seed", "1.5"], "--seed 的值不对：应是整数"),
        (["classes", "deal", "x", "--classes", "300", "--out", "y"], "--classes 的值不对：应不大于 200"),
        (["solve", "x", "--out", "y", "--time-limit", "0"], "--time-limit 的值不对：应大于 0"),
        (["check", "x", "--lang", "fr"], "--lang 只能是 zh 或 en"),
        (["check", "x", "y"], "命令用法不对"),
        (["check", "x", "y", "z"], "命令用法不对：多出了 y z。"),
        (["check", "my", "county.xlsx"], "多出了 county.xlsx。内含空格的名称或路径要加引号。"),
        (["solve", "x", "--out"], "--out 后面要有值。"),
        (["solve", "x", "--out", "y", "--quick=3"], "--quick 后面不带值。"),
        (["solve", "x", "--out", "y", "--time-limit", "1e308"], "--time-limit 的值不对：应不大于 10,000,000"),
        (["check", ""], "INPUT 的值不对：是空的"),
        (["region", "x", " ", "--out", "y"], "INPUT... 的值不对：是空的"),
        (["new", ""], "DIR 的值不对：是空的"),
        (["solve", "x", "--out", ""], "--out 的值不对：是空的"),
        (["classes"], "命令没有写完"),
        (["draw"], "用法：rotation draw"),
    ],
)
def test_wrong_usage_is_one_sentence_and_where_to_read_on(run: Run, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert said in done.err
    assert "--help" in done.err
    assert done.out == ""


def test_the_version_is_the_package_s(run: Run) -> None:
    assert run("--version").out == f"rotation {release()}\n"
    assert release().startswith(f"{rotation.__version__}+")


def test_every_public_name_is_there_and_sorted() -> None:
    names = [name for name in rotation.__all__ if not name.startswith("__")]
    assert names == sorted(names)
    assert all(getattr(rotation, name) is not None for name in rotation.__all__)
    assert dir(rotation) == sorted(rotation.__all__)
    with pytest.raises(AttributeError, match="nonsense"):
        _ = rotation.nonsense


ENDLESS = [("--time-limit", "inf"), ("--time-limit", "nan"), ("--gap", "1e400")]
WITHOUT_GAP = [["repair", "plan", "--decisions", "x"], ["classes", "tiny"]]
WITH_GAP = [["solve", "tiny"], ["demo"], ["region", "tiny"], ["sweep", "tiny", "--vary", "a=1"]]


@pytest.mark.parametrize(
    ("command", "option", "value"),
    [
        *((command, *endless) for command in WITH_GAP for endless in ENDLESS),
        *((command, *endless) for command in WITHOUT_GAP for endless in ENDLESS[:2]),
    ],
)
def test_a_number_without_end_is_wrong_usage(run: Run, command: list[str], option: str, value: str) -> None:
    done = run(*command, "--out", "out", option, value, "--lang", "en")
    assert done.code == 2
    assert f"{option} has a wrong value: must be " in done.err


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_default_is_told_once_and_an_empty_one_not_at_all(run: Run, lang: Language) -> None:
    text = run("draw", "commit", "--help", "--lang", lang).out
    word = "默认" if lang == "zh" else "default"
    assert text.count(f"[{word} ]") == 0
    assert [line.count(word) for line in text.splitlines() if "--lang" in line and "zh|en" in line] == [1]


def test_help_ends_on_the_narrowest_terminal() -> None:
    asked = [["--help"], *([name, "--help"] for name in COMMANDS)]
    script = (
        "import os; from rotation.cli import main\n"
        f"for columns in (1, 7, 22, 26):\n  os.environ['COLUMNS'] = str(columns)\n  for asked in {asked}: main(asked)"
    )
    subprocess.run([sys.executable, "-c", script], stdout=subprocess.DEVNULL, timeout=120, check=True)
