"""What poppler, another program than ours, reads in a PDF."""

import subprocess
from pathlib import Path

from tests.acts.inspection import words


def tool(name: str, *arguments: object) -> str:
    ran = subprocess.run([name, *map(str, arguments)], capture_output=True, text=True, check=True)
    return ran.stdout


def text_of(pdf: bytes, folder: Path) -> str:
    file = folder / "read.pdf"
    file.write_bytes(pdf)
    return words(tool("pdftotext", "-layout", file, "-"))


def cells_of(pdf: bytes, folder: Path) -> str:
    """The text in the order it was written, so that a wrapped cell reads as one sentence."""
    file = folder / "read.pdf"
    file.write_bytes(pdf)
    return words(tool("pdftotext", "-raw", file, "-"))
