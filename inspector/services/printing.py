"""What can be read on paper: the proof before anybody signs, and the act that was signed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from inspector.core.proof import Proof
from inspector.core.signatures import Signatures
from inspector.services.composing import answers_of, compose
from inspector.services.opened import OpenInspection
from inspector.services.ports import EvidenceStore, Identity, SealStore
from inspector.services.sealing import ActPrinter, local_now, photos_of
from inspector.wire.manifest import Manifest
from inspector.wire.seal import read_manifest

LANGUAGES = ("kk", "ru")
NOBODY_YET = Signatures(signers=())


class Printing:
    """Acts of one laptop as PDF."""

    def __init__(
        self,
        identity: Identity,
        store: SealStore,
        evidence: EvidenceStore,
        printer: ActPrinter,
        clock: Callable[[], datetime] = local_now,
    ) -> None:
        self._identity = identity
        self._store = store
        self._evidence = evidence
        self._printer = printer
        self._clock = clock

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

    def sealed(self, inspection_id: str) -> Manifest:
        """What the act of an inspection says was sealed. Raises NotFound."""
        return read_manifest(self._store.bundle(inspection_id).manifest)

    def act(self, inspection_id: str) -> bytes:
        """The signed act, byte for byte as it was sealed. Raises NotFound, DamagedFile."""
        return self._store.act(inspection_id)
