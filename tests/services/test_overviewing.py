"""What the exchange screen is told: what waits and why, how much of it is there, how fresh the lists are."""

import base64
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from inspector.services.courier import Courier
from inspector.services.deciding import Deciding
from inspector.services.overviewing import Overviewing
from inspector.wire import box
from inspector.wire import certificates as pki
from inspector.wire.errors import Conflict
from inspector.wire.messages import DeclaredBody
from tests.store import laptops
from tests.store.laptops import Laptop
from tests.store.test_seals import ACT, bundle, receipt
from tests.wire.authority import NOW, make_authority

AT = datetime(2026, 11, 24, 12, 7, tzinfo=UTC)


def overview(laptop: Laptop) -> Overviewing:
    store = laptop.store
    deciding = Deciding(store.divisions, laptop.inspecting, ("inspector-1", "Сапарова"))
    return Overviewing(store.outbox, store.seals, store.changes, laptop.institutions, laptop.inspecting, deciding)


def sealed(laptop: Laptop) -> str:
    inspection = laptop.start()
    laptop.store.seals.keep(bundle(inspection), ACT, AT)
    return inspection


def test_another_content_at_headquarters_needs_a_decision_and_both_are_kept(laptop: Laptop) -> None:
    inspection = sealed(laptop)
    (item,) = laptop.store.outbox.pending()
    laptop.store.outbox.refused(item, Conflict())
    (told,) = overview(laptop).read().waiting
    assert (told.inspection, told.state, type(told.problem)) == (inspection, "refused", Conflict)
    assert laptop.store.seals.act(inspection) == ACT


def test_how_much_of_it_is_at_headquarters(laptop: Laptop) -> None:
    inspection = sealed(laptop)
    (item,) = laptop.store.outbox.pending()
    (told,) = overview(laptop).read().waiting
    assert (told.files, told.files_there, told.size, told.size_there) == (1, 0, len(ACT), 0)
    laptop.store.outbox.sent(item, receipt(inspection, item.sha256))
    laptop.store.outbox.blob_receipted(item.blobs[0].sha256, receipt("b", item.blobs[0].sha256, "blob"))
    (told,) = overview(laptop).read().waiting
    assert (told.state, told.files_there, told.size_there) == ("sent", 1, len(ACT))
    laptop.store.outbox.accepted(item, receipt(inspection, item.sha256))
    read = overview(laptop).read()
    assert read.waiting == ()
    assert read.accepted[inspection].date().isoformat() == "2026-11-24"


def test_how_fresh_the_lists_are(laptop: Laptop) -> None:
    assert overview(laptop).read().declared_as_of == ""
    bodies = [
        DeclaredBody(institution=f"i{day}", as_of=f"2026-11-{day:02}", source="", values={}) for day in (3, 12, 7)
    ]
    laptop.updating.accept(laptops.page([("declared", body) for body in bodies], first=9))
    read = overview(laptop).read()
    assert (read.institutions, read.checklist, read.declared_as_of) == (1, "1", "2026-11-12")


def test_a_file_for_headquarters_leaves_out_what_is_there(laptop: Laptop, tmp_path: Path) -> None:
    sealed(laptop)
    authority, key = make_authority(), pki.new_key()
    public = base64.b64encode(box.public_raw(box.new_box_key())).decode()
    identity = replace(
        laptops.IDENTITY, box_key=public, certificate=pki.to_pem(authority.device),
        operating=pki.to_pem(authority.operating),
    )  # fmt: skip
    courier = Courier(identity, key, laptop.store.outbox, laptop.store.seals, laptop.updating, clock=lambda: NOW)
    whole = courier.export(tmp_path / "a.qorgan")
    assert (whole.items, whole.files) == (1, 1)
    (item,) = laptop.store.outbox.pending()
    laptop.store.outbox.blob_receipted(item.blobs[0].sha256, receipt("b", item.blobs[0].sha256, "blob"))
    rest = courier.export(tmp_path / "a.qorgan")
    assert (rest.items, rest.files) == (1, 0)
