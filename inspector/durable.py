"""Names that stay: after a file was put in its place, the folder's list has to reach the disk, too."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make the folder's list of names durable; Windows does that itself and cannot be asked."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
