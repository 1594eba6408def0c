"""Personal and restricted answers leave the sealed instance and stay provable: salted SHA-256 commitments.

In the sealed instance such an answer reads `sha256:<hex of SHA-256(salt || answer in UTF-8)>`. Answers and salts
travel in the envelope; once headquarters destroys it nobody can tell the answer, and the seal still holds.
"""

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree
from lxml.etree import _Element

from inspector.forms import safexml
from inspector.forms.errors import CommitmentIncomplete, CommitmentMismatch, InstanceRefused
from inspector.forms.form import Form, NodeSpec
from inspector.forms.instance import ROW
from inspector.forms.safexml import local

SALT_BYTES: Final = 32
_COMMITTED: Final = re.compile(r"sha256:[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class SecretField:
    """One answer that goes into the envelope: its node (with row UUIDs), the answer, and its salt in base64."""

    node: str
    value: str
    salt: str


def commit(form: Form, submission: bytes) -> tuple[bytes, tuple[SecretField, ...]]:
    """Replace every personal and restricted answer by its commitment. Blank answers stay blank.

    Raises InstanceRefused for another checklist's answers.
    """
    root = _root(form, submission)
    fields: list[SecretField] = []
    for address, element, _spec in _secret_leaves(form.root, root, form.root.path, secret=form.root.secret):
        if element.text:
            salt = secrets.token_bytes(SALT_BYTES)
            fields.append(SecretField(address, element.text, base64.b64encode(salt).decode()))
            element.text = commitment(element.text, salt)
    return _written(root), tuple(fields)


def reveal(form: Form, sealed_instance: bytes, fields: Iterable[SecretField]) -> bytes:
    """Put the answers back. Raises CommitmentMismatch for an answer that is not the sealed one, and
    CommitmentIncomplete when the fields are not exactly those that were replaced.
    """
    root = _root(form, sealed_instance)
    waiting = {field.node: field for field in fields}
    for address, element, spec in _secret_leaves(form.root, root, form.root.path, secret=form.root.secret):
        field = waiting.pop(address, None)
        if field is None:
            if _COMMITTED.match(element.text or ""):
                raise CommitmentIncomplete(node=spec.path)
            continue
        if not hmac.compare_digest(commitment(field.value, _salt(field, spec)), element.text or ""):
            raise CommitmentMismatch(node=spec.path)
        element.text = field.value
    if waiting:
        raise CommitmentIncomplete(node=re.sub(r"\[[^\]]*\]", "", next(iter(waiting)))[:200])
    return _written(root)


def commitment(value: str, salt: bytes) -> str:
    """What stands in the sealed instance in place of `value`."""
    return f"sha256:{hashlib.sha256(salt + value.encode()).hexdigest()}"


def _salt(field: SecretField, spec: NodeSpec) -> bytes:
    try:
        return base64.b64decode(field.salt, validate=True)
    except (binascii.Error, ValueError) as error:
        raise CommitmentMismatch(node=spec.path) from error


def _root(form: Form, xml: bytes) -> _Element:
    root = safexml.parse(xml, most=safexml.MAX_INSTANCE_BYTES)
    if local(root) != form.root.name or root.get("id") != form.form_id:
        raise InstanceRefused(form=form.form_id)
    return root


def _secret_leaves(
    spec: NodeSpec, element: _Element, address: str, *, secret: bool
) -> Iterator[tuple[str, _Element, NodeSpec]]:
    """Every leaf that is secret, by itself or by a group around it."""
    specs = {child.name: child for child in spec.children}
    for child in element:
        found = specs.get(local(child))
        if found is None:
            continue
        row = child.get(ROW)
        place = f"{address}/{found.name}" + (f"[{row}]" if row is not None else "")
        hidden = secret or found.secret
        if found.children:
            yield from _secret_leaves(found, child, place, secret=hidden)
        elif hidden:
            yield place, child, found


def _written(root: _Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
