"""What can be read on paper: the proof before anybody signs, and the act that was signed."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cryptography import x509

from inspector.core.errors import Refusal
from inspector.core.proof import Proof
from inspector.core.signatures import Signatures
from inspector.services.composing import answers_of, compose
from inspector.services.opened import OpenInspection
from inspector.services.ports import EvidenceStore, Identity, SealStore
from inspector.services.sealing import ActPrinter, local_now, photos_of
from inspector.wire import certificates as pki
from inspector.wire.manifest import Manifest
from inspector.wire.seal import digest, read_manifest

LANGUAGES = ("kk", "ru")
NOBODY_YET = Signatures(signers=())


class Checked(Protocol):
    """What a check of an act says: whether it holds, and what a reader must know."""

    @property
    def valid(self) -> bool: ...
    @property
    def problems(self) -> tuple[Refusal, ...]: ...


class ActChecker(Protocol):
    """What checks acts (acts.verify)."""

    def verify_bytes(
        self, data: bytes, root: x509.Certificate, at: datetime, revoked: Collection[str] = ()
    ) -> Checked: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedAct:
    """A signed act: its bytes and what was sealed.

    `code` is the code on every page as rows of modules, `digest` of the manifest, `first_pages` where each language
    begins, `problem` why the act does not hold (None when it does).
    """

    pdf: bytes
    manifest: Manifest
    number: str
    code: tuple[bytes, ...]
    digest: str
    first_pages: Mapping[str, int]
    problem: Refusal | None


class Printing:
    """Acts of one laptop as PDF."""

    def __init__(
        self,
        identity: Identity,
        store: SealStore,
        evidence: EvidenceStore,
        printer: ActPrinter,
        clock: Callable[[], datetime] = local_now,
        checker: ActChecker | None = None,
        revoked: Callable[[], Collection[str]] | None = None,
    ) -> None:
        """`checker` tells whether an act holds (acts.verify), `revoked` serials that headquarters revoked."""
        self._identity = identity
        self._store = store
        self._evidence = evidence
        self._printer = printer
        self._clock = clock
        self._checker = checker
        self._revoked = revoked

    def proof(
        self, opened: OpenInspection, languages: Sequence[str] = LANGUAGES, signatures: Signatures = NOBODY_YET
    ) -> Proof:
        """The act as it would be now, marked ПРОЕКТ / ЖОБА: no number, no code, nothing sealed or kept.

        `signatures` are the people and objections known so far. Answers may still be missing. The session must rest
        meanwhile.
        """
        answers = answers_of(opened)
        manifest = compose(
            opened, answers, self._identity, signatures, envelope_sha256="", previous="", sealed_at=self._clock()
        )
        photos = photos_of(self._evidence, opened.id, answers)
        return self._printer.proof(manifest, opened.form, answers.instance, opened.norms, photos, languages)

    def language_pages(self, pdf: bytes) -> Mapping[str, int]:
        """On which page of an act or a draft the text in each language begins."""
        return self._printer.language_pages(pdf)

    def sealed(self, inspection_id: str) -> SealedAct:
        """What the act of an inspection says, and whether it holds for this laptop. Raises NotFound, DamagedFile."""
        pdf, text = self._store.act(inspection_id), self._store.bundle(inspection_id).manifest
        number, code = self._printer.code_of(text)
        return SealedAct(
            pdf=pdf, manifest=read_manifest(text), number=number, code=code, digest=digest(text),
            first_pages=self._printer.language_pages(pdf), problem=self._problem(pdf),
        )  # fmt: skip

    def _problem(self, pdf: bytes) -> Refusal | None:
        """Why the act does not hold; None when it does. What headquarters told of revoked laptops is heeded."""
        if self._checker is None:
            return None
        root = pki.from_pem(self._identity.root, "root")
        answer = self._checker.verify_bytes(pdf, root, self._clock(), self.revoked())
        return None if answer.valid else answer.problems[0]

    def revoked(self) -> Collection[str]:
        """Serials (hex) of the certificates that headquarters revoked, as far as this laptop was told."""
        return self._revoked() if self._revoked is not None else ()

    def act(self, inspection_id: str) -> bytes:
        """The signed act, byte for byte as it was sealed. Raises NotFound, DamagedFile."""
        return self._store.act(inspection_id)
