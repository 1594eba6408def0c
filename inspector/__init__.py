"""Қорған (Qorgan): what children are really covered by in the schools of Kazakhstan."""

__version__ = "0.1.0"
