"""A last look before the seal: nothing personal may stand in words that will be printed.

A checklist marks which questions are personal, and those leave only in the envelope. But a note or an objection is
free text, and a person in a hurry types an IIN or a guard's name there. What is sealed can never be taken back.
"""

import re
from collections.abc import Iterable, Sequence

from inspector.core.errors import N_, BadInput
from inspector.core.iin import iin_valid
from inspector.core.signatures import Signatures
from inspector.forms import safexml
from inspector.forms.commitments import SecretField
from inspector.forms.form import Form
from inspector.services.taken import schema_path

_TWELVE_DIGITS = re.compile(r"(?<!\d)(?:\d[ \u00a0-]?){11}\d(?!\d)")
_MADE = re.compile(r"sha256:[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Commitments and ids: of hundreds of thousands, some hold digits that could be an IIN."""

_LEAST_NAME = 8


class PersonalDataShown(BadInput):
    """A personal value stands where it would be printed. Neither the value nor its place is repeated here."""

    code = "personal_data_shown"
    sentence = N_(
        "A note, an objection or a signer's line holds an IIN or a guard's name; remove it, it would be printed."
    )


def check(
    form: Form,
    instance: bytes,
    secrets: Iterable[SecretField],
    signatures: Signatures,
    written: Sequence[str] = (),
) -> None:
    """Raise PersonalDataShown when an IIN, or a personal answer of this inspection, stands in printed words.

    `written` is whatever else a person wrote that the act will carry.
    """
    words = [element.text or "" for element in safexml.parse(instance, most=safexml.MAX_INSTANCE_BYTES).iter()]
    spoken = [text for text in (*_spoken(signatures), *written) if text]
    if holds_number((*words, *spoken)):
        raise PersonalDataShown
    names = {
        " ".join(secret.value.split()).casefold()
        for secret in secrets
        if form.spec(schema_path(secret.node)).personal and len(secret.value) >= _LEAST_NAME and " " in secret.value
    }
    printed = [" ".join(text.split()).casefold() for text in (*words, *_said(signatures), *written)]
    if any(name in text for name in names for text in printed):
        raise PersonalDataShown


def holds_number(texts: Iterable[str]) -> bool:
    """Whether an IIN stands in one of the texts."""
    return any(iin_valid(number) for text in texts for number in _numbers(text))


def _numbers(text: str) -> list[str]:
    """Every run of twelve digits, also with spaces or dashes in it, outside what the program itself made."""
    found = _TWELVE_DIGITS.findall(_MADE.sub("", text))
    return ["".join(letter for letter in run if letter.isdigit()) for run in found]


def _said(signatures: Signatures) -> list[str]:
    """Free words of the signing page. Whoever signs may bear a guard's name: lines of names are not among them."""
    reason = [signatures.refusal.reason, signatures.refusal.words] if signatures.refusal else []
    dissents = [text for signer in signatures.signers for text in (signer.dissent, signer.absent)]
    return [*(objection.text for objection in signatures.objections), *dissents, *reason]


def _spoken(signatures: Signatures) -> list[str]:
    """Everything people wrote on the signing page."""
    found = [objection.text for objection in signatures.objections]
    for signer in signatures.signers:
        found += [signer.name, signer.post, signer.body, signer.dissent, signer.absent]
    if signatures.representative:
        found += [signatures.representative.name, signatures.representative.post, signatures.representative.authority]
    if signatures.refusal:
        refusal = signatures.refusal
        found += [refusal.reason, refusal.words, refusal.name, refusal.post]
        found += [part for witness in refusal.witnesses for part in (witness.name, witness.post)]
    return found
