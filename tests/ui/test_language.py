"""The language of the interface: forms of number, subscriptions that do not keep the dead."""

import gc
from datetime import date

import pytest

from inspector.ui import language
from inspector.ui.language import Language, ntr, tr, weekday_day_month


@pytest.fixture(autouse=True)
def back_to_russian():
    language.current.choose("ru")
    yield
    language.current.choose("ru")


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 ребёнок"), (2, "2 ребёнка"), (5, "5 детей"), (21, "21 ребёнок"), (20114, "20\u00a0114 детей")],
)
def test_russian_has_three_forms(count: int, said: str) -> None:
    assert ntr("{n} child", "{n} children", count) == said


def test_kazakh_has_one_form_and_english_two() -> None:
    language.current.choose("kk")
    assert ntr("{n} child", "{n} children", 1) == "1 бала"
    assert ntr("{n} child", "{n} children", 842) == "842 бала"
    language.current.choose("en")
    assert ntr("{n} child", "{n} children", 1) == "1 child"
    assert ntr("{n} child", "{n} children", 2) == "2 children"


def test_places_are_filled_after_translation() -> None:
    assert tr("{n} of {of}", n=7, of=14) == "7 из 14"
    language.current.choose("kk")
    assert tr("{n} of {of}", n=7, of=14) == "14 ішінен 7"


def test_a_heading_names_the_day_as_the_language_does() -> None:
    assert weekday_day_month(date(2026, 11, 24)) == "Вторник, 24 ноября"
    language.current.choose("kk")
    assert weekday_day_month(date(2026, 11, 24)) == "24 қараша, сейсенбі"


def test_subscribers_are_told_once_per_change_and_may_die() -> None:
    class Listener:
        def __init__(self) -> None:
            self.told = 0

        def hear(self) -> None:
            self.told += 1

    spoken = Language("ru")
    alive, dead = Listener(), Listener()
    spoken.subscribe(alive.hear)
    spoken.subscribe(dead.hear)
    del dead
    gc.collect()
    spoken.choose("kk")
    spoken.choose("kk")
    assert alive.told == 1
    spoken.unsubscribe(alive.hear)
    spoken.choose("ru")
    assert alive.told == 1
