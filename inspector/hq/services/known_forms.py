"""Published checklists, parsed once and kept: intake types answers by them, the review re-evaluates with them."""

import threading
from collections import OrderedDict
from dataclasses import dataclass

import msgspec

from inspector.forms.form import Form
from inspector.hq.store.database import Database
from inspector.wire.messages import ChecklistBody

_KEPT = 16


@dataclass(frozen=True, slots=True)
class KnownForm:
    """One published version, ready to be run."""

    form: Form
    body: ChecklistBody


class KnownForms:
    """Parsed checklists by the hash of their published text. Versions are immutable, so nothing goes stale."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._forms: OrderedDict[str, KnownForm] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, sha256: str) -> KnownForm | None:
        """The checklist of that hash, None when this headquarters never published it."""
        with self._lock:
            known = self._forms.get(sha256)
            if known is None:
                with self._database.reading() as work:
                    record = work.checklists.get(sha256)
                if record is None:
                    return None
                body = msgspec.json.decode(record.body, type=ChecklistBody)
                known = self._forms[sha256] = KnownForm(Form.parse(body.form_xml.encode()), body)
                while len(self._forms) > _KEPT:
                    self._forms.popitem(last=False)
            self._forms.move_to_end(sha256)
            return known
