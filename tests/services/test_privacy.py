"""What is taken for somebody's number before a seal, and what is not."""

import random
from datetime import date

import pytest

from inspector.core.signatures import Representative, Signatures, Signer
from inspector.forms.form import Form
from inspector.services.privacy import PersonalDataShown, check
from tests.factories import iin
from tests.store.laptops import FORM

IIN = iin(random.Random(1), date(1985, 1, 1))
SIGNED = Signatures(signers=(Signer(name="А", post="", body=""),), representative=Representative(name="Б", post=""))


def instance(note: str) -> bytes:
    return f'<data id="small"><cctv><dummy><note>{note}</note></dummy></cctv></data>'.encode()


@pytest.mark.parametrize("between", ["", " ", "-", "\N{NO-BREAK SPACE}"])
def test_a_number_is_found_however_it_is_spaced(between: str) -> None:
    for shown in (between.join((IIN[:6], IIN[6:])), between.join(IIN[at : at + 3] for at in range(0, 12, 3))):
        with pytest.raises(PersonalDataShown):
            check(Form.parse(FORM.encode()), instance(f"Сторож {shown}, пост 2"), (), SIGNED)


@pytest.mark.parametrize("made", [f"0190b0c0-0000-7000-8000-{IIN}.jpg", f"sha256:{'ab' * 20}{IIN}{'cd' * 6}"])
def test_a_name_this_program_made_is_nobodys_number(made: str) -> None:
    """One photo in some hundred thousand is called so; its inspection could never be sealed."""
    check(Form.parse(FORM.encode()), instance(made), (), SIGNED)


def test_a_telephone_and_a_date_are_no_number_of_a_person() -> None:
    check(Form.parse(FORM.encode()), instance("8 701 123 45 67, 2026-11-24 12:07, 081240001234"), (), SIGNED)
