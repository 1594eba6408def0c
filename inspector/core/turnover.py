"""How far the guards of an institution changed between two visits.

Guards are matched by marks (HMAC of the IIN under the institution's key), so nobody's number is kept. The law
names no figure for turnover: it is measured and shown, and judged only if headquarters sets a limit.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnover:
    """Of `before` guards at the last visit `stayed` are still here and `left` are not; `joined` are new."""

    before: int
    now: int
    stayed: int
    left: int
    joined: int


def turnover(before: Iterable[str], now: Iterable[str]) -> Turnover | None:
    """Compare the marks of two visits; blank marks and repeats are not counted. None without a last visit."""
    then, today = {mark for mark in before if mark}, {mark for mark in now if mark}
    if not then:
        return None
    return Turnover(
        before=len(then), now=len(today), stayed=len(then & today), left=len(then - today), joined=len(today - then)
    )
