"""The verifier shares no code with the model: read from the source."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rotation import audit
from rotation.rules import rule, rule_codes

FORBIDDEN = ("rotation.facts", "rotation.modelling", "rotation.solving", "numpy", "scipy", "pandas")


def imported(tree: Any) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", sorted(Path(audit.__file__).parent.glob("*.py")), ids=lambda path: path.stem)
def test_no_module_of_the_verifier_imports_the_model(path: Path) -> None:
    names = list(imported(ast.parse(path.read_text(encoding="utf-8"))))
    assert not [name for name in names if name.startswith(FORBIDDEN)]


def reached(tree: Any, start: Any) -> Any:
    """Return the module's own functions that ``start`` calls, directly or not."""
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    found, queue = set(), [start]
    while queue:
        name = queue.pop()
        if name in functions and name not in found:
            found.add(name)
            queue += [node.id for node in ast.walk(functions[name]) if isinstance(node, ast.Name)]
    return found


@pytest.mark.parametrize("code", rule_codes())
def test_check_shares_no_helper_with_post_or_allows(code: str) -> None:
    tree = ast.parse(Path(rule(code).__file__).read_text(encoding="utf-8"))
    model_side = reached(tree, "post") | reached(tree, "allows")
    checking = reached(tree, "check")
    assert "check" in checking
    assert not model_side & checking
    used: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in checking:
            used |= {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    assert "np" not in used
