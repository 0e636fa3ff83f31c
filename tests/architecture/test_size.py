"""A file over 300 lines or a function over 40 is split; tables of data may be longer, each with its reason."""

import ast

import pytest

from tests.architecture.source import ROOT

FILE, FUNCTION = 300, 40
LONGER: dict[str, str] = {}
FOLDERS = ("src", "tests", "scripts", "benchmarks")


def _files() -> list[str]:
    found = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path.relative_to(ROOT).as_posix() for path in found if "migrations" not in path.parts]


@pytest.mark.parametrize("place", _files())
def test_files_and_functions_stay_small(place: str):
    text = (ROOT / place).read_text(encoding="utf-8")
    lines = len(text.splitlines())
    assert lines <= FILE or place in LONGER, f"{place} has {lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            long = (node.end_lineno or node.lineno) - node.lineno + 1
            name = f"{place}::{node.name}"
            assert long <= FUNCTION or name in LONGER, f"{name} has {long} lines"


def test_every_exception_is_still_needed():
    assert {name.split("::")[0] for name in LONGER} <= set(_files())
