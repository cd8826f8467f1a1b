"""Papers opened by LibreOffice and printed to PDF: pages, their sizes, and where each word stands."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

TIMEOUT = 300  # seconds; a paper of ten pages takes one


class Word(NamedTuple):
    """A run of characters on a page: its edges, in points."""

    text: str
    left: float
    right: float
    bottom: float


class Printed(NamedTuple):
    """A PDF: the size of each page in millimetres, its text, and the words where they stand."""

    sizes: tuple[tuple[int, int], ...]
    pages: tuple[str, ...]
    words: tuple[tuple[Word, ...], ...]


def convert(files: Mapping[str, bytes], folder: Path, to: str) -> dict[str, Path]:
    """Write files and have LibreOffice convert them all in one go; what it makes, by the file's name."""
    out = folder / to
    out.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    try:
        done = subprocess.run(
            [*command, "--convert-to", to, "--outdir", str(out), *(str(folder / name) for name in files)],
            capture_output=True, text=True, timeout=TIMEOUT, check=False,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise AssertionError("LibreOffice is missing; run: make office") from error
    made = {name: out / f"{Path(name).stem}.{to}" for name in files}
    lacking = [name for name, path in made.items() if not path.exists()]
    assert not lacking, f"LibreOffice made nothing of {lacking}: {done.stdout}{done.stderr}; see: make office"
    return made


def printed(pdf: Path) -> Printed:
    """Read a PDF."""
    boxes, text = (_text(pdf, kind) for kind in ("-bbox", "-layout"))
    found = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', boxes, re.DOTALL)
    sizes = tuple((round(float(w) * 25.4 / 72), round(float(h) * 25.4 / 72)) for w, h, _ in found)
    words = tuple(
        tuple(
            Word(said, float(left), float(right), float(bottom))
            for left, right, bottom, said in re.findall(
                r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page
            )
        )
        for _, _, page in found
    )
    return Printed(sizes, tuple(text.split("\f")[: len(found)]), words)


def _text(pdf: Path, kind: str) -> str:
    command = ["pdftotext", kind, str(pdf), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
