"""What one laptop is told next: a page of changes after its cursor."""

from inspector.hq.services.authority import Authority
from inspector.hq.store.database import Database
from inspector.hq.store.publications import EVERYBODY, device_audience, person_audience, region_audience
from inspector.hq.store.records import DeviceRecord
from inspector.wire.errors import BadMessage
from inspector.wire.messages import ChangesPage

_LARGEST_CURSOR = 2**53


def page(database: Database, authority: Authority, device: DeviceRecord, cursor: int, size: int) -> bytes:
    """The signed page of at most `size` changes for this laptop, its region, its inspector and everybody.

    Raises BadMessage for an impossible cursor.
    """
    if not 0 <= cursor <= _LARGEST_CURSOR:
        raise BadMessage
    audiences = (
        EVERYBODY, region_audience(device.region), person_audience(device.person), device_audience(device.id),
    )  # fmt: skip
    with database.reading() as work:
        found = work.changes.after(cursor, audiences, size + 1)
        head = work.sealed.head(device.id)
    shown = list(found[:size])
    reached = shown[-1].seq if shown else cursor
    told = ChangesPage(
        cursor=reached,
        more=len(found) > size,
        changes=shown,
        device=device.id,
        after=cursor,
        head=head,
    )
    return authority.sign(told)
