"""Re-evaluation: what the laptop concluded is concluded again from the answers, with the checklist it names.

Only what comes out the same is confirmed, and only confirmed inspections are counted. The envelope is opened for
this, in memory; every opening is logged. A reason is a code, with a schema path where that helps; never a value.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime

import msgspec

from inspector.core.errors import Refusal, WorldFailed
from inspector.core.institution import Institution
from inspector.forms.commitments import SecretField, commit, reveal
from inspector.forms.errors import CommitmentMismatch
from inspector.forms.session import Session
from inspector.hq.services.answers import typed_answers
from inspector.hq.services.authority import Authority
from inspector.hq.services.delivered import begin_terms
from inspector.hq.services.desk import desk_differences
from inspector.hq.services.following import follow, last_visit, take_back
from inspector.hq.services.intake import finding_of, indicator_of
from inspector.hq.services.known_forms import KnownForm, KnownForms
from inspector.hq.services.telling import tell_last_visit, tell_violations
from inspector.hq.store.database import Database
from inspector.hq.store.engine import Collision
from inspector.hq.store.records import CONFIRMED, MISMATCH, ForReview
from inspector.wire.errors import BoxRefused
from inspector.wire.manifest import Manifest
from inspector.wire.seal import canonical, encode_base64

LAW = "law"

log = logging.getLogger(__name__)


class _Field(msgspec.Struct, frozen=True):
    node: str
    value: str
    salt: str


class _Envelope(msgspec.Struct, frozen=True):
    fields: list[_Field]


class _Differs(Exception):
    """One reason why the re-evaluation does not confirm."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Reviewer:
    """Re-evaluates received revisions, oldest first."""

    def __init__(
        self, database: Database, authority: Authority, forms: KnownForms, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._authority = authority
        self._forms = forms
        self._clock = clock

    def review_waiting(self, stopping: Callable[[], bool] = lambda: False) -> int:
        """Re-evaluate everything that waits, until told to stop; how many there were."""
        done = 0
        while True:
            with self._database.reading() as work:
                waiting = work.sealed.waiting()
            if not waiting:
                return done
            for revision in waiting:
                if stopping():
                    return done
                try:
                    self.review(revision)
                except (WorldFailed, Collision):
                    raise
                except Exception as error:  # noqa: BLE001 - whatever it is, the next revision must not wait for it
                    self._give_up(revision, error)
                done += 1

    def review(self, revision: int) -> tuple[str, tuple[str, ...]]:
        """Re-evaluate one revision and write the outcome; (state, reasons)."""
        now = self._clock()
        with self._database.writing() as work:
            item = work.sealed.for_review(revision)
            if item is None:
                return MISMATCH, ("unknown",)
            manifest = msgspec.json.decode(item.manifest, type=Manifest)
            place = work.places.get(manifest.institution.id)
            if item.box is not None:
                work.audit.note(now, "review", "envelope_opened", f"{item.inspection}/{item.number}")
        session, reasons = self._evaluated(item, manifest, place)
        state = MISMATCH if reasons else CONFIRMED
        with self._database.writing() as work:
            work.sealed.judge(revision, state, reasons, now)
            counts = work.sealed.settle(place.id) == revision if place is not None else False
            if place is not None and session is not None and counts:
                follow(work, place, session, manifest)
                begin_terms(work, manifest.inspection)
                key = encode_base64(self._authority.match_key(place.id))
                tell_last_visit(work, place, last_visit(work, place, session, manifest, key))
            elif place is not None and state == CONFIRMED and item.number > 1 and take_back(work, place, manifest):
                tell_violations(work, place)
        log.info("inspection %s revision %d: %s", item.inspection, item.number, state)
        return state, reasons

    def _give_up(self, revision: int, error: Exception) -> None:
        # Only the kind: the message may hold somebody's answer.
        log.error("revision in row %d: %s", revision, type(error).__name__)
        with self._database.writing() as work:
            work.sealed.judge(revision, MISMATCH, ("engine",), self._clock())

    def _evaluated(
        self, item: ForReview, manifest: Manifest, place: Institution | None
    ) -> tuple[Session | None, tuple[str, ...]]:
        known = self._forms.get(manifest.checklist.sha256)
        if known is None:
            return None, ("checklist_unknown",)
        try:
            session = self._session(item, manifest, known)
            reasons = [*_differences(session, manifest, known, place), *_bent_answers(session, item)]
            if item.number > 1:
                reasons += self._changed_at_the_desk(item, manifest, session)
            return session, tuple(dict.fromkeys(reasons))
        except _Differs as difference:
            return None, (difference.reason,)
        except Refusal as refusal:
            return None, (f"instance:{refusal.code}",)
        except Exception as error:  # noqa: BLE001 - an instance that breaks the engine must not stop the others
            # Only the kind: the message may hold somebody's answer.
            log.error("inspection %s revision %d: %s", item.inspection, item.number, type(error).__name__)  # noqa: TRY400
            return None, ("engine",)

    def _session(self, item: ForReview, manifest: Manifest, known: KnownForm) -> Session:
        if item.box is None:
            raise _Differs("envelope_destroyed")
        fields, lists = self._fields(item), self._lists(manifest)
        try:
            revealed = reveal(known.form, item.instance.encode(), fields)
        except CommitmentMismatch as mismatch:
            raise _Differs("commitment") from mismatch
        return Session.from_submission(known.form, revealed, preload=manifest.parameters, lists=lists)

    def _lists(self, manifest: Manifest) -> dict[str, list[dict[str, str]]]:
        """The lists the laptop was told, by the hashes it sealed."""
        found = {}
        with self._database.reading() as work:
            for name, sha256 in manifest.lists.items():
                rows = work.lists.by_hash(manifest.institution.id, name, sha256)
                if rows is None:
                    raise _Differs(f"list:{name}"[:200])
                found[name] = rows
        return found

    def _changed_at_the_desk(self, item: ForReview, manifest: Manifest, session: Session) -> Iterator[str]:
        """A later revision is made at a desk: what was found on the spot must stand as it stood."""
        with self._database.reading() as work:
            before = work.sealed.superseded(item.inspection, manifest.supersedes)
        if before is None or before.number != item.number - 1:
            yield "supersedes"
            return
        earlier = msgspec.json.decode(before.manifest, type=Manifest)
        known = self._forms.get(earlier.checklist.sha256)
        if known is None or earlier.checklist.sha256 != manifest.checklist.sha256:
            yield "supersedes"
            return
        yield from desk_differences(earlier, manifest, self._session(before, earlier, known), session)

    def _fields(self, item: ForReview) -> tuple[SecretField, ...]:
        try:
            plain = self._authority.open_envelope(item.inspection, item.box or b"")
            envelope = msgspec.json.decode(plain, type=_Envelope)
            return tuple(SecretField(field.node, field.value, field.salt) for field in envelope.fields)
        except (BoxRefused, msgspec.DecodeError, UnicodeDecodeError) as error:
            raise _Differs("envelope") from error


def _differences(session: Session, manifest: Manifest, known: KnownForm, place: Institution | None) -> Iterator[str]:
    if place is None or place.bin != manifest.institution.bin:
        yield "institution"
    yield from _frozen_facts(session, manifest, known)
    for problem in session.problems():
        yield f"problem:{problem.kind}:{problem.path}"[:200]
    if not _same(tuple(map(finding_of, manifest.findings)), session.findings()):
        yield "findings"
    sealed = sorted(map(indicator_of, manifest.indicators), key=lambda indicator: indicator.name)
    if sealed != sorted(session.indicators(), key=lambda indicator: indicator.name):
        yield "indicators"


def _same(sealed: object, found: object) -> bool:
    """Compared as they are sealed: a manifest holds composed letters, an answer may hold them in two parts."""
    return canonical(sealed) == canonical(found)


def _bent_answers(session: Session, item: ForReview) -> Iterator[str]:
    """Whether the open answers, calculated ones among them, are those that follow: they stand in a table."""
    again, _ = commit(session.form, session.submission())
    if typed_answers(session.form, item.instance) != typed_answers(session.form, again.decode()):
        yield "answers"


def _frozen_facts(session: Session, manifest: Manifest, known: KnownForm) -> Iterator[str]:
    """The preloaded values an honest laptop cannot have chosen itself."""
    for parameter in known.body.parameters:
        value = manifest.parameters.get(parameter.name, "")
        if value != parameter.value and parameter.changed_by == LAW:
            yield f"parameter:{parameter.name}"
    facts = {"visit_date": manifest.visit.date, "visit_kind": manifest.visit.kind, "body": manifest.visit.body}
    for name, value in {**manifest.parameters, **facts}.items():
        node = f"{known.form.root.path}/{name}"
        if known.form.has(node) and not _same(value, session.value(node)):
            yield f"preloaded:{name}"
