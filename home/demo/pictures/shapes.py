"""Outlines, as lists of points."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence

Point = tuple[float, float]


def smooth(points: Sequence[Point], closed: bool = False, steps: int = 10) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    count = len(points)
    curve = []
    for index in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(index + by) % count] for by in (-1, 0, 1, 2))
        else:
            p0, p1 = points[max(index - 1, 0)], points[index]
            p2, p3 = points[index + 1], points[min(index + 2, count - 1)]
        for step in range(steps):
            t = step / steps
            a, b = -t + 2 * t * t - t**3, 2 - 5 * t * t + 3 * t**3
            c, d = t + 4 * t * t - 3 * t**3, -t * t + t**3
            curve.append(
                (
                    (a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0]) / 2,
                    (a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1]) / 2,
                )
            )
    if not closed:
        curve.append(points[-1])
    return curve


def turn(points: Sequence[Point], about: Point, degrees: float) -> list[Point]:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x0, y0 = about
    return [
        (x0 + (x - x0) * cos - (y - y0) * sin, y0 + (x - x0) * sin + (y - y0) * cos)
        for x, y in points
    ]


def oval(
    cx: float, cy: float, rx: float, ry: float, start: float = 0, stop: float = 360, steps: int = 48
) -> list[Point]:
    """Points of an ellipse or a part of it; degrees run clockwise from three o'clock."""
    return [
        (
            cx + rx * math.cos(math.radians(start + (stop - start) * at / steps)),
            cy + ry * math.sin(math.radians(start + (stop - start) * at / steps)),
        )
        for at in range(steps + 1)
    ]


def box(x0: float, y0: float, x1: float, y1: float) -> list[Point]:
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def ridge(
    rng: random.Random,
    y: float,
    height: float,
    waves: float,
    width: float = 1600,
    rough: float = 0.4,
) -> list[Point]:
    """The top line of a range of hills, from the left edge to the right."""
    parts = [
        (waves * 2**octave * rng.uniform(0.8, 1.2), rng.uniform(0, 6.3), rough**octave)
        for octave in range(4)
    ]
    line = []
    for x in range(-20, round(width) + 41, 10):
        swell = sum(a * math.sin(f * x / width * 6.283 + p) for f, p, a in parts)
        line.append((float(x), y - height * swell / 1.5))
    return line


def down_to(line: Sequence[Point], y: float) -> list[Point]:
    return [*line, (line[-1][0], y), (line[0][0], y)]


def height_at(line: Sequence[Point], x: float) -> float:
    for (x0, y0), (x1, y1) in itertools.pairwise(line):
        if x0 <= x <= x1:
            return y0 + (y1 - y0) * (x - x0) / ((x1 - x0) or 1)
    return line[-1][1]
