"""A title and the smaller words beside it, on one baseline."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui.widgets.basic import Elided, Text, holder, row


def heading(title: Text, beside: Text) -> QWidget:
    """The title takes what it needs, the words beside it what is left; both stand on one line."""
    made = holder(row(title, (beside, 1), spacing=12))
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    if isinstance(title, Elided):
        title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return made
