"""Rosters of two visits compared by key: what stayed, came, went and reads otherwise, whatever the keys are."""

import base64
from functools import cache
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.forms.facts import row_mark
from inspector.forms.form import Form
from inspector.forms.session import Session
from inspector.services import revisiting
from tests.ui import laptop

KEY = base64.b64encode(b"k" * 32).decode()
CAMERAS = "/data/cctv/cameras"
PLACES = st.lists(st.sampled_from(["вход", "двор", "столовая", "спортзал", "Вход ", "лестница 2"]), max_size=4)


@cache
def form() -> Form:
    return Form.parse(laptop.checklist().form_xml.encode())


def session_of(places: list[str], key: str = KEY) -> Session:
    session = Session(form(), preload={"match_key": key})
    session.set("/data/cctv/cctv_installed/verdict", "ok")
    for place in places:
        row = session.add_row(CAMERAS)
        session.set(f"{row}/place", place)
        session.set(f"{row}/works", "no")
    return session


@settings(max_examples=15, deadline=None)
@given(PLACES, PLACES)
def test_counts_are_those_of_sets(before: list[str], now: list[str]) -> None:
    rows = [{"mark": row_mark(place, KEY), "works": "yes"} for place in before]
    session = session_of(now)
    last = SimpleNamespace(lists={"cameras": rows} if rows else {}, violations=[])
    opened = SimpleNamespace(last=last, form=session.form, session=session)
    found = revisiting.differences(opened)  # type: ignore[arg-type]
    was, is_now = {place.strip().casefold() for place in before}, {place.strip().casefold() for place in now}
    if not was:
        assert found == ()
        return
    (difference,) = found
    assert (difference.before, difference.stayed) == (len(was), len(was & is_now))
    assert len(difference.joined) == len(is_now - was)
    assert len(difference.left) == (len(was - is_now) if is_now else 0), "where nobody looked nothing is gone"
    assert len(difference.changed) == len(was & is_now)
    assert difference.looked == bool(is_now)
    assert set(difference.left) <= {""}, "a secret key is never told"


def test_without_the_institutions_key_no_row_is_known_again() -> None:
    rows = [{"mark": row_mark("вход", KEY), "works": "yes"}]
    session = session_of(["вход"], key="")
    last = SimpleNamespace(lists={"cameras": rows}, violations=[])
    opened = SimpleNamespace(last=last, form=session.form, session=session)
    assert revisiting.differences(opened) == (), "nothing is said of what cannot be compared"  # type: ignore[arg-type]
    assert row_mark("вход", KEY) == row_mark(" ВХОД", KEY) != row_mark("двор", KEY)


def test_the_list_of_the_last_visit_is_found_by_its_questions() -> None:
    assert revisiting.earlier_list(form()) == "/data/previous/last_findings"
    assert revisiting.check_node(form(), "cctv_installed") == "/data/cctv/cctv_installed"
    assert revisiting.roster_of(form(), "camera_down") == CAMERAS
