"""Where the marks of a chart stand, in the units of its SVG. Templates draw; here is only arithmetic."""

from dataclasses import dataclass

from inspector.hq.web.numbers import permille

LEFT = 8
SPAN = 150
WIDTH = LEFT + SPAN + LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Dumbbell:
    """Verified (circle), declared (diamond) and, where not everything was checked, the span of what is possible."""

    verified: float | None
    declared: float | None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar of 0..100: what was verified, what nobody checked, and the hatched stretch up to what was declared."""

    verified: float
    unknown: float
    missing: float


def dumbbell(n: int, of: int, lower: int, upper: int, declared: int | None, declared_of: int | None) -> Dumbbell:
    """The marks of one row."""
    spread = lower != upper
    return Dumbbell(
        verified=_x(n, of),
        declared=_x(declared, declared_of),
        lower=_x(lower, of) if spread else None,
        upper=_x(upper, of) if spread else None,
    )


def bar(n: int, of: int, upper: int, declared: int | None, declared_of: int | None) -> Bar:
    """The stretches of one bar: proved, not checked, and what is missing up to what was declared (or to the whole)."""
    verified = (permille(n, of) or 0) / 10
    possible = max(verified, (permille(upper, of) or 0) / 10)
    told = permille(declared, declared_of)
    reach = 100.0 if told is None else told / 10
    return Bar(verified=verified, unknown=possible - verified, missing=max(0.0, reach - possible))


def _x(n: int | None, of: int | None) -> float | None:
    share = permille(n, of)
    return None if share is None else LEFT + share * SPAN / 1000
