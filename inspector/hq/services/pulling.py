"""What one laptop is told next: a page of changes after its cursor."""

from inspector.hq.services.authority import Authority
from inspector.hq.store.database import Database, Work
from inspector.hq.store.publications import EVERYBODY, device_audience, person_audience, region_audience
from inspector.hq.store.records import DeviceRecord
from inspector.wire.errors import BadMessage
from inspector.wire.messages import ChangesPage

_LARGEST_CURSOR = 2**53


def page(database: Database, authority: Authority, device: DeviceRecord, cursor: int, size: int) -> bytes:
    """The signed page of at most `size` changes for this laptop, its region, its inspectors and everybody.

    Raises BadMessage for an impossible cursor.
    """
    if not 0 <= cursor <= _LARGEST_CURSOR:
        raise BadMessage
    with database.reading() as work:
        audiences = (EVERYBODY, device_audience(device.id), *_of_its_people(work, device))
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


def _of_its_people(work: Work, device: DeviceRecord) -> list[str]:
    """What every inspector who works with the laptop is told, and the region of each."""
    told = {region_audience(device.region): None, person_audience(device.person): None}
    for colleague in work.people.colleagues(device.id):
        person = work.people.get(colleague.person)
        if person is not None:
            told |= {region_audience(person.region): None, person_audience(person.id): None}
    return list(told)
