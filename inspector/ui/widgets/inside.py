"""What stands in a layout, found without its items.

`QLayout.itemAt` hands Python an object for the layout's item, and Qt deletes the item whenever a widget leaves the
layout, without telling Python. The next widget made at that address is then taken for the old item: its own object is
not known to Qt's bindings, and the program breaks when it is destroyed. So nothing here asks for items.
"""

from PySide6.QtWidgets import QLayout, QWidget


def standing_in(layout: QLayout) -> dict[int, QWidget | QLayout]:
    """Widgets and layouts directly in it, by their place, in its order; gaps are left out."""
    around = layout.parentWidget()
    found: dict[int, QWidget | QLayout] = {}
    for each in (*layout.children(), *(around.children() if around is not None else ())):
        if isinstance(each, QWidget | QLayout) and (place := layout.indexOf(each)) >= 0:
            found[place] = each
    return dict(sorted(found.items()))
