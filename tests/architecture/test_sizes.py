"""Small functions, small modules. What is too long stands in a list here that may only become shorter."""

import ast
import math

from tests.architecture.tree import ROOT, sources

P90_LINES = 35
FUNCTION_LINES = 80
MODULE_LINES = 400

LONG_MODULES: dict[str, int] = {}
LONG_FUNCTIONS: dict[str, int] = {}


def functions() -> dict[str, int]:
    """Length of every function and method, nested ones too."""
    return {
        f"{module}::{node.name}:{node.lineno}": (node.end_lineno or node.lineno) - node.lineno + 1
        for module, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_nine_of_ten_functions_fit_on_a_screen() -> None:
    lengths = sorted(functions().values())
    assert lengths[math.ceil(len(lengths) * 0.9) - 1] <= P90_LINES


def test_no_function_is_long() -> None:
    long = {name.rpartition(":")[0]: lines for name, lines in functions().items() if lines > FUNCTION_LINES}
    assert {name: lines for name, lines in long.items() if lines > LONG_FUNCTIONS.get(name, 0)} == {}
    assert set(LONG_FUNCTIONS) <= set(long), "these are short now: take them off the list"


def test_no_module_is_long() -> None:
    sizes = {module: len((ROOT / module).read_text(encoding="utf-8").splitlines()) for module in sources()}
    long = {module: lines for module, lines in sizes.items() if lines > MODULE_LINES}
    assert {module: lines for module, lines in long.items() if lines > LONG_MODULES.get(module, 0)} == {}
    assert set(LONG_MODULES) <= set(long), "these are short now: take them off the list"


def test_every_module_says_what_it_is() -> None:
    assert [module for module, tree in sources().items() if not ast.get_docstring(tree)] == []


def test_no_module_is_a_drawer() -> None:
    """A name that says nothing about its content collects everything."""
    drawers = {"utils", "helpers", "common", "manager", "misc"}
    assert [module for module in sources() if drawers & set(module.removesuffix(".py").split("/"))] == []
