"""Tokens -> the style sheet of the standard widgets: labels by tone, fields, scroll bars, tables.

Labels carry a `tone` property and no colour of their own, so a theme switch is one new sheet. Fonts are set by
code, never here: a size in a sheet would beat the font and lose its tabular digits.
"""

from collections.abc import Callable, Mapping

TONES = (
    "ink",
    "ink2",
    "ink3",
    "brand",
    "onbrand",
    "onbar",
    "onbar2",
    "ok",
    "bad",
    "warn",
    "na",
    "skip",
    "onstat",
    "gold",
)

_SHEET = """
QToolTip{{background:{surface};color:{ink};border:1px solid {line2};padding:4px 6px}}
QLineEdit,QPlainTextEdit,QTextEdit{{background:{surface};color:{ink};border:{control}px solid {line2};
 border-radius:8px;padding:6px 10px;selection-background-color:{brand};selection-color:{onbrand}}}
QLineEdit[ring="true"]{{margin:5px;border-radius:10px;padding:0 12px}}
QLineEdit[secret="true"]{{lineedit-password-character:8226}}
QLineEdit[seamless="true"],QPlainTextEdit[seamless="true"]{{background:transparent;border:0;padding:0 2px}}
QLineEdit:disabled,QPlainTextEdit:disabled{{background:{sunken};color:{ink3};border-color:{line}}}
QScrollArea{{background:transparent;border:0}}
QListView,QTableView,QTreeView{{background:transparent;border:0;outline:0;color:{ink};gridline-color:{line};
 selection-background-color:{brandT};selection-color:{ink}}}
QHeaderView{{background:{sunken}}}
QHeaderView::section{{background:{sunken};color:{ink2};border:0;border-bottom:1px solid {line};padding:0 12px}}
QScrollBar:vertical{{width:14px;background:transparent}}
QScrollBar::handle:vertical{{background:{line2};border-radius:4px;min-height:40px;margin:2px 3px}}
QScrollBar:horizontal{{height:14px;background:transparent}}
QScrollBar::handle:horizontal{{background:{line2};border-radius:4px;min-width:40px;margin:3px 2px}}
QScrollBar::add-line,QScrollBar::sub-line{{width:0;height:0}}
QScrollBar::add-page,QScrollBar::sub-page{{background:transparent}}
QComboBox{{background:{surface};color:{ink};border:{control}px solid {line2};border-radius:8px;padding:6px 10px}}
QComboBox QAbstractItemView{{background:{surface};color:{ink};border:1px solid {line2}}}
"""


def sheet(tokens: Mapping[str, str], scaled: Callable[[int], int], *, high_contrast: bool) -> str:
    """The whole style sheet of a theme. `scaled` turns a text size into the chosen scale."""
    tones = "".join(f'QLabel[tone="{tone}"]{{color:{tokens[tone]};background:transparent}}' for tone in TONES)
    tooltip = f"QToolTip{{font-size:{scaled(14)}px}}"
    return _SHEET.format(**tokens, control=2 if high_contrast else 1) + tones + tooltip
