"""What a person writes into a field, and what is stored of it. Pure: no Qt."""

from datetime import date, time


def stored_date(text: str) -> str | None:
    """«24.11.2026» -> "2026-11-24"; "" for an empty field; None when there is no such day (yet)."""
    if not text.strip(" ."):
        return ""
    parts = [part for part in text.strip().split(".") if part]
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts) or len(parts[2]) != 4:
        return None
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0])).isoformat()
    except ValueError:
        return None


def written_date(stored: str) -> str:
    """The day as it is written here: «24.11.2026» for 2026-11-24; other text unchanged."""
    try:
        return date.fromisoformat(stored[:10]).strftime("%d.%m.%Y")
    except ValueError:
        return stored


def stored_time(text: str) -> str | None:
    """«9:05» -> "09:05:00.000"; "" for an empty field; None when there is no such time."""
    if not text.strip(" :"):
        return ""
    hours, _, minutes = text.strip().partition(":")
    if not (hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()):
        return None
    try:
        return time(int(hours), int(minutes)).strftime("%H:%M:00.000")
    except ValueError:
        return None


def stored_decimal(text: str) -> str | None:
    """«1 234,5» -> "1234.5"; "" for an empty field; None when it is no number."""
    plain = text.replace(" ", "").replace("\u00a0", "").replace(",", ".").replace("\u2212", "-")
    if not plain:
        return ""
    digits = plain.removeprefix("-")
    if digits.count(".") > 1 or not digits.replace(".", "").isascii() or not digits.replace(".", "").isdigit():
        return None
    return plain.rstrip(".") if plain.endswith(".") else plain


def grouped(text: str, mark: str, groups: tuple[int, ...]) -> str:
    """Digits with `mark` after each of the `groups`: «2411» -> «24.11.» while a date is typed."""
    digits = "".join(letter for letter in text if letter.isascii() and letter.isdigit())[: sum(groups)]
    parts, start = [], 0
    for length in groups:
        parts.append(digits[start : start + length])
        start += length
    shown = mark.join(part for part in parts if part)
    ends = [sum(groups[: index + 1]) for index in range(len(groups) - 1)]
    return shown + mark if len(digits) in ends else shown
