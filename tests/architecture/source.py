"""The source as the architecture checks read it: files with their room and syntax tree, and what is beside them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "wardmote"
WING = ("registers", "casework", "people")
# From the lowest up. Rooms of one row do not point at one another, but for the two groups that follow.
LAYERS = [
    {"common"}, {"methods"}, {"audit"}, {"access"}, {"partnership"}, {"measures"}, {"meetings"},
    {"plan", "performance", "evidence", *WING}, {"publish"}, {"home"}, {"demo"}, {"cli"}, {"config"},
]  # fmt: skip
GROUPS = [("people", "casework", "registers"), ("performance", "plan")]


@dataclass(frozen=True)
class Source:
    """One Python file. `room` is its folder under wardmote; `place` its path from the repository's top."""

    path: Path
    room: str
    tree: ast.Module

    @property
    def place(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def part(self) -> str:
        """What it is within its room: `models`, `queries`, `views`…"""
        inside = self.path.relative_to(PACKAGE / self.room).parts
        return inside[0].removesuffix(".py")


@cache
def sources() -> list[Source]:
    """Every module of the rooms, migrations left out: those are made by a tool and kept as made."""
    return [
        Source(path, path.relative_to(PACKAGE).parts[0], ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.glob("*/**/*.py"))
        if "migrations" not in path.parts
    ]


def layer_of(room: str) -> int:
    return next(number for number, rooms in enumerate(LAYERS) if room in rooms)


def may_point_at(room: str, target: str) -> bool:
    """Say whether a row of `room` may point at a row of `target`: its own room, or one below that it may know of."""
    if room == target or layer_of(target) < layer_of(room):
        return True
    return any(room in group and target in group and group.index(target) < group.index(room) for group in GROUPS)


def imports(source: Source) -> Iterator[tuple[int, str]]:
    """Yield (line, dotted name) of everything that `source` imports when it runs; `TYPE_CHECKING` blocks do not run."""
    for node in _running(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _running(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            children: list[ast.AST] = list(child.orelse)
        else:
            children = [child]
        for each in children:
            yield each
            yield from _running(each)


@cache
def kept_files() -> list[Path]:
    """Every file that .gitignore does not name. Asks the folder and not git, since a copy may come without it."""
    ignored = [".git"]
    for listing in (ROOT / ".gitignore", ROOT / "frontend" / ".gitignore"):
        ignored += [line.strip().rstrip("/") for line in listing.read_text().splitlines() if line.strip()]
    found: list[Path] = []
    waiting = [ROOT]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            if any(fnmatch(path.name, pattern) for pattern in ignored):
                continue
            if path.is_dir():
                waiting.append(path)
            else:
                found.append(path)
    return found
