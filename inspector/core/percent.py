"""Percentages as they may be shown, and the gap between what was declared and what was verified.

Percentages are truncated, never rounded, as the published reports do (4,360 of 6,936 is 62 %): 100 % appears only
when n = N.
"""

from dataclasses import dataclass

from inspector.core.finding import Indicator


def percent(n: int | None, of: int | None) -> int | None:
    """n of N in whole per cent, truncated. None when either is missing, N is zero, or n does not fit into N."""
    if n is None or of is None or of <= 0 or not 0 <= n <= of:
        return None
    return n * 100 // of


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Verified minus declared: negative means less was found than reported.

    `units` is in the things counted (cameras, children); `points` in percentage points, the difference of the two
    percentages as shown. None where a side or its N is missing: no gap is not a gap of zero.
    """

    units: int | None
    points: int | None


def gap(indicator: Indicator) -> Gap:
    """The gap of one indicator. Its verified side is what was proved (`n`), never a bound."""
    n, declared = indicator.n, indicator.declared
    verified_share = percent(n, indicator.of)
    declared_share = percent(declared, indicator.declared_of)
    return Gap(
        units=None if n is None or declared is None else n - declared,
        points=None if verified_share is None or declared_share is None else verified_share - declared_share,
    )
