"""At the sink and at breakfast."""

from __future__ import annotations

import math

from .kit import Canvas, mix
from .plants import leaf
from .shapes import box, oval, smooth, turn


def hand_washing(c: Canvas) -> None:
    """A tap that runs into a basin, with soap and a towel."""
    c.ground("#8fc0b8", 0, 640)
    for row in range(7):
        for col in range(-1, 17):
            x, y = col * 104 + (52 if row % 2 else 0), row * 92
            tone = mix("#a6d1c8", "#c4e2d9", ((row * 5 + col * 3) % 7) / 6)
            c.rect(x, y, x + 98, y + 86, tone, 6)
    c.glow(300, 160, 620, 420, "#fdf8e2", 0.5)
    c.dot(800, 214, 194, "#c79b5e")
    c.ellipse(800, 214, 178, 178, ["#e6f4f1", "#b4d9d6"])
    with c.clip(oval(800, 214, 178, 178)):
        c.poly([(700, 20), (780, 20), (640, 400), (560, 400)], "#ffffff", 0.45)
        c.poly([(820, 20), (850, 20), (710, 400), (680, 400)], "#ffffff", 0.35)
    # towel on a rail
    c.rect(1180, 176, 1500, 190, "#c79b5e", 7)
    for x in (1192, 1488):
        c.dot(x, 183, 14, "#a97f48")
    c.shadow(box(1236, 200, 1446, 560), 10, 0.25, "#1f4a48")
    c.rect(1230, 170, 1440, 548, ["#e8775f", "#cf5d50"], 8)
    for x in (1284, 1336, 1388):
        c.rect(x, 178, x + 5, 546, "#c95a4c", alpha=0.6)
    for y in (440, 470):
        c.rect(1230, y, 1440, y + 14, "#f9e2c6")
    for x in range(1234, 1440, 14):
        c.rect(x, 546, x + 6, 566, "#e8775f", 2)
    # counter and basin
    c.ground(["#f0e4cd", "#dcc9a8"], 610)
    c.ground("#fbf3e0", 604, 622)
    c.ground(["#b98a5e", "#8f6642"], 800)
    c.ground("#a5794f", 792, 802)
    for x in (530, 1070):
        c.rect(x - 2, 812, x + 2, 900, "#7a5536")
    c.glow(800, 760, 560, 60, "#7d6140", 0.45)
    c.poly(
        smooth(
            [
                (380, 566),
                (400, 660),
                (500, 760),
                (660, 792),
                (940, 792),
                (1100, 760),
                (1200, 660),
                (1220, 566),
            ]
        ),
        ["#ffffff", "#cfd8d8"],
    )
    c.ellipse(800, 566, 424, 62, "#ffffff")
    c.ellipse(800, 570, 392, 48, ["#b7cdd0", "#dfeceb"])
    c.ellipse(800, 592, 250, 22, ["#8ec3cf", "#b5dfe2"])
    for r, a in ((190, 0.5), (130, 0.6), (70, 0.8)):
        c.stroke(oval(790, 590, r, r * 0.085, 0, 360, 40), 3, "#ffffff", curved=False, alpha=a)
    # tap
    brass, dark = "#d9ac62", "#a87c3c"
    c.rect(1010, 330, 1056, 560, ["#e9c582", dark], 12, across=True)
    c.stroke(oval(914, 340, 120, 118, 180, 360, 30), 42, brass, curved=False)
    c.stroke(oval(914, 340, 131, 129, 190, 340, 30), 7, "#f3dba6", 3, curved=False)
    c.rect(770, 336, 818, 376, ["#e9c582", dark], 6, across=True)
    c.rect(990, 548, 1076, 574, [brass, dark], 10)
    c.stroke([(1033, 330), (1060, 262)], 18, dark, 14)
    c.dot(1062, 256, 16, brass)
    c.poly(
        [(778, 376), (810, 376), (804, 480), (812, 592), (770, 592), (782, 480)],
        ["#d8f0f3", "#9fd3de"],
        0.9,
    )
    c.stroke([(788, 380), (790, 480), (784, 584)], 5, "#ffffff", 3)
    for _ in range(11):
        a = c.rng.uniform(-2.6, -0.5)
        r = c.rng.uniform(30, 66)
        c.dot(
            790 + r * 1.5 * math.cos(a), 590 + r * 0.6 * math.sin(a), c.rng.uniform(2, 5), "#e8f8fa"
        )
    # soap, bottle, bubbles
    c.glow(250, 640, 190, 26, "#7d6140", 0.5)
    c.ellipse(250, 626, 140, 24, "#5f8f9c")
    c.ellipse(250, 619, 132, 19, "#7fb0ba")
    c.rect(160, 546, 340, 618, ["#f4c1b5", "#dd9187"], 34)
    c.rect(184, 556, 316, 572, "#fbdcd3", 8)
    c.glow(466, 624, 100, 20, "#7d6140", 0.5)
    c.rect(418, 440, 512, 620, ["#f7e3b4", "#dcb872"], 20, across=True)
    c.rect(446, 404, 484, 446, "#4d7a80", 6)
    c.stroke([(465, 404), (465, 372), (420, 372), (414, 384)], 14, "#4d7a80", 10, curved=False)
    c.rect(432, 500, 498, 570, "#fff8e6", 8)
    leaf(c, 452, 552, 46, 22, -50, "#6ba36c")
    for at in range(34):
        x, y = (
            (c.rng.gauss(250, 70), c.rng.uniform(520, 560))
            if at < 18
            else (c.rng.uniform(120, 720), c.rng.uniform(190, 520))
        )
        r = c.rng.uniform(9, 24) if at < 18 else c.rng.uniform(8, 30)
        c.dot(x, y, r, "#ffffff", 0.36)
        c.stroke(oval(x, y, r, r, 0, 360, 36), 2, "#ffffff", curved=False, alpha=0.75)
        c.stroke(oval(x, y, r * 0.68, r * 0.68, 195, 265, 10), r * 0.16, "#ffffff", 1, curved=False)
        c.dot(x + r * 0.4, y + r * 0.4, r * 0.12, "#f6b9ae")


def fibre_breakfast(c: Canvas) -> None:
    """Porridge, fruit, bread and beans on a table in the morning."""
    c.ground("#f7d288", 0, 560)
    for at in range(24):
        a = math.radians(at * 15)
        b = math.radians(at * 15 + 7.5)
        c.poly(
            [
                (800, 520),
                (800 + 1300 * math.cos(a), 520 + 1300 * math.sin(a)),
                (800 + 1300 * math.cos(b), 520 + 1300 * math.sin(b)),
            ],
            "#f9dc9f",
        )
    c.ground(["#7f9fa0", "#5f8388"], 560)
    for x in range(-400, 2000, 150):
        c.poly(
            [
                (800 + (x - 800) * 0.72, 560),
                (800 + (x + 60 - 800) * 0.72, 560),
                (800 + (x + 60 - 800) * 1.3, 900),
                (800 + (x - 800) * 1.3, 900),
            ],
            "#f6efe0",
            0.26,
        )
    for y, h in ((610, 14), (690, 20), (800, 28)):
        c.ground("#8fb0ae", y, y + h)
    c.ground("#f6efe0", 552, 564)
    # wheat in a bottle
    c.glow(270, 680, 130, 24, "#27454c", 0.6)
    for tip, bend in (
        ((150, 170), -60),
        ((220, 120), -30),
        ((290, 150), 10),
        ((360, 190), 50),
        ((100, 260), -90),
    ):
        base = (268, 420)
        mid = ((tip[0] + 268) / 2 + bend * 0.1, (tip[1] + 420) / 2)
        c.stroke([base, mid, tip], 5, "#b98a3e", 3)
        for step in range(6):
            t = step * 17
            for side in (-1, 1):
                leaf(
                    c,
                    tip[0] - bend * 0.004 * t,
                    tip[1] + t,
                    34,
                    15,
                    -90 + side * 34 + bend * 0.3,
                    "#d3a04a" if side < 0 else "#e2b763",
                )
        leaf(c, tip[0], tip[1] + 4, 38, 15, -90 + bend * 0.3, "#e2b763")
    c.poly(
        smooth([(232, 430), (240, 480), (196, 540), (190, 640), (206, 676)])
        + smooth([(334, 676), (350, 640), (344, 540), (300, 480), (308, 430)]),
        ["#7fb3a0", "#4f8a7c"],
        0.92,
    )
    c.stroke([(214, 560), (212, 640)], 9, "#cfe8da", 5)
    # jar of beans
    c.glow(1370, 690, 180, 26, "#27454c", 0.6)
    c.rect(1260, 380, 1480, 690, "#dfeeea", 30, 0.75)
    with c.clip(box(1272, 440, 1468, 680)):
        c.rect(1260, 430, 1480, 690, "#7d3a35")
        for row in range(9):
            for col in range(7):
                x, y = 1286 + col * 30 + (15 if row % 2 else 0), 446 + row * 28
                tone = ("#a34f43", "#8c4038", "#b9604d")[(row * 2 + col) % 3]
                c.poly(turn(oval(x, y, 18, 11), (x, y), c.rng.uniform(-60, 60)), tone)
                c.dot(x - 4, y - 3, 2.6, "#d98a72")
    c.rect(1248, 346, 1492, 396, ["#8a6242", "#6d4a33"], 10)
    c.rect(1280, 410, 1296, 670, "#ffffff", 8, 0.45)
    c.rect(1310, 510, 1430, 610, "#f9f0da", 6)
    leaf(c, 1342, 590, 70, 32, -42, "#7a9f62", "#b4cd92")
    # bread on a plate
    c.glow(1060, 640, 240, 26, "#27454c", 0.5)
    for dx, dy in ((96, -24), (40, -8), (-18, 8)):
        x, y = 1010 + dx, 620 + dy
        slice_ = [
            (x - 92, y),
            (x - 98, y - 130),
            (x - 122, y - 170),
            (x - 90, y - 222),
            (x, y - 236),
            (x + 90, y - 222),
            (x + 122, y - 170),
            (x + 98, y - 130),
            (x + 92, y),
        ]
        c.blob([*slice_], "#8a5a34")
        inner = [(x + (px - x) * 0.87, y - 8 + (py - y) * 0.9) for px, py in slice_]
        c.blob(inner, ["#d9ae74", "#c8965c"])
        for _ in range(26):
            px, py = c.rng.uniform(x - 74, x + 74), c.rng.uniform(y - 190, y - 24)
            c.poly(
                turn(oval(px, py, 7, 3.4, steps=12), (px, py), c.rng.uniform(0, 180)),
                c.rng.choice(("#8a5a34", "#f2dcb0", "#6d4527")),
            )
    c.ellipse(1040, 644, 210, 26, "#fbf6ea")
    c.ellipse(1040, 638, 170, 15, "#e6ddc9")
    # bowl
    c.glow(620, 800, 330, 40, "#1d3940", 0.65)
    c.ellipse(620, 566, 226, 60, "#fbf3e2")
    c.ellipse(620, 570, 206, 50, ["#e9d3a4", "#f3e4c0"])
    for _ in range(70):
        a, r = c.rng.uniform(0, 6.28), c.rng.random() ** 0.5
        x, y = 620 + 190 * r * math.cos(a), 570 + 42 * r * math.sin(a)
        c.poly(
            turn(oval(x, y, 10, 5, steps=12), (x, y), c.rng.uniform(-40, 40)),
            c.rng.choice(("#d9bd86", "#f9eccc", "#cfae74")),
        )
    for x, y in ((560, 560), (592, 584), (620, 556), (540, 584), (584, 540)):
        c.dot(x, y, 18, "#4a5a8f")
        c.dot(x - 5, y - 5, 5, "#8c9ac4")
    for x, y, d in ((676, 566, 10), (706, 584, -14), (728, 562, 24)):
        c.poly(turn(oval(x, y, 36, 15), (x, y), d), "#f9efcf")
        c.poly(turn(oval(x, y, 9, 4), (x, y), d), "#d6b86d")
    c.poly(
        smooth(
            [
                (394, 566),
                (410, 670),
                (490, 770),
                (560, 796),
                (680, 796),
                (750, 770),
                (830, 670),
                (846, 566),
            ]
        )
        + oval(620, 566, 226, 60, 0, 180, 30),
        ["#d9684d", "#a3443a"],
    )
    c.rect(540, 790, 700, 806, "#8c3a33", 8)
    c.poly([(420, 640), (820, 640), (812, 662), (428, 662)], "#f6e3c0")
    c.stroke([(790, 530), (900, 430), (930, 402)], 12, "#b9bfb8", 14)
    # fruit
    _pear(c, 336, 790, 1.0, "#b7b85a")
    _pear(c, 222, 822, 1.08, "#cfc26a")
    c.glow(1010, 830, 150, 24, "#1d3940", 0.6)
    for x in (968, 1048):
        c.ellipse(x, 752, 76, 84, ["#e2604c", "#a93338"])
    c.ellipse(1008, 760, 84, 82, ["#dc5546", "#a93338"])
    c.ellipse(950, 716, 18, 30, "#f19c84", 0.8)
    c.stroke([(1008, 690), (1012, 660), (1024, 640)], 9, "#6d4527", 6)
    leaf(c, 1014, 668, 76, 36, -24, "#6f9f52", "#b4cd92")
    for at in range(7):
        x, y = 1190 + at * 36 + c.rng.uniform(-6, 6), 800 + c.rng.uniform(-26, 26)
        c.glow(x, y + 12, 26, 8, "#1d3940", 0.5)
        c.poly(
            turn(
                smooth([(x - 24, y), (x, y - 13), (x + 26, y), (x, y + 13)], closed=True),
                (x, y),
                c.rng.uniform(-50, 50),
            ),
            ["#c68a52", "#9a6238"],
        )


def _pear(c: Canvas, x: float, y: float, s: float, tone: str) -> None:
    c.glow(x, y, 120 * s, 24 * s, "#1d3940", 0.6)
    body = [
        (x, y - 220 * s),
        (x + 34 * s, y - 190 * s),
        (x + 48 * s, y - 130 * s),
        (x + 82 * s, y - 70 * s),
        (x + 50 * s, y - 4 * s),
        (x - 50 * s, y - 4 * s),
        (x - 82 * s, y - 70 * s),
        (x - 48 * s, y - 130 * s),
        (x - 34 * s, y - 190 * s),
    ]
    c.blob(body, [mix(tone, "#ffffff", 0.22), mix(tone, "#5a5a1e", 0.3)])
    c.ellipse(x - 36 * s, y - 84 * s, 14 * s, 34 * s, mix(tone, "#ffffff", 0.5), 0.7)
    c.stroke(
        [(x, y - 216 * s), (x + 6 * s, y - 246 * s), (x + 20 * s, y - 262 * s)],
        9 * s,
        "#6d4f2c",
        6 * s,
    )
