"""Things that stand in more than one picture."""

from __future__ import annotations

import math

from .kit import Canvas, mix
from .shapes import Point, oval, smooth


def cloud(c: Canvas, x: float, y: float, width: float, fill: str, alpha: float = 1) -> None:
    """Bumps on a long, flat, round-ended base."""
    h = width * 0.11
    base = oval(x - width * 0.5 + h / 2, y - h / 2, h / 2, h / 2, 90, 270, 12)
    base += oval(x + width * 0.5 - h / 2, y - h / 2, h / 2, h / 2, -90, 90, 12)
    bumps = ((-0.24, 0.55, 0.13), (-0.02, 0.8, 0.18), (0.22, 0.5, 0.14))
    puffs = [
        oval(x + width * dx, y - h * up, width * r, width * r * 0.86, 180, 360, 24)
        for dx, up, r in bumps
    ]
    c.union([base, *puffs], fill, alpha)


def bird(c: Canvas, x: float, y: float, span: float, ink: str) -> None:
    """Two wing strokes, far away."""
    for side in (-1, 1):
        wing = [
            (x, y),
            (x + side * span * 0.25, y - span * 0.2),
            (x + side * span * 0.5, y - span * 0.08),
        ]
        c.stroke(wing, span * 0.07, ink, span * 0.02)


def stars(c: Canvas, count: int, bottom: float, ink: str = "#fff6df", top: float = 0) -> None:
    for _ in range(count):
        x, y = c.rng.uniform(0, c.width), top + (bottom - top) * c.rng.random() ** 1.15
        size = c.rng.choice((0.9, 0.9, 1.2, 1.2, 1.6, 2.2))
        c.dot(x, y, size, ink, c.rng.uniform(0.45, 1))


def walker(
    c: Canvas,
    x: float,
    y: float,
    height: float,
    coat: str,
    legs: str,
    hair: str,
    skin: str,
    step: int = 1,
) -> None:
    """A person seen from behind, in mid-stride; (x, y) is the ground between the feet."""
    u = height / 8
    for side in (-1, 1):
        lift = 0.55 * u if side == step else 0
        hip, foot = (x + side * 0.38 * u, y - 3.7 * u), (x + side * 0.46 * u, y - lift)
        c.ellipse(foot[0] + side * 0.08 * u, foot[1], 0.4 * u, 0.24 * u, mix(legs, "#000000", 0.5))
        c.stroke([hip, (foot[0], foot[1] - 0.3 * u)], 0.86 * u, legs, 0.52 * u, curved=False)
        elbow = (x + side * 1.18 * u, y - 4.9 * u)
        hand = (x + side * 1.08 * u, y - (3.5 + 0.25 * side * step) * u)
        sleeve = mix(coat, "#000000", 0.16)
        c.dot(*hand, 0.26 * u, skin)
        c.stroke([(x + side * 0.78 * u, y - 6.1 * u), elbow], 0.62 * u, sleeve, 0.54 * u)
        c.stroke([elbow, (hand[0], hand[1] - 0.2 * u)], 0.54 * u, sleeve, 0.44 * u)
    shoulders = [(x - 0.98 * u, y - 5.9 * u), (x - 0.5 * u, y - 6.45 * u)]
    shoulders += [(x + 0.5 * u, y - 6.45 * u), (x + 0.98 * u, y - 5.9 * u)]
    hem = [(x + 0.98 * u, y - 3.4 * u), (x - 0.98 * u, y - 3.4 * u)]
    c.rect(x - 0.27 * u, y - 7 * u, x + 0.27 * u, y - 6.2 * u, skin)
    c.poly(smooth(shoulders) + hem, coat)
    c.stroke([(x, y - 6.2 * u), (x, y - 3.5 * u)], 0.07 * u, mix(coat, "#000000", 0.2))
    c.ellipse(x, y - 7.15 * u, 0.58 * u, 0.7 * u, hair)


def pot(
    c: Canvas, x: float, y: float, width: float, height: float, fill: str, rim: bool = True
) -> None:
    """A plant pot that stands at (x, y)."""
    dark = mix(fill, "#1c1020", 0.3)
    top, foot = width / 2, width * 0.36
    sides = [(x - top, y - height), (x + top, y - height), (x + foot, y), (x - foot, y)]
    c.poly(sides, [fill, dark], across=True)
    if rim:
        edge = height * 0.2
        c.rect(
            x - top * 1.1,
            y - height - edge * 0.3,
            x + top * 1.1,
            y - height + edge * 0.7,
            [mix(fill, "#ffffff", 0.16), mix(fill, "#1c1020", 0.16)],
            4,
            across=True,
        )


def mug(c: Canvas, x: float, y: float, size: float, fill: str, steam: str | None = None) -> None:
    dark = mix(fill, "#1c1020", 0.28)
    c.stroke(
        oval(x + size * 0.48, y - size * 0.52, size * 0.26, size * 0.27, -80, 80, 16),
        size * 0.11,
        dark,
        curved=False,
    )
    c.rect(
        x - size / 2,
        y - size,
        x + size / 2,
        y,
        [mix(fill, "#ffffff", 0.12), dark],
        size * 0.13,
        across=True,
    )
    c.ellipse(x, y - size * 0.98, size / 2, size * 0.09, mix(fill, "#ffffff", 0.3))
    c.ellipse(x, y - size * 0.975, size * 0.43, size * 0.065, "#4a2c20")
    if steam:
        for dx in (-0.16, 0.12):
            line: list[Point] = [
                (x + size * (dx + 0.06 * math.sin(s * 1.6)), y - size * (1.15 + s * 0.16))
                for s in range(5)
            ]
            c.stroke(line, size * 0.05, steam, 1, alpha=0.4)


def coin(
    c: Canvas, x: float, y: float, r: float, fill: str = "#e9b44c", thick: float | None = None
) -> None:
    """A coin that lies flat, seen a little from above; (x, y) is the middle of its foot."""
    thick = r * 0.34 if thick is None else thick
    dark, light = mix(fill, "#5a2a10", 0.42), mix(fill, "#ffffff", 0.34)
    flat = r * 0.26
    c.ellipse(x, y, r, flat, dark)
    c.rect(x - r, y - thick, x + r, y, [mix(fill, "#ffffff", 0.1), dark], across=True)
    c.ellipse(x, y - thick, r, flat, light)
    c.ellipse(x, y - thick, r * 0.8, flat * 0.76, fill)


def window(
    c: Canvas,
    x0: float,
    y0: float,
    x1: float,
    y1: float,
    frame: str,
    panes: tuple[int, int] = (2, 2),
    bar: float = 12,
) -> None:
    """The frame and bars of a window; draw the view first."""
    wide, high = panes
    for at in range(1, wide):
        x = x0 + (x1 - x0) * at / wide
        c.rect(x - bar / 2, y0, x + bar / 2, y1, frame)
    for at in range(1, high):
        y = y0 + (y1 - y0) * at / high
        c.rect(x0, y - bar / 2, x1, y + bar / 2, frame)
    for a, b, e, f in (
        (x0 - bar, y0 - bar, x1 + bar, y0 + bar / 2),
        (x0 - bar, y1 - bar / 2, x1 + bar, y1 + bar),
        (x0 - bar, y0 - bar, x0 + bar / 2, y1 + bar),
        (x1 - bar / 2, y0 - bar, x1 + bar, y1 + bar),
    ):
        c.rect(a, b, e, f, frame)
    c.rect(x0 - bar * 2.4, y1 + bar, x1 + bar * 2.4, y1 + bar * 2.6, mix(frame, "#ffffff", 0.12), 3)
