"""Chinese Windows: consoles of code page 936, files that Excel holds open, folders with blanks in their names."""

from __future__ import annotations

import importlib
import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import Run

from rotation import i18n
from rotation.i18n import LANGUAGES, Language, Text
from rotation.instances import embedded

pytest_plugins = ["cli_fixtures"]


def texts(value: object) -> Iterator[Text]:
    """Yield every text in a module's constants, however deep."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts(part)


@pytest.mark.parametrize("name", [module.name for module in pkgutil.walk_packages(i18n.__path__, "rotation.i18n.")])
def test_code_page_936_knows_every_character_we_write(name: str) -> None:
    module = importlib.import_module(name)
    for text in texts(list(vars(module).values())):
        for lang in LANGUAGES:
            assert text.to(lang).encode("gbk", "replace").decode("gbk") == text.to(lang)


@pytest.mark.parametrize(("encoding", "lang"), [("gbk", "zh"), ("ascii", "zh"), ("ascii", "en"), ("cp437", "en")])
def test_a_console_of_another_code_page_is_written_to(encoding: str, lang: Language) -> None:
    old = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "rotation", "check", str(embedded("tiny")), "--lang", lang]
    done = subprocess.run(command, env=os.environ | old, capture_output=True, check=True)
    said = done.stdout.decode(encoding).strip()
    assert done.stderr == b""
    if (encoding, lang) == ("gbk", "zh"):
        assert said == "没有发现问题：4 所学校，17 名教师。"
    elif lang == "en":
        assert said == "Nothing wrong: 4 schools, 17 teachers."


def test_a_file_that_excel_holds_open_is_named_with_what_to_do(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(path: Path, content: bytes) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_bytes", locked)
    for lang, word in (("zh", "请先关闭"), ("en", "Close its files")):
        done = run("new", tmp_path / "x", "--lang", lang)
        assert done.code == 1
        assert word in done.err
        assert len(done.err.splitlines()) == 1


def test_a_command_to_copy_quotes_a_folder_with_a_blank(run: Run, tmp_path: Path) -> None:
    done = run("new", tmp_path / "my county")
    assert f'rotation check "{tmp_path / "my county"}"' in done.out
    assert f'--policy "{tmp_path / "my county" / "policy.toml"}"' in done.out
