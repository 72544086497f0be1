"""Plants in pots, and a hive's comb."""

from __future__ import annotations

import math

from .animals import bee_above
from .kit import Canvas, mix
from .plants import bloom, leaf, leafy
from .shapes import box, oval, smooth, turn
from .things import pot


def plant_shelf(c: Canvas) -> None:
    """Five potted plants on two shelves."""
    c.ground(["#eec9b4", "#f3d9c4"])
    c.poly([(1120, 0), (1480, 0), (900, 900), (420, 900)], "#fbe9d6", 0.55)
    c.poly([(1540, 0), (1600, 0), (1600, 160), (1110, 900), (980, 900)], "#fbe9d6", 0.55)
    for y, x0, x1 in ((440, 150, 1450), (800, 90, 1510)):
        c.shadow(box(x0, y + 8, x1, y + 52), 16, 0.28, "#6d3a2c")
        c.rect(x0, y, x1, y + 26, ["#b57f54", "#8f5f3c"], 5)
        for x in (x0 + 120, x1 - 120):
            c.poly([(x - 10, y + 26), (x + 10, y + 26), (x + 10, y + 84)], "#6f4a34")
    # snake plant
    for dx, h, lean in (
        (-36, 210, -16),
        (34, 230, 18),
        (-8, 270, -4),
        (16, 180, 34),
        (-54, 150, -40),
    ):
        x = 300 + dx
        shape = smooth(
            [(x - 15, 350), (x - 20 + lean * 0.5, 350 - h * 0.55), (x + lean, 350 - h)]
        ) + smooth([(x + lean, 350 - h), (x + 20 + lean * 0.5, 350 - h * 0.5), (x + 15, 350)])
        c.poly(shape, "#c9cf7a")
        mid = [(x + (px - x) * 0.62 + lean * 0.06, py + 8) for px, py in shape]
        c.poly(mid, "#3f7a5a")
    pot(c, 300, 440, 150, 110, "#3f6f7a")
    # cactus
    c.stroke([(560, 340), (560, 210)], 74, "#5f9a6a")
    for side in (-1, 1):
        c.stroke(
            [(560 + side * 30, 290), (560 + side * 66, 280), (560 + side * 68, 236)],
            30,
            "#5f9a6a",
            28,
        )
    for dx in (-18, 0, 18):
        c.stroke([(560 + dx, 350), (560 + dx, 206)], 3, "#85bb86", 2)
    for y in range(190, 350, 26):
        for dx in (-26, -9, 9, 26):
            c.dot(560 + dx, y, 2.4, "#f4ead0")
    bloom(c, 560, 168, 30, 8, "#e2607a", "#f6d477")
    pot(c, 560, 440, 116, 96, "#d9684d")
    # trailing vine
    pot(c, 830, 440, 140, 100, "#f4ead6")
    leafy(c, 830, 342, 92, ["#5f9a52", "#7fb566", "#4a8448"], 13, 190)
    for x, length, sway in ((780, 300, -46), (840, 230, 24), (886, 330, 52)):
        vine = [
            (x, 350),
            (x + sway * 0.5, 400),
            (x + sway, 350 + length * 0.6),
            (x + sway * 0.7, 350 + length),
        ]
        line = smooth(vine)
        c.stroke(line, 5, "#4a7a3c", 2, curved=False)
        for k, (px, py) in enumerate(line[8::4]):
            leaf(
                c,
                px,
                py,
                40,
                30,
                20 if k % 2 else 150,
                "#6fa858" if k % 3 else "#93c474",
                "#c3e0a4",
            )
    # books and a picture
    for x, h, w, tone in (
        (1010, 150, 36, "#3f6f7a"),
        (1050, 172, 30, "#e3a24a"),
        (1084, 140, 40, "#b5524a"),
        (1128, 160, 28, "#f4ead6"),
    ):
        c.rect(x, 440 - h, x + w, 440, tone, 3)
        c.rect(x, 440 - h + 20, x + w, 440 - h + 28, mix(tone, "#ffffff", 0.5))
    c.shadow(box(1210, 210, 1390, 440), 8, 0.25, "#6d3a2c")
    c.rect(1200, 200, 1380, 440, "#8f5f3c", 4)
    c.rect(1214, 214, 1366, 426, "#fbf1e0")
    c.dot(1300, 290, 36, "#e39a4a")
    c.poly(
        [(1214, 426), (1214, 360), (1270, 320), (1320, 370), (1366, 340), (1366, 426)], "#5f8a86"
    )
    # below: monstera, fern, watering can, peace lily
    for d, length in ((-160, 190), (-132, 230), (-100, 210), (-74, 250), (-44, 220), (-18, 180)):
        a = math.radians(d)
        tip = (300 + length * 0.62 * math.cos(a), 690 + length * 0.62 * math.sin(a))
        c.stroke([(300, 700), ((300 + tip[0]) / 2, (690 + tip[1]) / 2 - 8), tip], 7, "#4a7a3c", 5)
        leaf(c, *tip, length * 0.56, length * 0.54, d, "#3f7f52" if d % 4 else "#56996a", "#8cc091")
        for k in (0.3, 0.5, 0.68):
            for side in (-1, 1):
                hole = turn([(tip[0] + length * 0.56 * k, tip[1] + side * length * 0.12)], tip, d)[
                    0
                ]
                c.poly(
                    turn(
                        oval(*hole, length * 0.045, length * 0.016, steps=14), hole, d + side * 50
                    ),
                    "#f0d0bb",
                )
    pot(c, 300, 800, 190, 124, "#f4ead6")
    c.rect(212, 720, 388, 732, "#d9684d")
    for at in range(15):
        d = -176 + at * 12
        a = math.radians(d)
        end = (700 + 190 * math.cos(a), 690 + 150 * math.sin(a) + 60 * abs(math.cos(a)))
        mid = (700 + 100 * math.cos(a), 690 + 130 * math.sin(a))
        frond = smooth([(700, 710), mid, end])
        c.stroke(frond, 4, "#5f8a3c", 2, curved=False)
        for k, (px, py) in enumerate(frond[3::2]):
            size = 30 * (1 - k / 12)
            for side in (-1, 1):
                leaf(
                    c,
                    px,
                    py,
                    size,
                    9,
                    d + side * 62 + 24 * math.cos(a),
                    "#7fb04f" if at % 2 else "#93c264",
                )
    pot(c, 700, 800, 150, 104, "#c8684a")
    x, y = 1010, 800
    c.stroke(oval(x + 60, y - 66, 56, 62, -110, 70, 24), 11, "#b58a3c", curved=False)
    c.poly([(x - 50, y - 26), (x - 50, y - 50), (x - 156, y - 132), (x - 166, y - 118)], "#c79a48")
    c.poly(
        [(x - 64, y - 104), (x + 64, y - 104), (x + 74, y), (x - 74, y)],
        ["#e6c06a", "#b58a3c"],
        across=True,
    )
    c.ellipse(x, y - 104, 64, 12, "#8f6a2c")
    for d, length in (
        (-165, 170),
        (-145, 210),
        (-120, 190),
        (-95, 180),
        (-70, 200),
        (-40, 210),
        (-18, 170),
    ):
        leaf(c, 1310, 706, length, 58, d, "#3f8a5f" if d % 2 else "#56a274", "#8fcba3")
    for tip, d in (((1260, 500), -110), ((1350, 470), -76), ((1420, 540), -50)):
        c.stroke([(1310, 700), ((1310 + tip[0]) / 2, 600), tip], 5, "#5f9a62", 4)
        leaf(c, tip[0], tip[1] + 10, 92, 58, d, "#fffaf0", "#e0dccb")
        c.stroke([(tip[0], tip[1]), (tip[0] + 4, tip[1] - 44)], 11, "#e8c25a", 7)
    pot(c, 1310, 800, 150, 104, "#7a5a80")


def honeycomb(c: Canvas) -> None:
    """Bees on a comb; the one in the middle dances a figure of eight."""
    c.ground(["#b9701f", "#8a4a18"])
    r = 84
    wide, high = r * math.sqrt(3), r * 1.5
    for row in range(-1, 9):
        for col in range(-1, 13):
            x, y = col * wide + (wide / 2 if row % 2 else 0), row * high
            near = math.hypot(x - 800, y - 440) / 900
            kind = c.rng.random()
            edge = mix("#f6c964", "#c9812c", near)
            cell = [
                (
                    x + r * 0.97 * math.cos(math.radians(60 * k + 30)),
                    y + r * 0.97 * math.sin(math.radians(60 * k + 30)),
                )
                for k in range(6)
            ]
            hole = [(x + (px - x) * 0.84, y + (py - y) * 0.84) for px, py in cell]
            c.poly(cell, edge)
            if kind < 0.3:
                c.poly(hole, [mix("#fbe3a4", edge, 0.3), mix("#e8b95a", edge, 0.4)])
            else:
                deep = "#5a2c10" if kind > 0.72 else "#c8741c"
                c.poly(hole, mix(deep, "#3a1a08", 0.35))
                low = [(x + (px - x) * 0.72, y + 7 + (py - y) * 0.7) for px, py in cell]
                c.poly(
                    low,
                    [mix(deep, "#3a1a08", 0.15), mix(deep, "#f0a43a", 0.3 if kind > 0.72 else 0.5)],
                )
                if kind <= 0.72:
                    c.stroke(
                        [(x - 32, y + 2), (x - 10, y - 16), (x + 20, y - 19)],
                        7,
                        "#ffdf94",
                        2,
                        alpha=0.8,
                    )
    c.glow(760, 400, 780, 520, "#ffe6a4", 0.35)
    about, tilt = (780, 450), -40
    start, end = (560, 450), (980, 450)
    for side in (-1, 1):
        loop = smooth(
            [
                end,
                (1040, 450 + side * 110),
                (930, 450 + side * 230),
                (770, 450 + side * 250),
                (600, 450 + side * 220),
                (510, 450 + side * 110),
                start,
            ]
        )
        for k in range(4, len(loop) - 3, 3):
            c.stroke(turn(loop[k : k + 2], about, tilt), 10, "#fff8e4", curved=False)
        (ax, ay), (bx, by) = turn([loop[34], loop[37]], about, tilt)
        head = math.degrees(math.atan2(by - ay, bx - ax))
        tip = [(bx + 46, by), (bx - 14, by - 19), (bx - 14, by + 19)]
        c.poly(turn(tip, (bx, by), head), "#fff8e4")
    wave = [(560 + k * 6, 450 + 20 * math.sin(k * 0.62)) for k in range(56)]
    c.stroke(turn(wave, about, tilt), 10, "#fff8e4", 10, curved=False)
    for x, y, s, d in (
        (210, 190, 98, 24),
        (1380, 180, 100, 160),
        (240, 720, 100, -30),
        (1330, 740, 98, 200),
        (1500, 450, 92, 186),
        (70, 450, 92, 8),
        (640, 40, 86, 70),
        (1010, 850, 90, -96),
    ):
        bee_above(c, x, y, s, d, 18)
    bee_above(c, *turn([(900, 450)], about, tilt)[0], 112, tilt, 36, "#f0b84a")
