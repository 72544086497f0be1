"""Bees and fish."""

from __future__ import annotations

from .kit import Canvas, mix
from .shapes import oval, smooth, turn


def bee_above(
    c: Canvas,
    x: float,
    y: float,
    s: float,
    degrees: float,
    open_wings: float = 24,
    tone: str = "#e3a23a",
) -> None:
    """A bee seen from above, of length 2 s; it looks to the right before it is turned."""
    at = (x, y)

    def put(dx: float, dy: float, rx: float, ry: float, fill: float, alpha=1.0, tilt=0.0) -> None:
        shape = turn(
            oval(x + dx * s, y + dy * s, rx * s, ry * s, steps=30), (x + dx * s, y + dy * s), tilt
        )
        c.poly(turn(shape, at, degrees), fill, alpha)

    def line(points: float, width: float, fill: float, end=None) -> None:
        c.stroke(
            turn([(x + px * s, y + py * s) for px, py in points], at, degrees), width * s, fill, end
        )

    ink = "#33231f"
    c.shadow(
        turn(oval(x - 0.2 * s, y + 0.12 * s, s, 0.42 * s), at, degrees), s * 0.14, 0.35, "#3a1d08"
    )
    for side in (-1, 1):
        for foot in (0.75, 0.25, -0.3):
            line([(0.3, 0), (foot + 0.05, side * 0.5), (foot - 0.12, side * 0.72)], 0.06, ink, 1.4)
        line([(0.95, side * 0.08), (1.15, side * 0.22), (1.36, side * 0.2)], 0.05, ink, 1.4)
    put(-0.42, 0, 0.68, 0.36, tone)
    for dx, h in ((-0.92, 0.2), (-0.66, 0.31), (-0.36, 0.36), (-0.06, 0.33)):
        put(dx, 0, 0.075, h, ink)
    put(0.38, 0, 0.36, 0.32, mix(tone, "#6d4420", 0.45))
    put(0.38, 0, 0.24, 0.2, mix(tone, "#f7dfa8", 0.35), 0.7)
    put(0.86, 0, 0.2, 0.25, ink)
    for side in (-1, 1):
        put(0.9, side * 0.19, 0.11, 0.075, "#5a463c")
        put(-0.3, side * 0.42, 0.68, 0.2, "#f6f3e6", 0.72, side * -open_wings)
        put(-0.12, side * 0.28, 0.4, 0.13, "#ffffff", 0.5, side * -(open_wings + 20))


def bee_beside(c: Canvas, x: float, y: float, s: float, flip: int = 1) -> None:
    """A bee in flight, seen from the side."""
    ink, tone = "#33231f", "#eeb23f"

    def at(dx: float, dy: float) -> None:
        return x + dx * s * flip, y + dy * s

    for dx, tilt, a in ((-0.1, -66, 0.7), (0.18, -108, 0.85)):
        wx, wy = at(dx, -0.62)
        c.poly(turn(oval(wx, wy, 0.52 * s, 0.24 * s), (wx, wy), tilt * flip), "#ffffff", a)
    body = turn(oval(*at(-0.25, 0.02), 0.66 * s, 0.4 * s), at(-0.25, 0.02), -8 * flip)
    c.poly(body, tone)
    with c.clip(body):
        for dx in (-0.78, -0.48, -0.16):
            c.poly(turn(oval(*at(dx, 0), 0.1 * s, 0.5 * s), at(dx, 0), -8 * flip), ink)
    c.ellipse(*at(0.34, -0.05), 0.32 * s, 0.34 * s, mix(tone, "#8a5a24", 0.3))
    c.ellipse(*at(0.7, 0.02), 0.22 * s, 0.24 * s, ink)
    c.dot(*at(0.76, -0.03), 0.07 * s, "#ffffff")
    for dx in (0.1, 0.3):
        c.stroke([at(dx, 0.26), at(dx + 0.06, 0.5), at(dx - 0.06, 0.62)], 0.07 * s, ink, 1.5)
    c.stroke([at(0.78, -0.18), at(0.92, -0.4), at(1.1, -0.44)], 0.05 * s, ink, 1.5)


def fish(
    c: Canvas, x: float, y: float, s: float, tone: str, flip: int = 1, tilt: float = 0
) -> None:
    def go(points: float) -> None:
        return turn([(x + px * s * flip, y + py * s) for px, py in points], (x, y), tilt)

    dark = mix(tone, "#0f2a3a", 0.3)
    c.poly(smooth(go([(-0.7, 0), (-1.2, -0.42), (-1.08, 0), (-1.2, 0.42)]), closed=True), dark)
    c.poly(go([(-0.2, -0.36), (0.1, -0.68), (0.42, -0.3)]), dark)
    c.poly(go([(-0.1, 0.36), (0.0, 0.6), (0.24, 0.34)]), dark)
    body = smooth(
        go(
            [
                (1, 0.02),
                (0.6, -0.32),
                (0.1, -0.42),
                (-0.5, -0.2),
                (-0.86, 0),
                (-0.5, 0.22),
                (0.1, 0.42),
                (0.6, 0.3),
            ]
        ),
        closed=True,
    )
    c.poly(body, [mix(tone, "#ffffff", 0.16), dark])
    with c.clip(body):
        c.stroke(go([(0.46, -0.4), (0.36, 0), (0.46, 0.4)]), 0.06 * s, dark)
        for dx in (0.1, -0.16):
            c.stroke(
                go([(dx, -0.44), (dx - 0.08, 0), (dx, 0.44)]), 0.13 * s, mix(tone, "#ffffff", 0.4)
            )
    ex, ey = go([(0.68, -0.06)])[0]
    c.dot(ex, ey, 0.12 * s, "#ffffff")
    c.dot(ex + 0.02 * s * flip, ey, 0.065 * s, "#16202c")
    c.stroke(go([(0.04, 0.04), (-0.12, 0.16), (-0.02, 0.22)]), 0.09 * s, dark, 0.04 * s)
