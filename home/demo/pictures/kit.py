"""A small kit for flat illustration: shapes in units of 1600 × 900, drawn at twice that size."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from .shapes import Point, smooth

Colour = str | tuple[int, int, int]
Fill = Colour | list[str]  # a list is a gradient, from top to bottom
SCALE = 2


def rgb(colour: Colour) -> tuple[int, int, int]:
    if isinstance(colour, tuple):
        return colour
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))  # type: ignore[return-value]


def mix(first: Colour, second: Colour, share: float) -> str:
    """The colour that lies `share` of the way from the first to the second."""
    pairs = zip(rgb(first), rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def gradient(size: tuple[int, int], colours: Sequence[str], across: bool = False) -> Image.Image:
    length = size[0] if across else size[1]
    strip = Image.new("RGB", (length, 1) if across else (1, length))
    last = len(colours) - 1
    stops = [rgb(colour) for colour in colours]
    pixels = []
    for step in range(length):
        at = step / max(length - 1, 1) * last
        index = min(int(at), last - 1)
        share = at - index
        pair = zip(stops[index], stops[index + 1], strict=True)
        pixels.append(tuple(round(a + (b - a) * share) for a, b in pair))
    strip.putdata(pixels)
    return strip.resize(size, Image.Resampling.NEAREST)


class Canvas:
    def __init__(
        self, name: str, ground: Fill = "#ffffff", size: tuple[int, int] = (1600, 900)
    ) -> None:
        self.rng = random.Random(name)
        self.width, self.height = size
        pixels = (size[0] * SCALE, size[1] * SCALE)
        if isinstance(ground, list):
            self.image = gradient(pixels, ground)
        else:
            self.image = Image.new("RGB", pixels, rgb(ground))
        self.pen = ImageDraw.Draw(self.image)

    def ground(self, fill: Fill, top: float = 0, bottom: float | None = None) -> None:
        """A band over the whole width."""
        y0, y1 = round(top * SCALE), round((self.height if bottom is None else bottom) * SCALE)
        if isinstance(fill, list):
            self.image.paste(gradient((self.image.width, y1 - y0), fill), (0, y0))
        else:
            self.image.paste(rgb(fill), (0, y0, self.image.width, y1))

    # -- the one way in which a shape reaches the picture

    def _paint(
        self,
        box: tuple[float, float, float, float],
        draw: Callable[[ImageDraw.ImageDraw, float, float, tuple[int, int, int] | int], None],
        fill: Fill,
        alpha: float = 1,
        across: bool = False,
    ) -> None:
        if alpha >= 1 and not isinstance(fill, list):
            draw(self.pen, 0, 0, rgb(fill))
            return
        x0, y0 = max(int(box[0] * SCALE), 0), max(int(box[1] * SCALE), 0)
        x1 = min(math.ceil(box[2] * SCALE) + 1, self.image.width)
        y1 = min(math.ceil(box[3] * SCALE) + 1, self.image.height)
        if x1 <= x0 or y1 <= y0:
            return
        mask = Image.new("L", (x1 - x0, y1 - y0))
        draw(ImageDraw.Draw(mask), x0, y0, round(255 * min(alpha, 1)))
        if isinstance(fill, list):
            self.image.paste(gradient(mask.size, fill, across), (x0, y0), mask)
        else:
            self.image.paste(rgb(fill), (x0, y0, x1, y1), mask)

    def poly(
        self, points: Sequence[Point], fill: Fill, alpha: float = 1, across: bool = False
    ) -> None:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        self._paint(
            (min(xs), min(ys), max(xs), max(ys)),
            lambda pen, x, y, ink: pen.polygon(
                [(px * SCALE - x, py * SCALE - y) for px, py in points], fill=ink
            ),
            fill,
            alpha,
            across,
        )

    def union(self, outlines: Sequence[Sequence[Point]], fill: Fill, alpha: float = 1) -> None:
        """Several outlines as one shape, so that overlaps do not show where it is clear."""
        points = [point for outline in outlines for point in outline]
        xs, ys = [p[0] for p in points], [p[1] for p in points]

        def draw(
            pen: ImageDraw.ImageDraw, x: float, y: float, ink: tuple[int, int, int] | int
        ) -> None:
            for outline in outlines:
                pen.polygon([(px * SCALE - x, py * SCALE - y) for px, py in outline], fill=ink)

        self._paint((min(xs), min(ys), max(xs), max(ys)), draw, fill, alpha)

    def blob(
        self, points: Sequence[Point], fill: Fill, alpha: float = 1, across: bool = False
    ) -> None:
        self.poly(smooth(points, closed=True), fill, alpha, across)

    def rect(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        fill: Fill,
        radius: float = 0,
        alpha: float = 1,
        across: bool = False,
    ) -> None:
        self._paint(
            (x0, y0, x1, y1),
            lambda pen, x, y, ink: pen.rounded_rectangle(
                (x0 * SCALE - x, y0 * SCALE - y, x1 * SCALE - x - 1, y1 * SCALE - y - 1),
                radius * SCALE,
                fill=ink,
            ),
            fill,
            alpha,
            across,
        )

    def ellipse(
        self,
        cx: float,
        cy: float,
        rx: float,
        ry: float,
        fill: Fill,
        alpha: float = 1,
        across: bool = False,
    ) -> None:
        self._paint(
            (cx - rx, cy - ry, cx + rx, cy + ry),
            lambda pen, x, y, ink: pen.ellipse(
                (
                    (cx - rx) * SCALE - x,
                    (cy - ry) * SCALE - y,
                    (cx + rx) * SCALE - x,
                    (cy + ry) * SCALE - y,
                ),
                fill=ink,
            ),
            fill,
            alpha,
            across,
        )

    def dot(self, x: float, y: float, r: float, fill: Fill, alpha: float = 1) -> None:
        self.ellipse(x, y, r, r, fill, alpha)

    def stroke(
        self,
        points: Sequence[Point],
        width: float,
        fill: Fill,
        end: float | None = None,
        curved: bool = True,
        alpha: float = 1,
    ) -> None:
        """A line with round ends; `end` is the width at which it arrives."""
        line = smooth(points) if curved and len(points) > 2 else list(points)
        end = width if end is None else end
        left, right = [], []
        for index, (x, y) in enumerate(line):
            ax, ay = line[max(index - 1, 0)]
            bx, by = line[min(index + 1, len(line) - 1)]
            length = math.hypot(bx - ax, by - ay) or 1
            half = (width + (end - width) * index / max(len(line) - 1, 1)) / 2
            nx, ny = -(by - ay) / length * half, (bx - ax) / length * half
            left.append((x + nx, y + ny))
            right.append((x - nx, y - ny))
        self.poly(left + right[::-1], fill, alpha)
        if alpha >= 1 and not isinstance(fill, list):
            self.dot(*line[0], width / 2, fill)
            self.dot(*line[-1], end / 2, fill)

    # -- light

    def glow(
        self,
        cx: float,
        cy: float,
        rx: float,
        ry: float,
        colour: Colour,
        alpha: float = 1,
        power: float = 1.6,
    ) -> None:
        """A soft spot of light (or, in a dark colour, of shade)."""
        x0, y0 = round((cx - rx) * SCALE), round((cy - ry) * SCALE)
        size = (max(round(2 * rx * SCALE), 1), max(round(2 * ry * SCALE), 1))
        curve = [round(255 * alpha * max(1 - v / 180, 0) ** power) for v in range(256)]
        spot = Image.radial_gradient("L").point(curve)
        left, top = max(x0, 0), max(y0, 0)
        right = min(x0 + size[0], self.image.width)
        bottom = min(y0 + size[1], self.image.height)
        if right <= left or bottom <= top:
            return
        wide, high = 256 / size[0], 256 / size[1]
        part = (
            (left - x0) * wide,
            (top - y0) * high,
            (right - x0) * wide,
            (bottom - y0) * high,
        )
        mask = spot.resize((right - left, bottom - top), Image.Resampling.BILINEAR, box=part)
        self.image.paste(rgb(colour), (left, top, right, bottom), mask)

    def shadow(
        self, points: Sequence[Point], blur: float, alpha: float = 0.3, colour: Colour = "#000000"
    ) -> None:
        """The points' polygon, blurred; made small and enlarged, for speed."""
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, y0 = max(min(xs) - 3 * blur, 0), max(min(ys) - 3 * blur, 0)
        x1, y1 = min(max(xs) + 3 * blur, self.width), min(max(ys) + 3 * blur, self.height)
        if x1 <= x0 or y1 <= y0:
            return
        small = Image.new("L", (max(round((x1 - x0) / 4), 1), max(round((y1 - y0) / 4), 1)))
        spots = [((x - x0) / 4, (y - y0) / 4) for x, y in points]
        ImageDraw.Draw(small).polygon(spots, fill=round(255 * alpha))
        small = small.filter(ImageFilter.GaussianBlur(blur / 4))
        box = tuple(round(v * SCALE) for v in (x0, y0, x1, y1))
        mask = small.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR)
        self.image.paste(rgb(colour), box, mask)

    @contextmanager
    def clip(self, shape: Sequence[Point]) -> Iterator[None]:
        """What is drawn inside the `with` stays inside the shape."""
        xs, ys = [p[0] * SCALE for p in shape], [p[1] * SCALE for p in shape]
        box = (
            max(int(min(xs)), 0),
            max(int(min(ys)), 0),
            min(math.ceil(max(xs)), self.image.width),
            min(math.ceil(max(ys)), self.image.height),
        )
        before = self.image.copy()
        yield
        inside = self.image.crop(box)
        mask = Image.new("L", inside.size)
        outline = [(x * SCALE - box[0], y * SCALE - box[1]) for x, y in shape]
        ImageDraw.Draw(mask).polygon(outline, fill=255)
        self.image.paste(before)
        self.image.paste(inside, box, mask)

    def save(self, path: Path, shade: float = 0.16, tint: Colour = "#14101c") -> None:
        """Reduce, darken the corners a little, write."""
        final = self.image.reduce(SCALE)
        if shade:
            curve = [round(255 * shade * (v / 255) ** 3) for v in range(256)]
            spot = Image.radial_gradient("L").crop((20, 20, 236, 236)).point(curve)
            final.paste(rgb(tint), (0, 0), spot.resize(final.size, Image.Resampling.BILINEAR))
        final.save(path, "JPEG", quality=85, optimize=True)
