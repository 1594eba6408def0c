"""One headquarters, opened: its keys, database, files and the services that work with them."""

from collections.abc import Callable
from datetime import UTC, datetime

from inspector.hq.blobs import FolderBlobs
from inspector.hq.services.adding import Adding
from inspector.hq.services.authority import Authority
from inspector.hq.services.intake import Intake
from inspector.hq.services.known_forms import KnownForms
from inspector.hq.services.nonces import RecentNonces
from inspector.hq.services.reviewing import Reviewer
from inspector.hq.services.worker import ReviewWorker
from inspector.hq.settings import Settings
from inspector.hq.store.database import Database

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The moment, aware."""
    return datetime.now(UTC)


class Headquarters:
    """Everything a route or a verb needs. Close it.

    Raises NotHeadquarters, DatabaseAddress, DatabaseUnusable, DatabaseTooNew or BlobsNotBuilt.
    """

    def __init__(self, settings: Settings, clock: Clock = utc_now) -> None:
        self.settings = settings
        self.clock = clock
        self.authority = Authority.load(settings.data)
        folder = settings.blob_folder
        self.database = Database(settings.database)
        self.blobs = FolderBlobs(folder)
        self.forms = KnownForms(self.database)
        self.nonces = RecentNonces(clock)
        self.intake = Intake(self.database, self.authority, self.forms, settings.blob_limit)
        self.adding = Adding(self.database, self.authority, settings.blob_limit)
        self.reviewer = Reviewer(self.database, self.authority, self.forms, clock)
        self.worker = ReviewWorker(self.reviewer)

    def close(self) -> None:
        """Stop the worker and let go of the database."""
        self.worker.stop()
        self.database.close()
