"""Which screen a roster opens on, and where Back leads from its table. No Qt."""

from inspector.forms.form import Form
from inspector.services.revisiting import is_earlier
from inspector.services.walking import cameras_with_codes
from inspector.ui.language import tr
from inspector.ui.shell import Navigator


def screen_of(form: Form, repeat: str) -> str:
    """Cameras with a code walk and the last visit's violations have screens of their own; others the common table."""
    if is_earlier(form.spec(repeat)):
        return "again"
    return "cameras" if repeat == cameras_with_codes(form) else "roster"


def back_of(navigator: Navigator) -> str:
    """The table of all answers of the cameras lies behind their list."""
    if navigator.previous == "coverage":
        return tr("To the children")
    return tr("To the cameras") if navigator.previous == "cameras" else tr("To the questions")
