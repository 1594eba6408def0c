import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.acts import fonts, wording


@pytest.mark.parametrize(
    ("value", "ending"),
    [
        (0, "ден"), (1, "ден"), (3, "тен"), (6, "дан"), (10, "нан"), (17, "ден"), (19, "дан"), (20, "дан"), (30, "дан"),
        (40, "тан"), (50, "ден"), (60, "тан"), (70, "тен"), (80, "нен"), (90, "нан"), (100, "ден"), (640, "тан"),
        (900, "ден"), (1000, "нан"), (20000, "нан"), (22, "ден"), (842, "ден"), (1_000_000, "нан"),
    ],
)  # fmt: skip
def test_kazakh_ablative(value: int, ending: str) -> None:
    assert wording.ablative(value) == ending


def test_dates_and_numbers() -> None:
    assert wording.day("2026-11-24", "ru") == "24\u00a0ноября 2026 года"
    assert wording.day("2026-11-24", "kk") == "2026 жылғы 24\u00a0қараша"
    assert wording.day("когда-то", "ru") == "когда-то"
    assert wording.clock("2026-11-24T09:58:00+05:00") == "09:58"
    assert wording.clock("") == ""
    assert wording.number(-20114) == "−20\u00a0114"
    assert wording.part(371, 640, "kk") == "640-тан 371 (57\u00a0%)"
    assert wording.ranges([7, 1, 2, 3, 9, 10]) == "1–3, 7, 9–10"
    assert wording.term(5, "ru") == "5 дней со дня вручения"


def test_nothing_people_write_vanishes_or_hides() -> None:
    assert fonts.plain("a\u202eb\x00c\u200bd\tё\r\nj") == "a‹U+202E›b‹U+0000›c‹U+200B›d ё\nj"
    assert fonts.plain("🙂") == "‹U+1F642›"
    assert fonts.plain("и\u0306") == "й"
    assert fonts.markup("<b> & 5 ₸") == '&lt;b&gt; &amp; 5 <font name="GolosText">₸</font>'


@settings(max_examples=100)
@given(st.text(max_size=40))
def test_any_text_can_be_set(text: str) -> None:
    from inspector.acts import styles

    styles.para(text, styles.CELL).wrap(200, 1000)
    kept = [letter for letter in fonts.plain(text) if letter != "\n"]
    assert all(fonts.has(letter) or fonts._font(letter) == fonts.FALLBACK for letter in kept)


def test_every_kazakh_and_russian_letter_is_in_the_main_font() -> None:
    letters = "ӘәІіҢңҒғҮүҰұҚқӨөҺһ" + "".join(map(chr, range(0x410, 0x450))) + "Ёё№«»—–−…§°"
    assert all(fonts.has(letter) for letter in letters)
