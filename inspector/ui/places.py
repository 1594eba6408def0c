"""How a place is written in one line. No Qt."""

from inspector.core.institution import Institution


def whereabouts(place: Institution) -> str:
    """District and address; the list of headquarters often has the district in the address already."""
    if place.district and not place.address.startswith(place.district):
        return ", ".join(part for part in (place.district, place.address) if part)
    return place.address
