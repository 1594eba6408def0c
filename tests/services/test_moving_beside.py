"""Moving a draft: promised photos and rows said not to be here go along where they mean the same, else it is told."""

import msgspec

from inspector.forms.moving import Why
from inspector.services import album
from tests.services.test_moving import DUMMY, GUARDS, NEWER, moving, publish
from tests.store.laptops import FORM, Laptop


def promised(laptop: Laptop) -> str:
    """A draft with a promised photo, and a guard of whom somebody said that he is not here."""
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    opened_steps = [album.expect_photo(opened, DUMMY, due=True), opened.dismiss(GUARDS, "830514300451")]
    for step in opened_steps:
        laptop.inspecting.record(inspection, step.operations)
    return inspection


def test_what_means_the_same_goes_along(laptop: Laptop) -> None:
    old = promised(laptop)
    publish(laptop)
    prospect = moving(laptop).look(old)
    assert (prospect.photos_left, prospect.dismissed_left) == ((), ())
    new = laptop.inspecting.open(moving(laptop).move(old))
    assert new.album.due == {DUMMY}
    assert new.dismissed(GUARDS) == {"830514300451"}
    assert new.standing == laptop.inspecting.open(new.id).standing
    assert new.moved is not None
    assert new.moved.left == []


def test_what_does_not_fit_is_told_and_stays_behind(laptop: Laptop) -> None:
    old = promised(laptop)
    other = FORM.replace('version="1"', 'version="2"', 1).replace(
        'nodeset="/data/guards" q:key="iin"', 'nodeset="/data/guards" q:key="full_name"'
    )
    assert 'q:key="full_name"' in other
    assert other.count('q:evidence="optional"') == 1, "of the promised photo's check alone"
    other = other.replace('q:evidence="optional"', 'q:evidence="none"')
    publish(laptop, msgspec.structs.replace(NEWER, form_xml=other))
    prospect = moving(laptop).look(old)
    assert [(one.node, one.why) for one in prospect.photos_left] == [(DUMMY, Why.PHOTO)]
    assert [(one.node, one.why) for one in prospect.dismissed_left] == [(GUARDS, Why.ROWS)]
    new = laptop.inspecting.open(moving(laptop).move(old))
    assert new.album.due == set()
    assert not new.dismissed(GUARDS)
    assert new.moved is not None
    assert [(one.node, one.why) for one in new.moved.left] == [(DUMMY, "photo"), (GUARDS, "rows")]
