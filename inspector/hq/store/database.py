"""The database of headquarters: opens transactions, each with its repositories."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Connection

from inspector.hq.store import migrating
from inspector.hq.store.additions import Additions
from inspector.hq.store.engine import Transactions, open_engine
from inspector.hq.store.figures import Figures
from inspector.hq.store.lists import Lists
from inspector.hq.store.people import Audit, People
from inspector.hq.store.places import Assignments, Places
from inspector.hq.store.publications import Changes, Checklists
from inspector.hq.store.reviews import Reviews
from inspector.hq.store.sealed import Files, Sealed
from inspector.hq.store.violations import Violations


class Work:
    """One transaction and the repositories that work in it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def people(self) -> People:
        """Inspectors, codes, laptops."""
        return People(self._connection)

    @cached_property
    def audit(self) -> Audit:
        """Who did what."""
        return Audit(self._connection)

    @cached_property
    def places(self) -> Places:
        """Institutions and declared values."""
        return Places(self._connection)

    @cached_property
    def assignments(self) -> Assignments:
        """Who is sent where."""
        return Assignments(self._connection)

    @cached_property
    def changes(self) -> Changes:
        """What laptops are told."""
        return Changes(self._connection)

    @cached_property
    def checklists(self) -> Checklists:
        """Published checklists."""
        return Checklists(self._connection)

    @cached_property
    def sealed(self) -> Sealed:
        """Received inspections."""
        return Sealed(self._connection)

    @cached_property
    def files(self) -> Files:
        """Files that inspections name."""
        return Files(self._connection)

    @cached_property
    def additions(self) -> Additions:
        """What was added to received inspections."""
        return Additions(self._connection)

    @cached_property
    def reviews(self) -> Reviews:
        """What was decided of them."""
        return Reviews(self._connection)

    @cached_property
    def violations(self) -> Violations:
        """What is followed until it is fixed."""
        return Violations(self._connection)

    @cached_property
    def lists(self) -> Lists:
        """Lists that were declared, and those that laptops were told."""
        return Lists(self._connection)

    @cached_property
    def figures(self) -> Figures:
        """What the pages show."""
        return Figures(self._connection)


class Database:
    """Headquarters' database at an address (SQLite or PostgreSQL), migrated when opened.

    Raises DatabaseAddress, DatabaseUnusable or DatabaseTooNew.
    """

    def __init__(self, url: str) -> None:
        self._transactions = Transactions(open_engine(url))
        try:
            migrating.upgrade(self._transactions)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """For queries."""
        with self._transactions.reading() as connection:
            yield Work(connection)

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """One transaction: durable when the block ends well, undone otherwise."""
        with self._transactions.writing() as connection:
            yield Work(connection)

    def close(self) -> None:
        """Give the connections back."""
        self._transactions.engine.dispose()
