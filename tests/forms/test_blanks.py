"""A rule never says "ok" of what nobody told it: each input blank, and everything malformed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.forms.form import Form
from inspector.forms.instance import Node
from inspector.forms.session import Session
from tests.forms.example import ADULT, example_form, example_session

INPUTS = {
    "camera_down": ({"place": "A", "works": "yes"}, {"place": "", "works": "unchecked"}),
    "guard_too_young": ({"iin": ADULT}, {"iin": ""}),
}


@pytest.mark.parametrize(
    ("rule", "repeat"), [("camera_down", "/data/cctv/cameras"), ("guard_too_young", "/data/guards")]
)
def test_each_blank_input_of_a_row(rule: str, repeat: str):
    answers, without = INPUTS[rule]
    session = example_session()
    row = session.add_row(repeat)
    for name, value in answers.items():
        session.set(f"{row}/{name}", value)
    assert session.value(f"{row}/{rule}") == "ok"
    for name, value in answers.items():
        session.set(f"{row}/{name}", "")
        assert session.value(f"{row}/{rule}") == without[name]
        session.set(f"{row}/{name}", value)


def test_a_blank_date_of_the_visit_leaves_ages_unchecked():
    session = example_session(visit_date="")
    row = session.add_row("/data/guards")
    session.set(f"{row}/iin", ADULT)
    assert session.value(f"{row}/guard_too_young") == "unchecked"


@pytest.mark.parametrize("oldest", ["", "nonsense", "2026-13-45", "20.04.2026", "0"])
def test_an_archive_nobody_dated(oldest: str):
    session = example_session()
    session.set("/data/cctv/archive/archive_oldest", oldest)
    assert session.value("/data/cctv/archive/archive_short") == "unchecked"


@pytest.mark.parametrize(("oldest", "verdict"), [("2026-04-01", "ok"), ("2026-04-02", "bad"), ("2026-03-31", "ok")])
def test_the_boundary_of_thirty_days(oldest: str, verdict: str):
    session = example_session()
    session.set("/data/cctv/archive/archive_oldest", oldest)
    assert session.value("/data/cctv/archive/archive_short") == verdict


def rules(session: Session) -> dict[str, str]:
    return {n.address: n.value for n in session.tree.nodes.values() if isinstance(n, Node) and n.spec.kind == "rule"}


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
@settings(max_examples=80, deadline=None)
def test_malformed_answers_never_pass(iin: str, works: str, oldest: str):
    form: Form = example_form()
    session = Session(form, preload={"visit_date": "2026-05-01", "p_guard_max_age": "60"})
    guard, camera = session.add_row("/data/guards"), session.add_row("/data/cctv/cameras")
    session.set(f"{guard}/iin", iin)
    session.set(f"{camera}/place", "A")
    session.set(f"{camera}/works", "x" + works)
    session.set("/data/cctv/archive/archive_oldest", "x" + oldest)
    if not (len(iin.strip()) == 12 and iin.strip().isdigit()):
        assert "ok" not in rules(session).values()
