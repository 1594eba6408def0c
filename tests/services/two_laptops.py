"""Two laptops of one headquarters: a lead with a draft, and a colleague; a stick between them."""

from dataclasses import dataclass, replace
from pathlib import Path

from inspector.services.dividing import Dividing
from inspector.services.inspecting import Inspecting
from inspector.store.opening import OpenStore
from inspector.wire import certificates as pki
from inspector.wire.messages import Person
from tests.store import laptops
from tests.wire.authority import NOW, Authority, make_authority

AUTHORITY = make_authority()
LEAD = Person(id="lead", name="Айгерим Сапарова")
COLLEAGUE = Person(id="colleague", name="Тимур Омаров")


@dataclass
class Desk:
    """One of them."""

    store: OpenStore
    inspecting: Inspecting
    dividing: Dividing
    evidence: laptops.EvidenceBox

    def answer(self, inspection: str, node: str, value: str) -> None:
        self.inspecting.record(inspection, self.inspecting.open(inspection).answer(node, value).operations)

    def value(self, inspection: str, node: str) -> str:
        return self.inspecting.open(inspection).session.value(node)


def desk(root: Path, person: Person, authority: Authority = AUTHORITY) -> Desk:
    own = authority.other_device(device=f"device-{person.id}", inspector=person.id)
    identity = replace(
        laptops.IDENTITY,
        device=f"device-{person.id}",
        inspector=person,
        root=pki.to_pem(own.root),
        operating=pki.to_pem(own.operating),
        certificate=pki.to_pem(own.device),
        private_key=pki.key_to_pem(own.device_key).decode(),
    )
    made = laptops.folder(root)
    made.create(laptops.PASSPHRASE, made.new_data_key(), b"escrow", identity)
    store = made.unlock(laptops.PASSPHRASE)
    inspecting = Inspecting(store.institutions, store.inspections, person.id)
    dividing = Dividing(
        identity, own.device_key, store.inspections, store.evidence, store.divisions, store.changes, inspecting,
        clock=lambda: NOW, cost=(64, 1),
    )  # fmt: skip
    return Desk(store, inspecting, dividing, laptops.EvidenceBox(store.evidence))
