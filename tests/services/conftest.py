from tests.store.laptop_fixture import laptop

__all__ = ["laptop"]
