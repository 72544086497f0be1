"""Leaves, trees and flowers."""

from __future__ import annotations

import math

from .kit import Canvas, Fill, mix
from .shapes import oval, smooth, turn


def leaf(
    c: Canvas,
    x: float,
    y: float,
    length: float,
    width: float,
    degrees: float,
    fill: Fill,
    vein: str | None = None,
) -> None:
    """A leaf that grows from (x, y) in the direction given; 0 is to the right, -90 is up."""
    half = [(0, 0), (length * 0.3, -width / 2), (length * 0.7, -width * 0.36), (length, 0)]
    low = [(px, -py) for px, py in half[::-1]]
    outline = smooth(half) + smooth(low)
    c.poly(turn([(x + px, y + py) for px, py in outline], (x, y), degrees), fill)
    if vein:
        line = turn([(x + length * 0.05, y), (x + length * 0.9, y)], (x, y), degrees)
        c.stroke(line, max(width * 0.07, 1.6), vein, 0.8)


def conifer(
    c: Canvas,
    x: float,
    y: float,
    height: float,
    fill: str,
    tiers: int = 4,
    trunk: str | None = None,
) -> None:
    if trunk:
        c.rect(x - height * 0.025, y - height * 0.15, x + height * 0.025, y, trunk)
    for tier in range(tiers):
        base = y - height * (0.1 + 0.62 * tier / tiers)
        top = y - height * (0.1 + 0.62 * tier / tiers + 0.9 / tiers + 0.05)
        half = height * 0.2 * (1 - tier / tiers * 0.72)
        c.poly([(x - half, base), (x, max(top, y - height)), (x + half, base)], fill)


def tree(
    c: Canvas, x: float, y: float, height: float, fill: str, trunk: str, light: str | None = None
) -> None:
    """A round-headed tree."""
    r = height * 0.3
    c.stroke([(x, y), (x, y - height * 0.55)], height * 0.07, trunk, height * 0.04)
    top = y - height * 0.66
    for dx, dy, share in ((-0.55, 0.25, 0.75), (0.55, 0.2, 0.75), (0, -0.25, 0.95), (0, 0.3, 0.8)):
        c.dot(x + dx * r, top + dy * r, r * share, fill)
    if light:
        c.dot(x - r * 0.1, top - r * 0.38, r * 0.66, light)
        c.dot(x - r * 0.62, top + r * 0.12, r * 0.48, light)


def leafy(
    c: Canvas,
    x: float,
    y: float,
    size: float,
    fills: list[str],
    count: int = 11,
    spread: float = 150,
) -> None:
    """A bush of pointed leaves that rise from one spot."""
    for at in range(count):
        order = (at * 5) % count
        degrees = -90 + (order / (count - 1) - 0.5) * spread
        length = (
            size * (0.72 + 0.28 * math.cos(math.radians(degrees + 90))) * c.rng.uniform(0.86, 1.1)
        )
        fill = fills[at % len(fills)]
        leaf(c, x, y, length, size * 0.24, degrees, fill, mix(fill, "#ffffff", 0.18))


def bloom(
    c: Canvas,
    x: float,
    y: float,
    r: float,
    petals: int,
    tone: str,
    eye: str,
    tilt: float = 0,
    thin: float = 0.34,
) -> None:
    """An open flower."""
    for ring, (size, shade) in enumerate(((1, mix(tone, "#2a1030", 0.16)), (0.88, tone))):
        for at in range(petals):
            a = 360 / petals * (at + ring * 0.5) + tilt
            out, way = r * 0.52 * size, math.radians(a)
            px, py = x + out * math.cos(way), y + out * math.sin(way) * 0.86
            c.poly(turn(oval(px, py, r * 0.5 * size, r * thin * 0.5, steps=20), (px, py), a), shade)
    c.ellipse(x, y, r * 0.27, r * 0.23, eye)
    c.ellipse(x - r * 0.05, y - r * 0.06, r * 0.14, r * 0.1, mix(eye, "#ffffff", 0.3))


def poppy(c: Canvas, x: float, y: float, r: float) -> None:
    for dx, dy, s, tone in (
        (-0.4, -0.1, 0.7, "#b8322f"),
        (0.4, -0.1, 0.7, "#c63a33"),
        (0, -0.34, 0.72, "#cf4238"),
        (0, 0.16, 0.78, "#e2553f"),
    ):
        c.ellipse(x + dx * r, y + dy * r, r * s, r * s * 0.8, tone)
    c.dot(x, y - r * 0.02, r * 0.22, "#2a1a22")
    for at in range(10):
        a = at * 0.628
        c.dot(x + r * 0.32 * math.cos(a), y + r * 0.26 * math.sin(a), r * 0.05, "#3a2028")


def blade(c: Canvas, x: float, y: float, height: float, lean: float, fill: str) -> None:
    c.stroke([(x, y), (x + lean * 0.35, y - height * 0.55), (x + lean, y - height)], 7, fill, 1)
