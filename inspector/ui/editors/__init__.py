"""One editor for every kind of question. `EDITORS` lists them; a test holds it complete."""

from inspector.ui.editors.base import Editor
from inspector.ui.editors.choice import NoteEditor, SelectMultipleEditor, SelectOneEditor
from inspector.ui.editors.photo import PhotoEditor
from inspector.ui.editors.text import DateEditor, DecimalEditor, IntegerEditor, TextEditor, TimeEditor
from inspector.ui.editors.verdict import VerdictEditor

EDITORS: dict[str, type[Editor]] = {
    editor.kind: editor
    for editor in (
        VerdictEditor,
        TextEditor,
        IntegerEditor,
        DecimalEditor,
        DateEditor,
        TimeEditor,
        SelectOneEditor,
        SelectMultipleEditor,
        NoteEditor,
        PhotoEditor,
    )
}

__all__ = ["EDITORS", "Editor"]
