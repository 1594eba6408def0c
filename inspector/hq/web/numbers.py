"""Numbers as people read them: thousands apart, comma decimals, a true minus; percentages truncated, never rounded."""

from datetime import date, datetime, timedelta, timezone

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
DASH = "\N{EM DASH}"

KAZAKHSTAN = timezone(timedelta(hours=5))
"""One time for the whole country since 1 March 2024."""


def whole(number: int) -> str:
    """20 114."""
    return f"{number:,}".replace(",", NBSP).replace("-", MINUS)


def permille(n: int | None, of: int | None) -> int | None:
    """Tenths of a per cent, truncated; None where there is no honest share."""
    if n is None or of is None or of <= 0 or not 0 <= n <= of:
        return None
    return n * 1000 // of


def percent(n: int | None, of: int | None) -> str:
    """65,9 %; "100 %" only when n = N; a dash where there is no share."""
    tenths = permille(n, of)
    if tenths is None:
        return DASH
    return f"100{NBSP}%" if tenths == 1000 else f"{tenths // 10},{tenths % 10}{NBSP}%"


def points(verified: int | None, declared: int | None) -> str:
    """The gap of two shares given in tenths: −58,8, 0 or +2,0; a dash where a side is missing."""
    if verified is None or declared is None:
        return DASH
    gap = verified - declared
    sign = MINUS if gap < 0 else "+" if gap > 0 else ""
    return f"{sign}{abs(gap) // 10},{abs(gap) % 10}" if gap else "0"


def signed(number: int) -> str:
    """−7, 0, +2."""
    return f"+{whole(number)}" if number > 0 else whole(number)


def day(text: str) -> str:
    """24.11.2026 of YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).strftime("%d.%m.%Y")
    except ValueError:
        return text


def moment(at: datetime) -> str:
    """24.11.2026, 12:00 by Kazakhstan's clock."""
    return at.astimezone(KAZAKHSTAN).strftime("%d.%m.%Y, %H:%M")
