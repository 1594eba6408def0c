"""One fixture for the tests of store and services."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store import laptops


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[laptops.Laptop]:
    """An open laptop with a school, an assignment and a checklist."""
    laptops.enrolled(tmp_path / "home")
    made = laptops.opened(tmp_path / "home")
    laptops.supplied(made)
    yield made
    made.store.close()
