"""Making acts: a proof to read, and the signed act of a sealed manifest. What the laptop's services print with."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from inspector import i18n, pdfium
from inspector.acts import document, layout, pdfa, qr, signature
from inspector.acts.answers import Answers
from inspector.acts.document import ActDocument
from inspector.acts.pdfa import Attachment
from inspector.acts.wording import LANGUAGES
from inspector.core.norm import Norm
from inspector.core.proof import PointPlace, Proof
from inspector.forms.form import Form
from inspector.wire.manifest import Manifest
from inspector.wire.seal import Seal, read_manifest
from inspector.wire.seal import digest as sha256


def proof(
    manifest: Manifest,
    form: Form,
    instance: bytes,
    norms: Mapping[str, Norm],
    photos: Mapping[str, bytes],
    languages: Sequence[str] = LANGUAGES,
) -> Proof:
    """The draft of an act: the same text, marked ПРОЕКТ / ЖОБА, without number, code, seal and attachments.

    `manifest` is what would be sealed now; `instance` already has commitments in place of secrets.
    """
    documents = _documents(manifest, form, instance, norms, languages, digest="")
    places: list[PointPlace] = []
    pages = layout.render(documents, photos, places)
    pdf = pdfa.to_pdfa(
        pages, title=_title(documents), language=documents[0].language, program=_program(manifest), made_at=None,
        attachments=(),
    )  # fmt: skip
    return Proof(pdf=pdf, places=tuple(places))


def act(
    text: str,
    seal: Seal,
    form: Form,
    instance: bytes,
    norms: Mapping[str, Norm],
    photos: Mapping[str, bytes],
    key: ec.EllipticCurvePrivateKey,
    chain: Sequence[x509.Certificate],
    languages: Sequence[str] = LANGUAGES,
) -> bytes:
    """The signed act of a sealed manifest (`text` is its exact canonical form)."""
    unsigned, sealed_at = unsigned_act(text, seal, form, instance, norms, photos, languages)
    return signature.sign(unsigned, key, chain, sealed_at)


def unsigned_act(
    text: str,
    seal: Seal,
    form: Form,
    instance: bytes,
    norms: Mapping[str, Norm],
    photos: Mapping[str, bytes],
    languages: Sequence[str] = LANGUAGES,
) -> tuple[bytes, datetime]:
    """The act before the device signs it, a pure function of its arguments, and the time of sealing."""
    manifest = read_manifest(text)
    documents = _documents(manifest, form, instance, norms, languages, digest=seal.manifest_sha256)
    pages = layout.render(documents, photos)
    sealed_at = datetime.fromisoformat(manifest.visit.sealed_at)
    attachments = (
        _attachment(pdfa.MANIFEST, text.encode(), "application/json", "Source", "What was sealed"),
        _attachment(pdfa.SEAL, msgspec.json.encode(seal), "application/json", "Supplement", "The seal"),
        _attachment(pdfa.INSTANCE, instance, "application/xml", "Source", "The answers"),
    )
    unsigned = pdfa.to_pdfa(
        pages, title=_title(documents), language=documents[0].language, program=_program(manifest),
        made_at=sealed_at, attachments=attachments,
    )  # fmt: skip
    return unsigned, sealed_at


def language_pages(pdf: bytes, languages: Sequence[str] = LANGUAGES) -> dict[str, int]:
    """On which page, counted from 0, the text in each language begins; one that is not in the PDF is left out."""
    found: dict[str, int] = {}
    for number, text in enumerate(pdfium.texts(pdf)):
        said = "".join(text.split())
        for language in languages:
            titles = ("".join(i18n.text(each, language).split()) for each in layout.TITLES)
            if language not in found and any(title in said for title in titles):
                found[language] = number
    return found


def code_of(text: str) -> tuple[str, tuple[bytes, ...]]:
    """The number of the act of a sealed manifest (its exact text), and the code on every page as rows of modules."""
    number = document.act_number(read_manifest(text))
    return number, qr.matrix(qr.content(number, sha256(text)))


def _documents(
    manifest: Manifest, form: Form, instance: bytes, norms: Mapping[str, Norm], languages: Sequence[str], *, digest: str
) -> list[ActDocument]:
    answers = Answers(form, instance)
    return [document.build(manifest, answers, norms, language, digest=digest) for language in languages]


def _title(documents: Sequence[ActDocument]) -> str:
    first = documents[0]
    return f"{i18n.text(layout.title(first), first.language)} {first.number}".strip()


def _program(manifest: Manifest) -> str:
    return f"Қорған {manifest.program}"


def _attachment(name: str, data: bytes, media_type: str, relation: str, description: str) -> Attachment:
    return Attachment(name=name, data=data, media_type=media_type, relation=relation, description=description)
