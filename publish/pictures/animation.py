"""A moving picture: screens, each with the time that it stays, as an animated WebP."""

import io
from pathlib import Path

from PIL import Image

LOOPS = 3  # then it rests on its last screen: what moves for ever keeps people from reading
QUALITY = 72  # of 100; below, letters begin to smear
MOST_BYTES = 1_000_000


class Film:
    """Screens in their order. The same screen twice in a row is one that stays longer."""

    def __init__(self):
        self._screens: list[tuple[bytes, int]] = []

    def add(self, screen: bytes, milliseconds: int) -> None:
        """Append a screen, a PNG, that stays for so long."""
        if self._screens and self._screens[-1][0] == screen:
            milliseconds += self._screens.pop()[1]
        self._screens.append((screen, milliseconds))

    def write(self, path: Path) -> None:
        """Write the picture; ValueError where it is too large for a page."""
        first, *others = (_picture(screen) for screen, _ in self._screens)
        content = io.BytesIO()
        first.save(
            content, "WEBP", save_all=True, append_images=others, loop=LOOPS,
            duration=[milliseconds for _, milliseconds in self._screens],
            quality=QUALITY, method=6, minimize_size=True,
        )  # fmt: skip
        if content.tell() > MOST_BYTES:
            raise ValueError(
                f"{path.name} would have {content.tell():,} bytes; {MOST_BYTES:,} are the most. "
                "Show fewer screens, or smaller ones."
            )
        path.write_bytes(content.getvalue())


def write_still(screen: bytes, path: Path) -> None:
    """A PNG of few colours: a page of text and a figure need no more, and it is half as large."""
    colours = {"method": Image.Quantize.MEDIANCUT, "dither": Image.Dither.NONE}
    _picture(screen).quantize(256, **colours).save(path, optimize=True)


def _picture(screen: bytes) -> Image.Image:
    return Image.open(io.BytesIO(screen)).convert("RGB")
