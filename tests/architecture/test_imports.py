"""Who may know whom. The contracts stand in pyproject.toml; import-linter follows whole chains of imports."""

import importlib.metadata
import re
import subprocess
import sys
import tomllib

import pytest

from tests.architecture.tree import ROOT, imports, sources

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


# In a process of its own: import-linter sets up logging anew and switches off every logger of this one.
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"


def test_import_contracts_hold() -> None:
    ran = subprocess.run([sys.executable, "-c", LINT], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert " 0 broken" in ran.stdout


def owner(module: str) -> str:
    """The folder or small module right under the package: `ui`, `hq`, `cli`."""
    return module.removeprefix("inspector/").split("/")[0].removesuffix(".py")


# Where a third-party package may be named at all, beside what the contracts say about chains.
HOMES = {
    "PySide6": {"ui", "desktop"},
    "shiboken6": {"ui", "desktop"},
    "sqlalchemy": {"store", "hq"},
    "alembic": {"store", "hq"},
    "sqlcipher3": {"store"},
    "httpx": {"link"},
    "fastapi": {"hq"},
    "uvicorn": {"hq"},
    "reportlab": {"acts"},
    "pikepdf": {"acts"},
    "pyhanko": {"acts"},
    "segno": {"acts"},
    "pypdfium2": {"pdfium"},
    "asn1crypto": {"acts"},
    "appdirs": {"paths"},
    "pyxform": {"forms"},
}


@pytest.mark.parametrize(("package", "homes"), HOMES.items())
def test_each_library_lives_in_its_own_corner(package: str, homes: set[str]) -> None:
    strangers = [
        f"{module}:{line}"
        for module, tree in sources().items()
        for line, name in imports(tree)
        if name.split(".")[0] == package and owner(module) not in homes
    ]
    assert strangers == []


def test_pyxform_is_for_authoring_only() -> None:
    """The laptop runs compiled forms; the compiler and its spreadsheet readers stay with headquarters."""
    users = [
        module for module, tree in sources().items() for _, name in imports(tree) if name.split(".")[0] == "pyxform"
    ]
    assert all(module.startswith("inspector/forms/authoring") for module in users)


def test_presenters_are_plain_python() -> None:
    presenters = [tree for module, tree in sources().items() if module.endswith("presenter.py")]
    assert [name for tree in presenters for _, name in imports(tree) if name.startswith("PySide6")] == []


def declared(*groups: str) -> set[str]:
    """Normalised names of the requirements of the laptop and of some extras."""
    extras = PROJECT["optional-dependencies"]
    lines = [*PROJECT["dependencies"], *(line for group in groups for line in extras[group])]
    return {normal(re.split(r"[\[<>=; ]", line)[0]) for line in lines}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_everything_imported_is_declared() -> None:
    """A package that comes along by chance with another one goes away by chance too."""
    distributions = importlib.metadata.packages_distributions()
    undeclared = set()
    for module, tree in sources().items():
        if owner(module) == "hq":
            allowed = declared("hq", "authoring")
        elif owner(module) == "demo" or module.startswith("inspector/forms/authoring"):
            allowed = declared("authoring")
        else:
            allowed = declared()
        for line, name in imports(tree):
            top = name.split(".")[0]
            if top in sys.stdlib_module_names or top == "inspector":
                continue
            if not {normal(dist) for dist in distributions.get(top, [top])} & allowed:
                undeclared.add(f"{module}:{line} {top}")
    assert undeclared == set()
