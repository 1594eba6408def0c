"""The exchange with headquarters, item by item, in plain words."""
