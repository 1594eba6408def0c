"""Every sentence a person reads exists in Russian and in Kazakh, with the same places to fill; none is left behind."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import inspector
from inspector.core.errors import Refusal
from tests.architecture.tree import ROOT, imports, sources

LANGUAGES = ("ru", "kk")
PLACE = re.compile(r"\{(\w*)[^{}]*\}")
SINGLE = {"N_", "tr", "text", "gettext", "_"}
PLURAL = {"ntr", "ntext", "ngettext", "Np_"}
SHOWN_BY_QT = {"setText", "setWindowTitle", "setToolTip", "setPlaceholderText", "setTitle", "QLabel", "QPushButton"}


@cache
def catalogues(language: str) -> dict[str, Catalog]:
    """The .po files of a language, by area."""
    folder = ROOT / "resources" / "locale" / language / "LC_MESSAGES"
    found = {}
    for file in sorted(folder.glob("*.po")):
        with file.open("rb") as stream:
            found[file.stem] = read_po(stream, locale=language)
    return found


def forms(entry: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The singular and plural texts of an entry; one text has one."""
    return (entry,) if isinstance(entry, str) else tuple(entry)


def translated(language: str) -> dict[str, tuple[str, ...]]:
    """Message id (the singular one) to its translations."""
    return {
        forms(message.id)[0]: forms(message.string)
        for catalogue in catalogues(language).values()
        for message in catalogue
        if message.id
    }


def called(node: ast.Call) -> str:
    """The name of what is called: `text` when it is the translator's, for widgets and SQL have a `text` too."""
    if isinstance(node.func, ast.Name):
        return node.func.id
    if isinstance(node.func, ast.Attribute):
        owner = node.func.value.id if isinstance(node.func.value, ast.Name) else ""
        return node.func.attr if node.func.attr != "text" or owner == "i18n" else ""
    return ""


def speaks_sql(tree: ast.Module) -> bool:
    """Whether `text` is SQLAlchemy's in this module."""
    return any(name == "sqlalchemy.text" for _, name in imports(tree))


def literals(argument: ast.expr) -> Iterator[str]:
    """The texts an argument may be: itself, or either side of a condition."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from literals(argument.body)
        yield from literals(argument.orelse)


@cache
def used() -> dict[str, str]:
    """Message ids in the code and in headquarters' pages, and where one use of each stands."""
    found: dict[str, str] = {}
    for module, tree in sources().items():
        marks = (SINGLE | PLURAL) - ({"text"} if speaks_sql(tree) else set())
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and called(node) in marks:
                for text in literals(node.args[0]):
                    found.setdefault(text, f"{module}:{node.lineno}")
    for page in (ROOT / "resources" / "web").rglob("*.html"):
        for quote, text in re.findall(r"\b(?:_|text|tr)\(\s*([\"'])(.+?)\1", page.read_text(encoding="utf-8")):
            found.setdefault(text.replace(f"\\{quote}", quote), page.name)
    found.pop("", None)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    known = {text for text, strings in translated(language).items() if all(strings)}
    assert {text: place for text, place in used().items() if text not in known} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_left_behind(language: str) -> None:
    assert sorted(set(translated(language)) - set(used())) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language: str) -> None:
    entries = [message for catalogue in catalogues(language).values() for message in catalogue]
    assert [message.id for message in entries if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_are_the_same_in_every_language(language: str) -> None:
    wrong = []
    for catalogue in catalogues(language).values():
        for message in catalogue:
            allowed = [set(PLACE.findall(text)) for text in forms(message.id)]
            wrong += [text for text in forms(message.string) if message.id and set(PLACE.findall(text)) not in allowed]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_text_has_one_translation(language: str) -> None:
    """The areas are merged when they are read: of two different answers one would win unseen."""
    seen: dict[str, tuple[str, str]] = {}
    for area, catalogue in catalogues(language).items():
        for message in catalogue:
            if message.id:
                first = seen.setdefault(str(message.id), (area, str(message.string)))
                assert first[1] == str(message.string), f"{message.id!r} differs in {first[0]} and {area}"


def test_kazakh_is_not_russian() -> None:
    """A Russian text pasted into the Kazakh file is the same text twice. Names and numbers may well be."""
    russian, kazakh = translated("ru"), translated("kk")
    words = re.compile(r"[^\W\d_]{3,}")
    same = [text for text in kazakh if kazakh[text] == russian.get(text) and len(words.findall(kazakh[text][0])) > 2]
    assert same == []


def refusals() -> set[type[Refusal]]:
    """Every class of refusal in the package."""
    for module in pkgutil.walk_packages(inspector.__path__, "inspector."):
        if not module.name.endswith("__main__") and ".migrations" not in module.name:
            importlib.import_module(module.name)

    def below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
        yield kind
        for child in kind.__subclasses__():
            yield from below(child)

    return {kind for kind in below(Refusal) if kind.__module__.startswith("inspector.")}


def test_every_refusal_has_a_code_of_its_own_and_a_sentence() -> None:
    kinds = sorted(refusals(), key=lambda kind: kind.__qualname__)
    codes = [kind.code for kind in kinds]
    assert len(kinds) > 5
    assert [code for code in codes if codes.count(code) > 1] == []
    assert [kind.code for kind in kinds if not kind.sentence.endswith((".", "?", "»", "}"))] == []
    assert [kind.sentence for kind in kinds if kind.sentence not in used()] == []


def test_windows_show_no_untranslated_text() -> None:
    """Words given straight to a widget would stay English in every language."""
    spoken = re.compile(r"[^\W\d_]{2,}")
    bare = [
        f"{module}:{node.lineno} {text!r}"
        for module, tree in sources().items()
        if module.startswith("inspector/ui/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and node.args and called(node) in SHOWN_BY_QT
        for text in literals(node.args[0])
        if spoken.search(text)
    ]
    assert bare == []
