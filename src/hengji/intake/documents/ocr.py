"""Words recognised in the picture of a page (文字识别), by an optional package that brings its own models.

``hengji[ocr]`` installs it. It reads nothing from the network.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .bounds import bound_for_pictures

Pixels = NDArray[np.uint8]

#: What stands between the thousands of a figure, as it is recognised.
_THOUSANDS = re.compile(r"(?<=\d)[,，] ?(?=\d{3}(?!\d))")
_WIDE = re.compile(r"[^\x00-\xff]")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A run of text in a picture (识别出的文字) and its box, in pixels."""

    text: str
    left: int
    right: int
    top: int
    bottom: int

    def placed(self) -> Iterator[tuple[str, int, int]]:
        """Its characters with where each begins and ends; those of Chinese are twice as wide as others."""
        widths = [2 if _WIDE.match(character) else 1 for character in self.text]
        whole, before = sum(widths), 0
        for character, width in zip(self.text, widths, strict=True):
            start, end = (self.left + (self.right - self.left) * at // whole for at in (before, before + width))
            yield character, start, end
            before += width


def recogniser() -> tuple[Callable[[Pixels], list[Recognised]] | None, str]:
    """What recognises the words of a grey picture; without it, why there is none."""
    try:
        from rapidocr_onnxruntime import RapidOCR
    except ModuleNotFoundError:
        return None, "要识别图像里的文字，请安装 hengji[ocr]"
    except ImportError:
        # The package is there; OpenCV, which it uses, wants libraries that a bare system lacks.
        return None, "识别文字的程序缺少系统库，Debian 上请运行 apt-get install libgl1 libglib2.0-0"
    bound_for_pictures()
    engine = RapidOCR()

    def recognise(pixels: Pixels) -> list[Recognised]:
        # Told to look for lines upside down, it turns 66 to 99.
        found, _ = engine(pixels, use_cls=False)
        return [_recognised(corners, text) for corners, text, _ in found or () if text.strip()]

    return recognise, ""


def _recognised(corners: Any, text: str) -> Recognised:
    xs, ys = zip(*((round(x), round(y)) for x, y in corners), strict=True)
    return Recognised(_THOUSANDS.sub(",", text), min(xs), max(xs), min(ys), max(ys))
