"""One stage for a whole module: the screens are many, the school is the same."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.looks.stage import Stage
from tests.looks.stage import stage as begun


@pytest.fixture(scope="module")
def stage(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with begun(tmp_path_factory.mktemp("looks")) as made:
        yield made
