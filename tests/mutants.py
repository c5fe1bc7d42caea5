"""Plants small bugs in the rules and counts how many the tests see. Run by hand, it is no test:

    PYTHONPATH=src python tests/mutants.py [--rules CODE ...] [--most 12] [--seconds 360] [--part 1/2]

Each mutant changes one place of one function of a rule (``allows``, ``post``, ``check`` or a helper of theirs) in
memory, never on disk: a comparison loses or gains its equality, ceil and floor, max and min, + and - change places, a
whole number grows by one, a condition or a ``~`` is dropped. Wording is left alone. The contract's plans of that rule
come first (both modes), then the rule's own test file and what holds for all rules; a mutant that none of them sees
survives and is printed.

``--most`` is the sample for each rule, evenly spread over its places; ``--seconds`` ends the run between two mutants;
``--part 1/2`` takes every second rule, so that two processes share the work.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import io
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from contract.cases import cases  # noqa: E402
from contract.two_sides import MODES, pairs  # noqa: E402
from rotation.rules import rule, rule_codes  # noqa: E402

COMPARISONS = {ast.LtE: ast.Lt, ast.Lt: ast.LtE, ast.GtE: ast.Gt, ast.Gt: ast.GtE, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
NAMES = {"ceil": "floor", "floor": "ceil", "max": "min", "min": "max", "maximum": "minimum", "minimum": "maximum"}
SILENT = ("text", "people", "subject", "rule")
"""Keywords of a finding that no count depends on."""


def variants(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a node may wrongly have been."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS:
        yield ast.Compare(node.left, [COMPARISONS[type(node.ops[0])](), *node.ops[1:]], node.comparators)
    elif isinstance(node, ast.Name) and node.id in NAMES:
        yield ast.Name(NAMES[node.id], node.ctx)
    elif isinstance(node, ast.Attribute) and node.attr in NAMES:
        yield ast.Attribute(node.value, NAMES[node.attr], node.ctx)
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.BoolOp):
        for index in range(len(node.values)):
            rest = [value for place, value in enumerate(node.values) if place != index]
            yield ast.BoolOp(node.op, rest) if len(rest) > 1 else rest[0]
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr):
        yield node.left
        yield node.right
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        yield ast.BinOp(node.left, ast.Sub() if isinstance(node.op, ast.Add) else ast.Add(), node.right)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv):
        up = ast.UnaryOp(ast.USub(), node.left)
        yield ast.UnaryOp(ast.USub(), ast.BinOp(up, ast.FloorDiv(), node.right))
    elif _is_minus_one(node):
        yield ast.Constant(0)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert | ast.Not):
        yield node.operand
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)


def _is_minus_one(node: ast.AST) -> bool:
    """Recognise the label of what belongs to no group; -2 would say the same."""
    return isinstance(node, ast.UnaryOp) and ast.unparse(node) == "-1"


def places(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Yield parent, field and index of every expression that counts."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_comment"):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.keyword) and child.arg in SILENT:
                continue
            if isinstance(child, ast.expr):
                yield node, name, index
            if isinstance(child, ast.AST) and not _is_minus_one(child):
                yield from places(child)


def mutants(code: str) -> Iterator[tuple[str, ast.Module]]:
    """Yield a description and the changed module of every mutant of a rule."""
    source = Path(rule(code).__file__).read_text(encoding="utf-8")
    tree = ast.parse(source)
    for function in [node for node in tree.body if isinstance(node, ast.FunctionDef)]:
        for parent, name, index in list(places(function)):
            value = getattr(parent, name)
            old = value if index is None else value[index]
            for new in variants(old):
                _put(parent, name, index, new)
                changed = ast.fix_missing_locations(copy.deepcopy(tree))
                told = f"{code}.{function.name}, line {old.lineno}: {ast.unparse(old)}  ->  {ast.unparse(new)}"
                _put(parent, name, index, old)
                yield told, changed


def _put(parent: Any, name: str, index: int | None, value: ast.AST) -> None:
    if index is None:
        setattr(parent, name, value)
    else:
        getattr(parent, name)[index] = value


def seen_by(code: str, changed: ast.Module) -> str | None:
    """Return what sees a mutant: ``contract``, ``test``, or None."""
    original = sys.modules[f"rotation.rules.{code}"]
    module = ModuleType(original.__name__, original.__doc__)
    module.__file__ = original.__file__
    try:
        exec(compile(changed, str(original.__file__), "exec"), module.__dict__)
        sys.modules[original.__name__] = module
        try:
            for mode in MODES:
                if not all(pair.agree for case in cases(code) for pair in pairs(case, code, mode)):
                    return "contract"
        except Exception:
            return "contract"
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            files = [str(HERE / "rules" / f"test_{name}.py") for name in (code, "all_rules")]
            failed = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--no-header", *files])
        return "test" if failed else None
    finally:
        sys.modules[original.__name__] = original


def main() -> None:
    """Run the mutants and print the score."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rules", nargs="*", default=rule_codes())
    parser.add_argument("--most", type=int, default=12)
    parser.add_argument("--seconds", type=float, default=360)
    parser.add_argument("--part", default="1/1")
    options = parser.parse_args()
    part, parts = (int(number) for number in options.part.split("/"))
    ends = time.monotonic() + options.seconds
    score = {"contract": 0, "test": 0, None: 0}
    for code in list(options.rules)[part - 1 :: parts]:
        every = list(mutants(code))
        step = max(1.0, len(every) / options.most)
        for told, changed in [every[int(place * step)] for place in range(min(options.most, len(every)))]:
            if time.monotonic() > ends:
                break
            seen = seen_by(code, changed)
            score[seen] += 1
            if seen is None:
                print("survived:", told, flush=True)
    total = sum(score.values())
    print(f"{total - score[None]} of {total} seen: {score['contract']} by the contract, {score['test']} by tests")


if __name__ == "__main__":
    main()
