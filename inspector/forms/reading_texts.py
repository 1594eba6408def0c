"""The texts of an XForm: itext by language, labels written in place, and outputs inside them."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from lxml.etree import _Element

from inspector.forms.form import Text, Texts
from inspector.forms.safexml import local
from inspector.forms.xpath import Expression

XFORMS: Final = "http://www.w3.org/2002/xforms"
_NS: Final = {"x": XFORMS}
_LANGUAGE: Final = re.compile(r"\(([A-Za-z]{2,3})(?:-[A-Za-z]+)?\)\s*$")
_ITEXT: Final = re.compile(r"\s*jr:itext\(\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)\s*$")


class FormTexts:
    """The texts of one form. `compile_at` compiles an output's expression for a schema path."""

    def __init__(self, model: _Element, compile_at: Callable[[str | None, str], Expression | None]) -> None:
        self._compile_at = compile_at
        self._entries: dict[str, dict[str, _Element]] = {}
        self.default = ""
        for translation in model.iterfind("x:itext/x:translation", _NS):
            code = language_code(translation.get("lang") or "")
            entries = self._entries.setdefault(code, {})
            if translation.get("default") is not None or not self.default:
                self.default = code
            for text in translation.iterfind("x:text", _NS):
                value = next((one for one in text.iterfind("x:value", _NS) if one.get("form") is None), None)
                if value is not None:
                    entries[text.get("id") or ""] = value

    @property
    def languages(self) -> tuple[str, ...]:
        """Short codes, as the form orders them; one blank code when it has no itext."""
        return tuple(self._entries) or (self.default,)

    def message(self, value: str | None, path: str) -> Texts:
        """A constraint's or requirement's message: plain, or a reference into the itext."""
        if not value:
            return {}
        match = _ITEXT.match(value)
        if match is None:
            return {self.default: Text((value,))}
        return self.named(match.group(1) or match.group(2) or "", path)

    def label(self, element: _Element | None, path: str) -> Texts:
        """A label or hint: by reference into the itext, or written in place."""
        if element is None:
            return {}
        match = _ITEXT.match(element.get("ref") or "")
        if match is not None:
            return self.named(match.group(1) or match.group(2) or "", path)
        return {self.default: self._text(element, path)}

    def named(self, name: str, path: str) -> Texts:
        """The text of an itext id in every language that has it."""
        return {code: self._text(entries[name], path) for code, entries in self._entries.items() if name in entries}

    def _text(self, value: _Element, path: str) -> Text:
        """Text and outputs in turn; the indentation that pretty printing put around outputs is taken off."""
        indent = re.search(r"\n([ \t]*)$", value.text or "") if len(value) else None
        margin = "\n" + indent.group(1) if indent else ""
        parts: list[str | Expression] = []
        for text, output in _pieces(value):
            if text:
                unwrapped = re.sub(r"\n[ \t]*$", "", text.removeprefix(margin)) if margin else text
                parts.append(re.sub(r"[ \t]*\n\s*", " ", unwrapped))
            if output is not None:
                expression = self._compile_at(output.get("value") or output.get("ref"), path)
                if expression is not None:
                    parts.append(expression)
        if parts and isinstance(parts[0], str):
            parts[0] = parts[0].lstrip()
        if parts and isinstance(parts[-1], str):
            parts[-1] = parts[-1].rstrip()
        return Text(tuple(part for part in parts if part != ""))


class ItemTexts(Mapping[str, Texts]):
    """The texts that choices name by id, each read when it is first asked for: there may be ten thousand."""

    def __init__(self, texts: FormTexts, names: frozenset[str]) -> None:
        self._texts, self._names = texts, names
        self._read: dict[str, Texts] = {}

    def __getitem__(self, name: str) -> Texts:
        found = self._read.get(name)
        if found is None:
            if name not in self._names:
                raise KeyError(name)
            found = self._read[name] = self._texts.named(name, "")
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _pieces(value: _Element) -> Iterator[tuple[str, _Element | None]]:
    before = value.text or ""
    for child in value:
        if local(child) == "output":
            yield before, child
            before = child.tail or ""
        else:
            before += "".join(str(part) for part in child.itertext()) + (child.tail or "")
    yield before, None


def language_code(name: str) -> str:
    """The code in "Русский (ru)"; a name without a code stays as it is."""
    match = _LANGUAGE.search(name)
    return match.group(1).lower() if match else name
