"""What the architecture tests look at: tracked files and the parsed source of the package."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "inspector"


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file git keeps, that still lies in the work tree."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


@cache
def sources() -> dict[str, ast.Module]:
    """Our modules, by path relative to the root, parsed. Migrations are frozen in time and left out."""
    files = (path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts)
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in files}


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a module imports, late imports too, those for type checkers only not."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
