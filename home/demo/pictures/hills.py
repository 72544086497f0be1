"""Hills, by day and by night."""

from __future__ import annotations

import math

from .kit import Canvas, mix
from .plants import conifer
from .shapes import down_to, height_at, oval, ridge, smooth
from .things import bird, cloud, stars, walker


def daily_walk(c: Canvas) -> None:
    """Two people on a path through layered hills at dawn."""
    c.ground(["#2f4a6d", "#7d7f9f", "#e9a98b", "#fbd9a0", "#fde7bd"], 0, 620)
    c.glow(1060, 400, 520, 420, "#fff1c4", 0.95)
    c.dot(1060, 392, 62, "#fff4d2")
    for x, y, w, a in ((300, 170, 330, 0.35), (560, 240, 240, 0.3), (1330, 150, 300, 0.3)):
        cloud(c, x, y, w, "#ffe3c4", a)
    layers = (
        (420, 46, 2.1, "#d9a18f", "#edc3a2"),
        (480, 44, 1.7, "#a97f8c", "#cf9f93"),
        (540, 38, 2.4, "#75627f", "#a3818b"),
        (600, 34, 1.5, "#4a4a6c", "#6d6480"),
    )
    for number, (y, height, waves, top, foot) in enumerate(layers):
        line = ridge(c.rng, y, height, waves)
        c.poly(down_to(line, 760), [top, foot])
        if number >= 2:
            for _ in range(26 if number == 2 else 16):
                x = c.rng.uniform(0, 1600)
                conifer(
                    c, x, height_at(line, x) + 6, c.rng.uniform(20, 34) * (number - 0.9), top, 3
                )
        c.glow(800, y + 150, 1300, 80, "#fbdcae", 0.33)
    near = smooth([(-20, 700), (260, 640), (600, 668), (900, 690), (1250, 640), (1640, 590)])
    c.poly(down_to(near, 920), ["#38505a", "#243743"])
    path = [(1010, 682), (960, 700), (880, 716), (905, 742), (1010, 772), (1000, 820), (860, 920)]
    left = smooth([(x - (y - 676) * 0.34 - 3, y) for x, y in path])
    right = smooth([(x + (y - 676) * 0.5 + 3, y) for x, y in path])
    c.poly(left + right[::-1], ["#f7cf9a", "#d79f7c"])
    front = smooth([(-20, 760), (150, 772), (400, 838), (640, 905), (700, 930)])
    c.poly(down_to(front, 940), ["#22343e", "#17252e"])
    for x, y, h in (
        (70, 790, 330),
        (190, 812, 250),
        (330, 850, 190),
        (1500, 650, 250),
        (1400, 662, 180),
        (1570, 650, 330),
    ):
        conifer(c, x, y, h, "#1b2d38", 5, "#120f16")
    c.poly([(1010, 800), (1240, 900), (1310, 900), (1030, 796)], "#18222c", 0.25)
    walker(c, 965, 800, 150, "#c8553d", "#26303f", "#2b1b17", "#b98063", 1)
    walker(c, 1030, 806, 136, "#e8b04a", "#3b3a52", "#e8dccb", "#e3b291", -1)
    for x, y, s in ((640, 210, 34), (700, 240, 26), (590, 262, 22)):
        bird(c, x, y, s, "#4a4460")
    for _ in range(40):
        x = c.rng.uniform(0, 560)
        y = height_at(front, x) + c.rng.uniform(2, 18)
        c.stroke([(x, y), (x + c.rng.uniform(-8, 8), y - c.rng.uniform(14, 34))], 3, "#2d4650", 0.6)


def telescope_hill(c: Canvas) -> None:
    """A telescope and an observer under the Milky Way."""
    c.ground(["#0b1230", "#16224d", "#2b3d73", "#5d6a9a", "#c79a8f"], 0, 760)
    for at in range(13):
        t = at / 12
        x, y = 1500 - t * 1250, -40 + t * 640
        c.glow(x, y, 300, 210, "#8fa3dd", 0.12 + 0.06 * math.sin(t * 3.1))
        c.glow(x + 40, y + 14, 150, 92, "#f4d9d4", 0.16)
    for at in range(5):
        x, y = 1250 - at * 190, 70 + at * 112
        c.glow(x, y, 130, 34 + 8 * (at % 2), "#141c44", 0.35)
    stars(c, 420, 700)
    for _ in range(280):
        t = c.rng.random()
        x = 1500 - t * 1250 + c.rng.gauss(0, 90)
        c.dot(x, -40 + t * 640 + c.rng.gauss(0, 66), c.rng.choice((0.9, 1.1, 1.4)), "#fff3e4", 0.8)
    for x, y, r in (
        (330, 150, 3.4),
        (1180, 330, 3.2),
        (640, 90, 2.8),
        (1420, 420, 3),
        (180, 420, 2.6),
    ):
        c.glow(x, y, 26, 26, "#cfe0ff", 0.7)
        c.dot(x, y, r, "#ffffff")
    c.stroke([(1290, 120), (1130, 196)], 0.8, "#ffffff", 4, curved=False)
    for y, h, w, tone in (
        (640, 34, 1.6, "#4b5585"),
        (690, 34, 2.3, "#333f6b"),
        (735, 26, 1.9, "#212c52"),
    ):
        line = ridge(c.rng, y, h, w)
        c.poly(down_to(line, 920), tone)
        c.glow(800, y + 66, 1300, 46, "#7f86ad", 0.16)
    for x, y in ((250, 716), (286, 722), (1330, 720)):
        c.rect(x, y, x + 12, y + 9, "#ffd98a")
        c.glow(x + 6, y + 4, 34, 24, "#ffcf7a", 0.5)
    hill = smooth([(-20, 842), (300, 800), (640, 752), (900, 742), (1200, 782), (1640, 868)])
    c.poly(down_to(hill, 920), ["#131b38", "#0a0f22"])
    for _ in range(150):
        x = c.rng.uniform(0, 1600)
        y = height_at(hill, x) + 3
        c.stroke(
            [(x, y), (x + c.rng.uniform(-6, 6), y - c.rng.uniform(6, 18))], 2.4, "#131b38", 0.6
        )
    for x, h in ((110, 210), (190, 150), (1470, 190), (1550, 250)):
        conifer(c, x, height_at(hill, x) + 8, h, "#0d142c", 5)
    ink, edge = "#070b1a", "#5e74b8"
    for foot in (800, 868, 934):
        c.stroke([(866, 596), (foot, 752)], 11, ink, 8)
    c.stroke([(811, 730), (866, 600)], 2, edge, 1)
    c.rect(846, 560, 886, 612, ink, 8)
    tube = [(700, 640), (712, 668), (1080, 470), (1060, 430)]
    c.poly(tube, ink)
    c.poly([(1048, 428), (1076, 482), (1106, 466), (1076, 412)], ink)
    c.stroke([(702, 640), (1058, 432), (1076, 414)], 3, edge, 2, curved=False)
    c.poly([(700, 636), (716, 668), (690, 682), (676, 656)], ink)
    c.stroke([(684, 668), (668, 700)], 16, ink, 13)
    c.stroke([(770, 600), (850, 555)], 9, ink, 9)
    _observer(c, 610, 772, ink, edge)


def _observer(c: Canvas, x: float, y: float, ink: str, edge: str) -> None:
    """A person who bends to an eyepiece at (x + 58, y - 72)."""
    c.stroke([(x - 24, y - 92), (x - 34, y - 40), (x - 40, y)], 27, ink, 20)
    c.stroke([(x - 8, y - 92), (x + 4, y - 44), (x - 4, y - 2)], 27, ink, 20)
    c.rect(x - 54, y - 8, x - 18, y + 4, ink, 5)
    c.rect(x - 14, y - 10, x + 24, y + 2, ink, 5)
    coat = [
        (x - 44, y - 80),
        (x - 42, y - 130),
        (x - 12, y - 168),
        (x + 22, y - 160),
        (x + 22, y - 120),
        (x + 6, y - 74),
    ]
    c.blob(coat, ink)
    c.stroke([(x + 8, y - 146), (x + 34, y - 112), (x + 62, y - 88)], 19, ink, 13)
    c.ellipse(x + 33, y - 172, 24, 27, ink)
    c.poly(oval(x + 30, y - 182, 30, 22, 180, 370, 20), ink)
    c.dot(x + 22, y - 206, 8, ink)
    c.stroke(oval(x + 30, y - 182, 29, 21, 190, 330, 14), 2.4, edge, 1.2, curved=False)
    c.stroke([(x - 40, y - 136), (x - 28, y - 156), (x - 10, y - 167)], 2.4, edge, 1.2)


def snowball_slope(c: Canvas) -> None:
    """A snowball that grows on its way down to a village."""
    c.ground(["#314a78", "#7a7fa8", "#e3a9a4", "#fbd7b4"], 0, 620)
    stars(c, 60, 220)
    c.glow(1220, 430, 480, 300, "#ffe6bd", 0.8)
    for peaks, tone, snow in (
        (
            [
                (-20, 520),
                (120, 360),
                (240, 440),
                (420, 250),
                (560, 400),
                (700, 300),
                (860, 450),
                (1020, 330),
                (1160, 450),
                (1320, 300),
                (1460, 420),
                (1640, 320),
            ],
            "#8b86ac",
            "#f3dcd8",
        ),
        (
            [
                (-20, 600),
                (200, 470),
                (380, 560),
                (600, 430),
                (800, 570),
                (980, 480),
                (1200, 590),
                (1400, 450),
                (1640, 580),
            ],
            "#6b6f9c",
            "#e6d6de",
        ),
    ):
        c.poly([*peaks, (1640, 760), (-20, 760)], tone)
        for (x0, y0), (x, y), (x1, y1) in zip(peaks, peaks[1:], peaks[2:], strict=False):
            if y < y0 and y < y1:
                a, b = 0.36, 0.36
                left = (x + (x0 - x) * a, y + (y0 - y) * a)
                right = (x + (x1 - x) * b, y + (y1 - y) * b)
                third = (right[0] - left[0]) / 4
                c.poly(
                    [
                        left,
                        (x, y),
                        right,
                        (right[0] - third, right[1] - 16),
                        (x + 4, right[1] + 6),
                        (left[0] + third, left[1] - 14),
                    ],
                    snow,
                )
    c.glow(800, 640, 1200, 90, "#f3d6d0", 0.5)
    far = smooth([(-20, 700), (400, 690), (900, 716), (1250, 690), (1640, 660)])
    c.poly(down_to(far, 920), ["#d3d4e8", "#aab3d4"])
    for x in (930, 990, 1040, 1480, 1530, 1590):
        conifer(c, x, 716 - c.rng.uniform(0, 12), c.rng.uniform(90, 140), "#4a5c86", 4)
    for x, y, w, h, wall, roof in (
        (1090, 730, 90, 66, "#b8645a", "#f7f3f4"),
        (1200, 716, 76, 56, "#d99a6a", "#f7f3f4"),
        (1290, 740, 104, 72, "#8a5a5e", "#f7f3f4"),
        (1416, 728, 84, 60, "#c07a5c", "#f7f3f4"),
    ):
        c.rect(x, y - h, x + w, y, [wall, mix(wall, "#2a1c3a", 0.3)])
        c.poly([(x - 14, y - h + 6), (x + w / 2, y - h - 54), (x + w + 14, y - h + 6)], roof)
        c.rect(x + w * 0.66, y - h - 50, x + w * 0.8, y - h - 16, "#6d4a50")
        for k in (0.16, 0.58):
            c.rect(x + w * k, y - h * 0.7, x + w * (k + 0.24), y - h * 0.3, "#ffdc8c", 2)
        c.glow(x + w / 2, y - h * 0.4, w, h, "#ffd27a", 0.35)
    c.stroke([(1162, 612), (1174, 570), (1156, 530), (1176, 480)], 8, "#f6ece8", 16, alpha=0.5)
    c.rect(1395, 560, 1425, 728, "#d8c3bc")
    c.poly([(1388, 562), (1410, 480), (1432, 562)], "#5a4a68")
    c.rect(1403, 590, 1417, 616, "#ffdc8c", 6)
    slope = smooth(
        [(-40, 130), (160, 250), (420, 420), (700, 580), (960, 700), (1240, 800), (1640, 880)]
    )
    c.poly(down_to(slope, 940), ["#f4f3fa", "#c5cde6", "#aebbdc"])
    track = [(60, 214), (260, 336), (470, 470), (640, 566)]
    left = smooth([(x, y + 2) for x, y in track])
    right = smooth([(60, 220), (240, 352), (420, 520), (560, 640)])
    c.poly(left + right[::-1], ["#c3cce6", "#b0bcdd"])
    for _ in range(9):
        x = c.rng.uniform(-20, 1000)
        y = height_at(slope, x) + c.rng.uniform(90, 300)
        c.stroke([(x, y), (x + 120, y + 62), (x + 260, y + 110)], 7, "#dfe4f4", 1)
    for x, h in ((90, 190), (10, 250), (300, 170)):
        y = height_at(slope, x) + 210
        conifer(c, x, y, h * 1.35, "#2c4468", 5, "#3a2c3a")
        high = h * 1.35
        for tier, deep in ((2, 0.2), (3, 0.2), (4, 0.13)):
            tip = y - high * (0.33 + 0.124 * tier)
            half = high * 0.87 * deep * (1 - tier * 0.144)
            low = tip + high * deep
            snow = [(x - half, low), (x, tip), (x + half * 0.2, tip + high * deep * 0.4)]
            c.poly([*snow, (x - half * 0.3, low - high * 0.03)], "#eef0f9")
    x, y, r = 690, 470, 168
    c.shadow([(560, 640), (800, 640), (1060, 760), (760, 720)], 20, 0.35, "#2b3a68")
    c.dot(x, y, r, "#a9b5d8")
    c.ellipse(x, y, r, r, ["#ffffff", "#e3e7f5", "#a3b0d6"])
    with c.clip(oval(x, y, r, r)):
        for dx, dy, rr, s0, s1 in (
            (10, 20, 120, 20, 170),
            (-20, -10, 130, 190, 300),
            (30, 30, 80, -40, 80),
            (-10, 10, 60, 120, 260),
        ):
            c.stroke(oval(x + dx, y + dy, rr, rr, s0, s1, 30), 8, "#c5cee8", 2, curved=False)
        c.glow(x + 70, y - 80, 130, 110, "#ffe6cf", 0.7)
        for _ in range(3):
            px, py = x + c.rng.uniform(-90, 90), y + c.rng.uniform(-80, 100)
            c.stroke([(px, py), (px + 26, py - 18)], 5, "#7a6a6a", 2)
    for _ in range(26):
        a = c.rng.uniform(2.6, 4.2)
        d = r + c.rng.uniform(6, 110)
        c.dot(x + d * math.cos(a), y + d * math.sin(a), c.rng.uniform(3, 9), "#ffffff", 0.9)
    for k, length in ((-60, 120), (-10, 160), (40, 110)):
        c.stroke(
            [(x - r - 30, y + k - 70), (x - r - 30 - length, y + k - 70 - length * 0.55)],
            2,
            "#ffffff",
            7,
            alpha=0.7,
        )
    for bx, by, s in ((980, 240, 32), (1030, 210, 26), (1080, 252, 22)):
        bird(c, bx, by, s, "#4a4a70")
