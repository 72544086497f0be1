"""Under water."""

from __future__ import annotations

import math

from .animals import fish
from .kit import Canvas, mix
from .shapes import box, down_to, oval, ridge, smooth, turn


def hooked_envelope(c: Canvas) -> None:
    """An envelope on a fishing hook, with fish around it."""
    c.ground(["#6fc4c4", "#2f8f9f", "#17607f", "#0d3a5f", "#0a2748"])
    for x, w, a in (
        (240, 110, 0.16),
        (520, 190, 0.14),
        (900, 140, 0.18),
        (1230, 200, 0.12),
        (1480, 90, 0.14),
    ):
        c.poly([(x, 0), (x + w, 0), (x + w * 2 - 240, 900), (x - 340, 900)], "#d9f6ea", a)
    c.ground("#e9f6ea", 0, 44)
    surface = [(x, 58 + 9 * math.sin(x / 70)) for x in range(-20, 1660, 14)]
    c.poly([*surface, (1640, -10), (-20, -10)], "#dff1e6")
    c.stroke(surface, 7, "#ffffff", curved=False)
    hull = smooth([(980, 30), (1010, 90), (1090, 128), (1300, 134), (1420, 100), (1470, 30)])
    c.poly([*hull, (1470, -10), (980, -10)], ["#c9543f", "#8a3438"])
    c.stroke(hull[6:], 5, "#5a2430", 3, curved=False)
    for y, tone in ((690, "#12506f"), (740, "#0d3f5f")):
        c.poly(down_to(ridge(c.rng, y, 44, 2.1), 920), tone)
    bed = smooth([(-20, 820), (300, 796), (640, 836), (1000, 806), (1640, 840)])
    c.poly(down_to(bed, 920), ["#2a5a6f", "#16384f"])
    for x, n, h in ((130, 5, 330), (1450, 6, 380), (1240, 4, 230), (360, 3, 200)):
        for k in range(n):
            bx = x + k * 32 - n * 14
            height = h * c.rng.uniform(0.6, 1)
            weed = [(bx + 16 * math.sin(t * 1.5 + k), 840 - height * t / 6) for t in range(7)]
            c.stroke(weed, 17, mix("#2f8f6f", "#165a5a", c.rng.random()), 3)
    for x, r in ((240, 60), (320, 40), (1340, 66), (1110, 40), (1560, 50)):
        c.poly(oval(x, 842, r, r * 0.8, 180, 360, 24), ["#4f7486", "#244a60"])
    for x, y in ((1180, 800), (460, 812)):
        for k in range(5):
            c.stroke(
                [(x, y), (x + 30 * math.cos(k * 1.257), y + 13 * math.sin(k * 1.257))],
                15,
                "#e8785f",
                6,
            )
    c.stroke([(1150, 128), (900, 180), (806, 220)], 2.4, "#f4ead6")
    c.stroke([(806, 216), (806, 330)], 2.4, "#f4ead6")
    c.glow(790, 480, 430, 300, "#fff3c8", 0.55)
    # the envelope, a little tilted, on its hook
    about, tilt = (800, 480), -7
    c.shadow(turn(box(604, 386, 1004, 626), about, tilt), 16, 0.4, "#06243a")
    c.poly(turn(box(596, 366, 1000, 610), about, tilt), ["#fffaf0", "#ecdcc0"])
    c.poly(turn([(596, 610), (770, 476), (826, 476), (1000, 610)], about, tilt), "#e3d0b0")
    c.poly(turn([(596, 366), (1000, 366), (798, 516)], about, tilt), "#fbf1de")
    c.stroke(turn([(596, 366), (798, 516), (1000, 366)], about, tilt), 4, "#c9b08a", curved=False)
    c.poly(turn(oval(798, 508, 40, 40), about, tilt), "#d9483f")
    c.poly(turn(oval(798, 508, 30, 30), about, tilt), "#e8665a")
    px, py = turn([(798, 508)], about, tilt)[0]
    c.stroke([(px, py - 16), (px, py + 3)], 8, "#fff6e4", 6)
    c.dot(px, py + 15, 5, "#fff6e4")
    steel = "#dfe7ea"
    c.stroke([(806, 330), (806, 420)], 9, steel, 9)
    c.stroke(oval(806, 322, 10, 10), 5, steel, curved=False)
    c.stroke(oval(770, 420, 36, 52, 0, 165, 24), 9, steel, 6, curved=False)
    c.poly([(731, 432), (726, 398), (748, 424)], steel)
    c.stroke(turn([(760, 372), (800, 372), (840, 372)], about, tilt), 4, "#c9b08a")
    for x, y, s, tone, flip, tilt in (
        (440, 520, 70, "#f0a04a", 1, -6),
        (330, 420, 46, "#f0c04a", 1, 4),
        (1170, 560, 78, "#e8785f", -1, 6),
        (1290, 440, 44, "#f0c04a", -1, -4),
        (560, 700, 56, "#7fc4c0", 1, -24),
        (980, 716, 50, "#f0a04a", -1, 22),
        (180, 560, 38, "#7fc4c0", 1, 0),
        (1420, 610, 40, "#7fc4c0", -1, 0),
        (250, 300, 34, "#e8785f", 1, 8),
    ):
        fish(c, x, y, s, tone, flip, tilt)
    for _ in range(34):
        x = c.rng.choice((c.rng.gauss(480, 40), c.rng.gauss(1130, 40), c.rng.uniform(40, 1560)))
        y, size = c.rng.uniform(120, 760), c.rng.uniform(4, 13)
        c.dot(x, y, size, "#d9f6f0", 0.22)
        c.stroke(oval(x, y, size, size, 0, 360, 24), 1.8, "#e6fbf6", curved=False, alpha=0.7)
        c.dot(x - size * 0.35, y - size * 0.35, size * 0.2, "#ffffff")
