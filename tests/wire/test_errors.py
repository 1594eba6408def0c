import pytest

from inspector import i18n
from inspector.core.errors import BadInput, DiskFull, NotFound, WorldFailed
from inspector.wire import errors
from inspector.wire.errors import REGISTRY, from_reply, places, to_reply
from inspector.wire.messages import ErrorReply


def subclasses(kind: type) -> set[type]:
    return {kind}.union(*(subclasses(child) for child in kind.__subclasses__()))


def test_every_refusal_of_the_wire_is_registered_once() -> None:
    declared = {kind for kind in subclasses(errors.WireRefusal) if kind.__module__ == errors.__name__}
    assert set(REGISTRY.values()) == declared - {errors.WireRefusal}


@pytest.mark.parametrize("kind", REGISTRY.values(), ids=REGISTRY)
def test_a_refusal_crosses_the_wire(kind: type[errors.WireRefusal]) -> None:
    error = kind(**dict.fromkeys(places(kind.sentence), "7"))
    status, reply = to_reply(error)
    again = from_reply(status, reply)
    assert (type(again), str(again), again.params) == (kind, str(error), error.params)
    assert 400 <= status < 600


@pytest.mark.parametrize("kind", REGISTRY.values(), ids=REGISTRY)
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_sentence_is_translated(kind: type[errors.WireRefusal], language: str) -> None:
    said = i18n.text(kind.sentence, language)
    assert said != kind.sentence
    assert sorted(places(said)) == sorted(places(kind.sentence))


@pytest.mark.parametrize(
    ("error", "code", "status"),
    [
        (DiskFull(), "server_full", 507), (WorldFailed(), "server_busy", 503),
        (NotFound(what="x"), "unknown_refusal", 404), (BadInput(), "unknown_refusal", 400),
    ],
)  # fmt: skip
def test_headquarters_own_trouble_reaches_the_laptop(error, code: str, status: int) -> None:
    found, reply = to_reply(error)
    assert (found, reply.code) == (status, code)
    assert str(from_reply(found, reply))


def test_a_strangers_reply_is_tamed() -> None:
    assert isinstance(from_reply(503, None), errors.ServerBusy)
    assert str(from_reply(418, None)) == "Headquarters refused: HTTP 418."
    assert len(str(from_reply(400, ErrorReply(code="x" * 10_000)))) < 300
    tamed = from_reply(401, ErrorReply(code="clock_off", params={"seconds": "\x1b[2J\n5", "other": "x"}))
    assert tamed.params == {"seconds": "[2J5"}
    assert "?" in str(from_reply(401, ErrorReply(code="clock_off")))
