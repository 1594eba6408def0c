"""Typed answers out of a sealed instance: what may be queried, and nothing personal or restricted."""

import re
from collections.abc import Iterator
from datetime import date

from lxml.etree import _Element

from inspector.forms import safexml
from inspector.forms.errors import FormRefused
from inspector.forms.form import OURS, Form
from inspector.hq.store.records import AnswerRecord
from inspector.wire.errors import BadBundle

COMMITMENT = re.compile(r"sha256:[0-9a-f]{64}")
_ROW = f"{{{OURS}}}row"
_ROW_NAME = re.compile(r"[0-9A-Za-z-]{1,64}")
_NUMBERS = {"int", "integer", "decimal"}


def typed_answers(form: Form, instance: str) -> tuple[AnswerRecord, ...]:
    """Every open answer, in document order.

    Raises BadBundle when the instance is no XML, when it is of another form, or when a personal or restricted
    value stands in the open: the tables of headquarters must not take it.
    """
    try:
        root = safexml.parse(instance.encode(), most=safexml.MAX_INSTANCE_BYTES)
    except FormRefused as error:
        raise BadBundle(place="instance") from error
    if safexml.local(root) != form.root.name or root.get("id") != form.form_id:
        raise BadBundle(place="instance")
    return tuple(_below(form, root, form.root.path, form.root.path, secret=form.root.secret))


def _below(form: Form, element: _Element, node: str, path: str, *, secret: bool) -> Iterator[AnswerRecord]:
    """The open answers under one element; what stands in a secret group is secret, too."""
    for child in element:
        name = safexml.local(child)
        own_path = f"{path}/{name}"
        row = child.get(_ROW)
        if row is not None and not _ROW_NAME.fullmatch(row):
            raise BadBundle(place="instance")
        own_node = f"{node}/{name}" if row is None else f"{node}/{name}[{row}]"
        if not form.has(own_path):
            continue
        hidden = secret or form.spec(own_path).secret
        if len(child):
            yield from _below(form, child, own_node, own_path, secret=hidden)
            continue
        text = child.text or ""
        if hidden and text and not COMMITMENT.fullmatch(text):
            raise BadBundle(place=own_path)
        answer = None if hidden else _answer(form, own_node, own_path, text)
        if answer is not None:
            yield answer


def _answer(form: Form, node: str, path: str, text: str) -> AnswerRecord | None:
    spec = form.spec(path)
    if not text or spec.kind in {"meta", "note"}:
        return None
    if spec.type in _NUMBERS:
        return AnswerRecord(node=node, path=path, text=text, number=_number(text))
    if spec.type == "date":
        return AnswerRecord(node=node, path=path, text=text, day=_day(text))
    return AnswerRecord(node=node, path=path, text=text)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < 2**53 else None


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None
