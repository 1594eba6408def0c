"""The cards of the exchange: those half at headquarters carry a bar."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout

from inspector.ui.screens.listing import Entry, Listing
from inspector.ui.screens.sync.page import Item
from inspector.ui.widgets.bars import HatchBar, Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeEntry(Entry):
    """A card with the share of it that is at headquarters."""

    share: float | None = None


class ExchangeList(Listing):
    """As any list of cards."""

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Replace all cards."""
        self.show_entries(
            [
                ExchangeEntry(
                    key=one.key,
                    shape=one.shape,
                    title=one.title,
                    below=one.below,
                    right=one.right,
                    action=one.action,
                    heading=one.heading,
                    marked=one.marked,
                    share=one.share,
                )
                for one in items
            ]
        )

    def _words(self, entry: Entry) -> QVBoxLayout:
        words = super()._words(entry)
        if isinstance(entry, ExchangeEntry) and entry.share is not None:
            bar = HatchBar(8)
            bar.show_segments([Segment(entry.share, "brand")], 1, entry.right)
            words.addWidget(bar)
        return words
