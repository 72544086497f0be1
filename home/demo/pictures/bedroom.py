"""Rooms with a window."""

from __future__ import annotations

import math

from .kit import Canvas, mix
from .plants import conifer, leafy
from .shapes import box, down_to, oval, ridge, smooth
from .things import mug, pot, window


def night_bedroom(c: Canvas) -> None:
    """A bed under a window with the moon in it."""
    c.ground(["#20345a", "#2a4267"], 0, 700)
    for x in range(20, 1600, 80):
        c.rect(x, 0, x + 3, 690, "#2f4a72", alpha=0.5)
    c.ground(["#3a3247", "#2a2436"], 690)
    c.rect(0, 674, 1600, 694, "#3d5680")
    x0, y0, x1, y1 = 470, 70, 1010, 470
    with c.clip(box(x0, y0, x1, y1)):
        c.rect(x0, y0, x1, y1, ["#0d1838", "#233a70", "#5b6fa6"])
        for _ in range(90):
            c.dot(
                c.rng.uniform(x0, x1),
                c.rng.uniform(y0, 380),
                c.rng.choice((1, 1.3, 1.8)),
                "#fff4d8",
                0.85,
            )
        c.glow(860, 180, 210, 210, "#cfdcff", 0.55)
        c.dot(860, 180, 56, "#fbf3d9")
        for dx, dy, r in ((-18, -12, 12), (16, 14, 15), (14, -24, 7)):
            c.dot(860 + dx, 180 + dy, r, "#e8dcbb")
        for y, tone in ((392, "#2a4077"), (424, "#1b2c59")):
            line = [(px * 0.4 + 440, py) for px, py in ridge(c.rng, y, 24, 2)]
            c.poly(down_to(line, 480), tone)
        for x in (500, 526, 560, 940, 975):
            conifer(c, x, 472, c.rng.uniform(60, 100), "#142248", 4)
    window(c, x0, y0, x1, y1, "#e7dfcf", (2, 2), 14)
    c.rect(430, 36, 1050, 46, "#8f6f4c", 5)
    for side, edge in ((1, 440), (-1, 1040)):
        folds = [
            (edge, 46),
            (edge + side * 110, 46),
            (edge + side * 84, 250),
            (edge + side * 40, 420),
            (edge + side * 66, 540),
            (edge - side * 36, 540),
        ]
        c.poly(folds, ["#c9756b", "#7f4355"])
        for share in (0.25, 0.5, 0.75):
            c.stroke(
                [
                    (edge + side * 110 * share, 48),
                    (edge + side * 88 * share, 250),
                    (edge + side * (70 * share - 20), 538),
                ],
                4,
                "#8e4c5b",
                3,
            )
        c.rect(edge + side * 38 - 40, 402, edge + side * 38 + 40, 416, "#e2b27a", 6)
    # the bed, its head to the right
    c.shadow(box(250, 760, 1430, 850), 22, 0.5, "#0d0a18")
    c.rect(1330, 380, 1386, 820, ["#8d6346", "#5c3f35"], 16)
    c.rect(206, 590, 250, 830, ["#8d6346", "#5c3f35"], 12)
    c.rect(230, 700, 1350, 790, ["#6d4a3a", "#4a3230"])
    c.rect(240, 630, 1340, 716, ["#e9e2d6", "#b5b3c0"], 20)
    c.blob(
        [(1080, 560), (1160, 500), (1290, 500), (1340, 560), (1320, 640), (1120, 644)],
        ["#fbf5e8", "#b9bbcd"],
    )
    c.stroke([(1130, 560), (1180, 540), (1220, 556)], 3, "#c8c6d2", 1)
    sleeper = [
        (236, 640),
        (300, 560),
        (520, 520),
        (760, 530),
        (940, 510),
        (1110, 560),
        (1130, 640),
        (1110, 740),
        (240, 752),
    ]
    c.blob(sleeper, ["#5f8bab", "#2f4f78"])
    with c.clip(smooth(sleeper, closed=True)):
        for at in range(-2, 14):
            x = 240 + at * 86
            c.poly([(x, 480), (x + 40, 480), (x - 60, 780), (x - 100, 780)], "#7ba6bf", 0.28)
        for y in (590, 664):
            c.stroke(
                [(220, y + 30), (520, y - 20), (800, y), (1140, y - 8)], 20, "#e7c58a", alpha=0.7
            )
        c.poly([(560, 480), (800, 480), (700, 790), (400, 790)], "#dbe6ff", 0.16)
        c.poly([(830, 480), (1060, 480), (1010, 790), (740, 790)], "#dbe6ff", 0.16)
    c.blob(
        [(1010, 552), (1110, 536), (1150, 600), (1140, 700), (1060, 734), (1020, 650)],
        ["#f4ead7", "#b9b6c6"],
    )
    # the head on the pillow
    c.ellipse(1190, 548, 50, 44, "#c98f6d")
    c.blob(
        [(1150, 520), (1180, 488), (1240, 494), (1262, 540), (1240, 580), (1226, 540), (1190, 514)],
        "#2b1c20",
    )
    c.stroke([(1166, 552), (1176, 558), (1188, 554)], 3, "#6d4238", 2)
    c.blob(
        [(1000, 576), (1120, 574), (1160, 604), (1150, 650), (1040, 650)], ["#f4ead7", "#d5cfd2"]
    )
    _cat(c, 420, 560)
    # the bedside table
    c.rect(1424, 600, 1580, 620, "#9a6d4c", 4)
    c.rect(1440, 620, 1564, 820, ["#7a5442", "#4f3733"], 4)
    c.rect(1452, 640, 1552, 700, "#8d6349", 4)
    c.dot(1502, 670, 7, "#d8ac6c")
    c.poly([(1478, 600), (1530, 600), (1520, 586), (1488, 586)], "#d9c9a8")
    c.rect(1500, 520, 1508, 590, "#d9c9a8")
    c.poly([(1462, 524), (1546, 524), (1526, 440), (1482, 440)], ["#d9a779", "#a8716b"])
    c.rect(1436, 590, 1484, 600, "#3f6d86", 2)
    c.rect(1440, 580, 1480, 590, "#c86a56", 2)
    c.poly([(180, 900), (330, 850), (1240, 850), (1380, 900)], "#9c5f62", 0.6)
    c.poly([(520, 470), (980, 470), (820, 900), (240, 900)], "#cfdcff", 0.07)


def _cat(c: Canvas, x: float, y: float) -> None:
    fur, dark = "#e0a35c", "#b9763f"
    c.blob(
        [
            (x - 96, y - 4),
            (x - 60, y - 62),
            (x + 30, y - 70),
            (x + 92, y - 24),
            (x + 74, y + 14),
            (x - 70, y + 16),
        ],
        fur,
    )
    for at in range(4):
        c.stroke([(x - 40 + at * 28, y - 64 + at % 2 * 3), (x - 30 + at * 26, y - 34)], 9, dark, 3)
    c.stroke([(x + 84, y - 6), (x + 30, y + 14), (x - 50, y + 10)], 22, dark, 12)
    for ear in (-96, -58):
        c.poly(
            [
                (x + ear - 12, y - 34),
                (x + ear - 2 + (6 if ear < -80 else 14), y - 66),
                (x + ear + 22, y - 34),
            ],
            fur,
        )
    c.ellipse(x - 74, y - 16, 40, 32, mix(fur, "#ffffff", 0.12))
    for eye in (-92, -64):
        c.stroke(
            [(x + eye - 8, y - 18), (x + eye, y - 13), (x + eye + 8, y - 18)], 2.6, "#5a3420", 1.6
        )
    c.poly([(x - 83, y - 6), (x - 73, y - 6), (x - 78, y)], "#8c4a3c")


def rainy_window(c: Canvas) -> None:
    """Rain outside, drops on the glass, a radiator below."""
    c.ground(["#d3c6a8", "#dfd2b4"], 0, 790)
    for x in range(0, 1600, 64):
        c.rect(x, 0, x + 30, 790, "#d9ccae")
    x0, y0, x1, y1 = 430, 60, 1170, 520
    with c.clip(box(x0, y0, x1, y1)):
        c.rect(x0, y0, x1, y1, ["#6f8b99", "#9db4ba", "#b9c9c6"])
        for x, w, h, tone in (
            (430, 120, 170, "#8099a3"),
            (540, 90, 220, "#768f9b"),
            (650, 140, 150, "#839ca5"),
            (900, 110, 190, "#7a939e"),
            (1010, 160, 240, "#728b97"),
        ):
            c.rect(x, 520 - h, x + w, 520, tone)
            c.poly(
                [(x - 8, 520 - h), (x + w / 2, 480 - h), (x + w + 8, 520 - h)],
                mix(tone, "#3a4a58", 0.3),
            )
            for wy in range(540 - h, 500, 44):
                for wx in range(x + 18, x + w - 20, 36):
                    if c.rng.random() < 0.5:
                        c.rect(wx, wy, wx + 16, wy + 22, "#f0cf8a", alpha=0.75)
        for x, r in ((470, 60), (840, 76), (1130, 70)):
            c.dot(x, 500, r, "#5f7f78")
            c.dot(x + 30, 520, r * 0.8, "#567570")
        for _ in range(90):
            x, y = c.rng.uniform(x0, x1), c.rng.uniform(y0, y1)
            length = c.rng.uniform(20, 50)
            c.stroke([(x, y), (x - length * 0.25, y + length)], 2.2, "#dfeaec", 1, alpha=0.55)
        c.glow(800, 540, 520, 170, "#eef4f2", 0.5)
        for _ in range(120):
            x, y, r = c.rng.uniform(x0, x1), c.rng.uniform(y0, y1), c.rng.uniform(3, 9)
            c.ellipse(x, y, r * 0.86, r, ["#7f99a2", "#e9f1f1"])
            c.dot(x - r * 0.28, y - r * 0.34, r * 0.26, "#ffffff")
        for x, y, length in (
            (540, 150, 190),
            (730, 240, 150),
            (960, 120, 250),
            (1080, 280, 140),
            (620, 330, 110),
        ):
            c.stroke(
                [(x, y), (x + 4, y + length * 0.5), (x - 2, y + length)], 5, "#dbe6e6", 9, alpha=0.8
            )
            c.ellipse(x - 2, y + length + 6, 9, 13, ["#86a0a8", "#f2f7f6"])
            c.dot(x - 5, y + length, 3, "#ffffff")
    window(c, x0, y0, x1, y1, "#fbf6e8", (2, 1), 18)
    c.rect(808, 280, 824, 340, "#c9a565", 6)
    for side, edge in ((-1, 392), (1, 1208)):
        folds = [
            (edge + side * 130, 20),
            (edge - side * 40, 20),
            (edge - side * 6, 300),
            (edge + side * 16, 640),
            (edge + side * 140, 640),
        ]
        c.poly(folds, ["#5f8a86", "#3f6664"])
        for k in (30, 66, 100):
            c.stroke(
                [
                    (edge + side * k, 24),
                    (edge + side * (k + 14), 330),
                    (edge + side * (k + 20), 636),
                ],
                5,
                "#4c7572",
                3,
            )
    c.rect(240, 12, 1360, 24, "#7a5a40", 6)
    # the radiator
    c.shadow(box(520, 600, 1080, 790), 14, 0.25, "#4a3a24")
    c.rect(510, 616, 1090, 634, "#f4efe2", 8)
    for at in range(12):
        x = 520 + at * 47.5
        c.rect(x, 598, x + 38, 776, ["#fffdf4", "#d5ccb8"], 16, across=True)
    c.rect(510, 736, 1090, 754, "#e6dfcd", 8)
    c.rect(1086, 740, 1130, 756, "#b9ab8f", 6)
    c.rect(1120, 712, 1152, 770, "#f4efe2", 8)
    for x in (600, 720, 850, 980):
        c.stroke([(x, 590), (x + 14, 570), (x - 10, 548), (x + 8, 520)], 5, "#fff6dc", 1, alpha=0.5)
    c.ground(["#9a6f4c", "#7a543a"], 790)
    c.ground("#f4efe2", 778, 796)
    # on the sill, on the wall, on the floor
    pot(c, 560, 556 - 8, 92, 80, "#c8684a")
    leafy(c, 560, 470, 150, ["#4f8a55", "#6ba668", "#3f7548"], 13)
    c.rect(980, 520, 1052, 548, "#c94f42", 3)
    c.rect(988, 496, 1046, 520, "#e8b75d", 3)
    mug(c, 910, 548, 62, "#f4efe2", "#ffffff")
    c.shadow(oval(1432, 246, 88, 88), 8, 0.25, "#4a3a24")
    c.dot(1430, 240, 86, "#8a6242")
    c.dot(1430, 240, 74, "#fdf8ea")
    for share in range(11):
        a = math.radians(150 + share * 24)
        c.stroke(
            [
                (1430 + 60 * math.cos(a), 240 + 60 * math.sin(a)),
                (1430 + 68 * math.cos(a), 240 + 68 * math.sin(a)),
            ],
            4,
            "#4a4038",
        )
    c.stroke(oval(1430, 240, 50, 50, 246, 294, 16), 9, "#7fae6a", curved=False)
    c.stroke(oval(1430, 240, 50, 50, 300, 385, 24), 9, "#5f93b0", curved=False)
    c.stroke([(1418, 246), (1470, 222)], 6, "#c94f42", 2)
    c.dot(1430, 240, 8, "#4a4038")
    c.poly(
        [(60, 900), (60, 640), (90, 600), (270, 600), (300, 640), (300, 900)],
        ["#c9855f", "#9f5f47"],
    )
    c.rect(20, 740, 110, 900, ["#d9966c", "#a9674c"], 30)
    c.rect(250, 740, 340, 900, ["#d9966c", "#a9674c"], 30)
    c.rect(110, 770, 250, 830, ["#e3a67c", "#c07e5a"], 20)
    c.blob([(110, 690), (180, 660), (250, 690), (256, 760), (180, 776), (104, 760)], "#f0dcb4")
    c.shadow(oval(1400, 856, 130, 14), 10, 0.5, "#2a1a10")
    c.poly([(1290, 690), (1510, 690), (1486, 856), (1314, 856)], ["#e6d3a8", "#bfa273"])
    for y in (720, 756, 792, 828):
        c.rect(1300, y, 1500, y + 8, "#a98a5c", 3)
    c.blob(
        [(1290, 692), (1330, 640), (1400, 656), (1450, 630), (1510, 690), (1400, 712)],
        ["#fbf6e8", "#d9d3c3"],
    )
    c.stroke([(1470, 690), (1476, 740), (1462, 772)], 40, "#7fa7b5", 30)
