"""Texts of a session: labels with their places filled, and the choices of a question."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lxml.etree import _Element

from inspector.forms import values
from inspector.forms.errors import EvaluationRefused
from inspector.forms.form import Choice, Text, Texts
from inspector.forms.functions import CHOICE_NAMES
from inspector.forms.instance import Any_, Node
from inspector.forms.xpath import Expression

if TYPE_CHECKING:
    from inspector.forms.session import Session


class _Names:
    """Answers `jr:choice-name` while one text is being filled."""

    def __init__(self, session: "Session", node: Any_, language: str) -> None:
        self._session, self._node, self._language = session, node, language

    def choice_name(self, value: str, path: str, context: _Element) -> str:
        del context  # the question is found from the node whose text is filled
        target = _nearest(self._session, self._node, path)
        if target is None:
            return ""
        return next((one.label for one in choices_of(self._session, target, self._language) if one.value == value), "")


@contextmanager
def naming(session: "Session", node: Any_, language: str) -> Iterator[None]:
    """Within it, `jr:choice-name` answers as seen from a node."""
    token = CHOICE_NAMES.set(_Names(session, node, language))
    try:
        yield
    finally:
        CHOICE_NAMES.reset(token)


def _nearest(session: "Session", node: Any_, path: str) -> Any_ | None:
    current: Any_ | None = node
    while current is not None:
        if path.startswith(current.spec.path):
            return next(iter(session.tree.below(current, path)), None)
        current = current.parent
    return None


def chosen(texts: Texts, language: str, default: str) -> Text | None:
    """The text in a language, else in the form's first one, else in any."""
    return texts.get(language) or texts.get(default) or next(iter(texts.values()), None)


def spoken(session: "Session", node: Any_, texts: Texts, language: str) -> str:
    """A text with its places filled at a node."""
    return _filled(session, node, chosen(texts, language, session.form.languages[0]), language, _plainly)


def redacted(session: "Session", node: Any_, texts: Texts, language: str) -> str:
    """As `spoken`, with every place that looks at a personal or restricted node told as «№ n», n the row's number."""
    return _filled(session, node, chosen(texts, language, session.form.languages[0]), language, _told)


def _filled(
    session: "Session", node: Any_, text: Text | None, language: str, tell: Callable[["Session", Any_, Expression], str]
) -> str:
    if text is None:
        return ""
    if len(text.parts) == 1 and isinstance(text.parts[0], str):
        return text.parts[0]
    with naming(session, node, language):
        return "".join(part if isinstance(part, str) else tell(session, node, part) for part in text.parts)


def _plainly(session: "Session", node: Any_, expression: Expression) -> str:
    return session.text_at(node, expression)


def _told(session: "Session", node: Any_, expression: Expression) -> str:
    secret = session.form.secret_paths
    if not any(reference.path in secret or reference.deep for reference in expression.references):
        return session.text_at(node, expression)
    row = node.row_around() if isinstance(node, Node) else None
    return "№ …" if row is None else f"№ {session.tree.rows_of(row).rows.index(row) + 1}"


def choices_of(session: "Session", node: Any_, language: str) -> tuple[Choice, ...]:
    """The possible answers of a question now, in order."""
    items = session.form.bind(node.spec.path).items
    if items is None or not isinstance(node, Node):
        return ()
    if items.nodes is None:
        return tuple(Choice(value, spoken(session, node, texts, language)) for value, texts in items.items)
    try:
        found = items.nodes.nodes(node.element)
    except EvaluationRefused:
        return ()
    choices: list[Choice] = []
    for item in found:
        value = _child(item, items.value)
        label = _child(item, items.label)
        if items.by_itext:
            label = spoken(session, node, session.form.sources.item_texts.get(label, {}), language)
        if value:
            choices.append(Choice(value, label or value))
    return tuple(choices)


def _child(item: _Element, name: str) -> str:
    child = item.find(name)
    return values.text_of(child).strip() if child is not None else ""
