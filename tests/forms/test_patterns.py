"""Patterns of a checklist are matched as Python would, and never for long."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.core.errors import Refusal
from inspector.forms.patterns import MAX_SUBJECT, TooHard, compiled_pattern, matches
from inspector.forms.running import evaluate


@pytest.mark.parametrize(
    ("pattern", "subject", "expected"),
    [
        ("[0-9]{12}", "900101300123", True), ("[0-9]{12}", "9001013001234", False), ("^a$", "a", True),
        ("b", "abc", False),
        (r"\p{L}+", "Қайрат", True), (r"[\p{Lu}][\p{L}\- ]*", "Әлия Б", True), (r"\p{IsCyrillic}+", "abc", False),
        (r"\d+", "٣", False), ("(?i)ab", "AB", True), ("a|bc", "bc", True), (r"\w+@\w+\.kz", "a@b.kz", True),
        ("(a+)+$", "a" * 5_000 + "b", False), ("(a|a)*b", "a" * 5_000 + "b", True), ("(.*)*x", "a" * 3_000, False),
        ("a*a*a*a*a*b", "a" * 5_000, False), (r"([a-z]+\s?)+[0-9]", "abc " * 1_000, False),
        ("(x+x+)+y", "x" * MAX_SUBJECT, False), (".*.*.*.*=.*", "x" * MAX_SUBJECT, False),
    ],
)  # fmt: skip
def test_matching(pattern: str, subject: str, expected: bool):
    assert matches(pattern, subject) is expected


@pytest.mark.parametrize(
    ("pattern", "subject"),
    [
        ("(", "a"), ("a" * 3_000, "a"), (r"(\w+)\1+z", "ab" * 500), ("(?=a+)+b", "a"), ("a", "a" * (MAX_SUBJECT + 1)),
        ("((a{1,50}){1,50}){1,50}", "a" * 1_000), (r"\p{Nothing}", "a"), ("(" * 500 + ")" * 500, ""),
        ("(?i)(a+)+b", "A" * 500),
    ],
)  # fmt: skip
def test_what_cannot_be_matched_in_time_has_no_value(pattern: str, subject: str):
    with pytest.raises(TooHard):
        matches(pattern, subject)


def test_an_expression_with_such_a_pattern_is_refused():
    with pytest.raises(Refusal):
        evaluate("regex('a', '(')")


PIECES = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "[^a]", ".", r"\d", r"\w", r"\b", "1"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.builds(
            lambda part, times: f"({part}){times}", inner, st.sampled_from(["*", "+", "?", "{2}", "{0,3}", "+?"])
        ),
    ),
    max_leaves=6,
)


@given(PIECES, st.text(alphabet="ab1\n", max_size=7))
@settings(max_examples=300, deadline=None)
def test_walking_finds_what_going_back_finds(pattern: str, subject: str):
    found = compiled_pattern(pattern).walked(subject)
    assert found == (re.compile(pattern, re.ASCII).fullmatch(subject) is not None)
