import pytest

from tests.acts.inspection import Inspection, inspection
from tests.wire.authority import Authority, make_authority


@pytest.fixture(scope="session")
def authority() -> Authority:
    return make_authority()


@pytest.fixture(scope="session")
def sealed() -> Inspection:
    return inspection()


@pytest.fixture(scope="session")
def act(authority: Authority, sealed: Inspection) -> bytes:
    """The signed act of `sealed`."""
    return sealed.act(authority)
