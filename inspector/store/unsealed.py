"""What was never sealed goes once headquarters has everything that was.

Photos as they were before faces were closed, photos taken off again, pictures put aside: they leave this laptop on no
way at all. `p_originals_days` of the checklist says how many days after the receipt they go.
"""

from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import Connection, delete, select

from inspector.store.tables import checklist, evidence, inspection, receipt, seal
from inspector.wire.manifest import EvidenceFacts
from inspector.wire.messages import Bundle, ChecklistBody, Receipt

PARAMETER = "p_originals_days"
DAYS = 30
"""When the checklist names no other number."""


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """What of a manifest is asked here."""

    evidence: list[EvidenceFacts]


def forget(connection: Connection, now: datetime) -> int:
    """Delete the rows of photos that no seal names, of inspections receipted long enough before `now`; how many."""
    gone = 0
    asked = select(inspection.c.id, checklist.c.body).join(checklist).where(inspection.c.state == "accepted")
    for identity, body in connection.execute(asked).fetchall():
        try:
            received, sealed = _received(connection, identity), _sealed(connection, identity)
        except (msgspec.DecodeError, ValueError):
            continue  # what cannot be read is no reason to delete anything
        if received is not None and now - received >= timedelta(days=_days(body)):
            mine = evidence.c.inspection == identity, evidence.c.kind == "photo"
            gone += connection.execute(delete(evidence).where(*mine, evidence.c.name.not_in(sealed))).rowcount
    return gone


def _received(connection: Connection, identity: str) -> datetime | None:
    """When headquarters receipted the latest revision."""
    asked = select(receipt.c.body).where(receipt.c.kind == "inspection", receipt.c.item == identity)
    body = connection.execute(asked.order_by(receipt.c.revision.desc()).limit(1)).scalar()
    if body is None:
        return None
    received = datetime.fromisoformat(msgspec.json.decode(body, type=Receipt).received_at)
    return received if received.tzinfo else received.replace(tzinfo=UTC)


def _days(body: str) -> int:
    told = {each.name: each.value for each in msgspec.json.decode(body, type=ChecklistBody).parameters}
    value = told.get(PARAMETER, "")
    return int(value) if value.isascii() and value.isdigit() else DAYS


def _sealed(connection: Connection, identity: str) -> set[str]:
    """Names of the photos that any revision's seal covers."""
    bundles = connection.execute(select(seal.c.bundle).where(seal.c.inspection == identity)).scalars()
    manifests = (msgspec.json.decode(text, type=Bundle).manifest for text in bundles)
    return {photo.name for text in manifests for photo in msgspec.json.decode(text, type=Named).evidence}
