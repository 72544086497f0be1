"""In the kitchen."""

from __future__ import annotations

import math

from .kit import Canvas, mix
from .plants import leaf, leafy
from .shapes import box, down_to, oval, ridge, smooth, turn
from .things import pot, window


def bread_kitchen(c: Canvas) -> None:
    """A bowl of risen dough and a loaf on a counter."""
    c.ground(["#f3dfc0", "#f0d3ac"], 0, 560)
    for row in range(8):
        for col in range(-1, 17):
            x, y = col * 104 + (52 if row % 2 else 0), 330 + row * 34
            c.rect(x, y, x + 100, y + 30, "#e7f0e6" if (row * 3 + col) % 7 else "#cfe0d4", 3)
    x0, y0, x1, y1 = 590, 60, 1010, 400
    with c.clip(box(x0, y0, x1, y1)):
        c.rect(x0, y0, x1, y1, ["#9ccbd8", "#e3f0dd"])
        c.glow(930, 130, 200, 200, "#fff7d8", 0.9)
        for y, tone in ((300, "#9fc39b"), (345, "#78a877")):
            c.poly(
                down_to([(px * 0.4 + 560, py) for px, py in ridge(c.rng, y, 24, 1.4)], 410), tone
            )
        for x in (640, 700):
            c.dot(x, 330, 36, "#5f9565")
            c.rect(x - 4, 340, x + 4, 400, "#7b5a40")
    window(c, x0, y0, x1, y1, "#fbf5e9", (2, 1), 14)
    pot(c, 660, 414, 66, 60, "#c8684a")
    leafy(c, 660, 352, 74, ["#4f8a55", "#6ba668"], 11)
    # shelves
    for x, w in ((60, 420), (1110, 430)):
        c.shadow(box(x, 236, x + w, 256), 10, 0.3, "#6d4a2a")
        c.rect(x, 222, x + w, 242, ["#a8744a", "#84573a"], 4)
    for x, h, tone, lid in (
        (110, 110, "#e6c78e", "#8a5a3c"),
        (212, 92, "#c9764e", "#8a5a3c"),
        (306, 118, "#f2ead4", "#8a5a3c"),
    ):
        c.rect(x - 38, 222 - h, x + 38, 222, "#dfeeea", 12, 0.9)
        c.rect(x - 33, 222 - h * 0.66, x + 33, 218, tone, 9)
        c.rect(x - 34, 222 - h - 14, x + 34, 222 - h + 6, lid, 5)
        c.rect(x - 30, 222 - h + 14, x - 22, 210, "#ffffff", 4, 0.5)
    for at in range(3):
        c.rect(
            390 + at * 3,
            206 - at * 14,
            464 - at * 3,
            220 - at * 14,
            ("#4d7f8f", "#e8e0cf", "#c8684a")[at],
            6,
        )
    for x, tone in ((1160, "#4d7f8f"), (1236, "#d9a05a"), (1312, "#b65c48")):
        c.stroke([(x, 242), (x, 268)], 4, "#6d4a2a")
        c.rect(
            x - 28,
            268,
            x + 28,
            330,
            [mix(tone, "#ffffff", 0.15), mix(tone, "#000000", 0.2)],
            10,
            across=True,
        )
        c.stroke(oval(x + 30, 298, 15, 18, -90, 90, 12), 7, mix(tone, "#000000", 0.2), curved=False)
    for x, h, tone in (
        (1150, 96, "#8a5a3c"),
        (1196, 80, "#c8684a"),
        (1236, 104, "#4d7f8f"),
        (1276, 88, "#d9a05a"),
    ):
        c.rect(x, 222 - h, x + 34, 222, tone, 3)
        c.rect(x, 222 - h + 14, x + 34, 222 - h + 22, mix(tone, "#ffffff", 0.5))
    c.dot(1450, 179, 44, "#e9e0cf")
    c.dot(1450, 178, 30, "#d5c8b0")
    # the counter
    c.ground(["#c99362", "#a8734a"], 590)
    c.ground("#e0b07c", 584, 602)
    c.ground(["#5d7f78", "#47655f"], 820)
    c.ground("#8a5c3a", 808, 822)
    for x in (400, 1200):
        c.rect(x - 3, 830, x + 3, 900, "#3c5650")
    c.glow(560, 790, 620, 60, "#f7e8cf", 0.75)
    c.glow(480, 774, 330, 44, "#4a2c1a", 0.6)
    dough = [(270, 560), (300, 470), (400, 410), (500, 404), (600, 440), (660, 510), (676, 570)]
    c.blob([*dough, (470, 610)], ["#fdf3dc", "#e6cfa6"])
    for line in (((360, 470), (400, 446), (450, 440)), ((540, 450), (590, 480), (612, 516))):
        c.stroke(list(line), 5, "#fffaf0", 2)
    c.poly(oval(470, 556, 240, 215, 0, 180, 40), ["#5d93a5", "#2f5a70"])
    with c.clip(oval(470, 556, 240, 215, 0, 180, 40)):
        c.rect(220, 606, 720, 622, "#f3e9d6")
        c.rect(220, 634, 720, 642, "#f3e9d6")
        c.glow(360, 620, 100, 150, "#bfe0e6", 0.35)
    c.rect(226, 544, 714, 566, "#76aab9", 11)
    c.ellipse(470, 770, 96, 10, "#27485a")
    # the loaf on its board
    c.glow(1120, 790, 460, 46, "#4a2c1a", 0.55)
    c.rect(800, 752, 1420, 782, ["#8b5d3b", "#6b452d"], 14)
    c.rect(1400, 758, 1500, 776, "#7a5134", 8)
    loaf = [
        (850, 730),
        (870, 620),
        (980, 548),
        (1120, 528),
        (1260, 556),
        (1350, 636),
        (1366, 730),
        (1110, 762),
    ]
    c.blob(loaf, ["#d99a55", "#b06a35", "#84451f"])
    with c.clip(smooth(loaf, closed=True)):
        c.glow(1010, 590, 240, 110, "#f2c88a", 0.75)
        for at in range(4):
            x = 950 + at * 96
            cut = [
                (x - 28, 690),
                (x - 12, 612),
                (x + 30, 560),
                (x + 40, 566),
                (x + 22, 620),
                (x + 6, 694),
            ]
            c.blob(cut, "#f3ddb2")
            c.stroke([(x - 28, 690), (x - 12, 612), (x + 30, 560)], 5, "#8a4a22", 2)
    c.shadow([(760, 800), (1200, 830), (1196, 850), (756, 822)], 8, 0.4, "#3a2213")
    for a, b, tone, w in (
        ((640, 776), (700, 780), "#a8663f", 20),
        ((1120, 822), (1180, 826), "#a8663f", 20),
        ((706, 780), (1114, 821), "#d9a06a", 46),
    ):
        c.stroke([a, b], w, tone)
    c.stroke([(716, 772), (1106, 810)], 8, "#ecc08d")
    for _ in range(40):
        x, y = c.rng.gauss(620, 110), c.rng.uniform(790, 806)
        c.dot(x, y, c.rng.uniform(1, 3), "#fff6e4", 0.9)


def knife_board(c: Canvas) -> None:
    """A knife, a stone and a tomato on a board, seen from above."""
    c.ground("#27464d")
    for x in range(-900, 1700, 120):
        c.poly([(x, 0), (x + 4, 0), (x + 904, 900), (x + 900, 900)], "#2e525a")
    c.shadow(box(180, 130, 1440, 810), 24, 0.55, "#07151a")
    c.rect(160, 100, 1420, 780, ["#d8a46a", "#c08a52"], 44)
    for y, tone in (
        (214, "#c9945a"),
        (328, "#cf9c62"),
        (442, "#b98350"),
        (556, "#c9945a"),
        (670, "#b98350"),
    ):
        c.rect(160, y, 1420, y + 4, tone)
    for _ in range(30):
        x, y = c.rng.uniform(200, 1200), c.rng.uniform(130, 760)
        w = c.rng.uniform(60, 180)
        c.stroke([(x, y), (x + w / 2, y + c.rng.uniform(-5, 5)), (x + w, y)], 2.4, "#b27c49", 0.6)
    c.dot(1358, 162, 30, "#27464d")
    c.stroke(oval(1358, 162, 30, 30, 150, 300, 20), 5, "#8f6238", curved=False)
    # the stone
    c.shadow(box(262, 196, 712, 366), 10, 0.45, "#2a1608")
    c.rect(250, 176, 700, 350, "#4a3a32", 14)
    c.rect(276, 192, 674, 334, ["#7f97a6", "#68808f"], 6)
    c.rect(276, 192, 674, 262, "#8ba3b0", 6)
    for x, y, r in (
        (330, 230, 7),
        (420, 290, 5),
        (520, 216, 9),
        (610, 300, 6),
        (560, 262, 4),
        (380, 306, 8),
        (640, 226, 5),
    ):
        c.dot(x, y, r, "#b9d2da", 0.8)
        c.dot(x - r * 0.3, y - r * 0.3, r * 0.3, "#ffffff")
    c.stroke([(300, 318), (420, 300), (560, 322), (660, 306)], 6, "#a9c2cc", 2, alpha=0.6)
    # the knife
    about, tilt = (700, 480), -7
    blade = [
        *smooth([(330, 560), (420, 486), (560, 446), (760, 430), (940, 428)]),
        (940, 548),
        (900, 552),
        *smooth([(900, 552), (700, 566), (480, 570), (330, 560)]),
    ]
    c.shadow(turn([(x + 12, y + 18) for x, y in blade], about, tilt), 9, 0.5, "#2a1608")
    c.poly(turn(blade, about, tilt), ["#f2f5f3", "#aebdc0"])
    edge = [
        *smooth([(330, 560), (480, 550), (700, 540), (940, 526)]),
        (940, 548),
        *smooth([(900, 552), (700, 566), (480, 570), (330, 560)]),
    ]
    c.poly(turn(edge, about, tilt), "#dfe8e8")
    c.stroke(turn([(360, 552), (480, 550), (700, 540), (936, 526)], about, tilt), 2, "#8fa3a8", 2)
    c.stroke(turn([(440, 490), (570, 454), (760, 440), (930, 438)], about, tilt), 4, "#ffffff", 2)
    c.poly(turn(box(936, 424, 976, 520), about, tilt), ["#9aa8aa", "#6f7f83"])
    handle = [
        (970, 426),
        (1100, 420),
        (1250, 426),
        (1310, 446),
        (1316, 500),
        (1270, 512),
        (1180, 494),
        (1060, 506),
        (970, 516),
    ]
    c.shadow(turn([(x + 10, y + 18) for x, y in handle], about, tilt), 9, 0.5, "#2a1608")
    c.poly(turn(smooth(handle, closed=True), about, tilt), ["#3f2b28", "#221516"])
    for x, y in ((1030, 468), (1130, 462), (1230, 466)):
        px, py = turn([(x, y)], about, tilt)[0]
        c.dot(px, py, 11, "#c9a565")
        c.dot(px - 3, py - 3, 4, "#f0d9a4")
    # tomatoes and basil
    for x, y, r in ((360, 668, 74), (500, 690, 66), (632, 700, 60)):
        c.shadow(oval(x + 8, y + 12, r, r), 8, 0.4, "#2a1608")
        c.dot(x, y, r, "#b8322c")
        c.dot(x, y, r * 0.94, "#e4553f")
        c.dot(x, y, r * 0.8, "#f0795a")
        for at in range(5):
            a = at * 1.257 + 0.3
            px, py = x + r * 0.46 * math.cos(a), y + r * 0.46 * math.sin(a)
            c.poly(turn(oval(px, py, r * 0.25, r * 0.19), (px, py), math.degrees(a)), "#c93c30")
            for k in (-1, 1):
                c.dot(px + k * 5, py + k * 3, 3.6, "#f7d98a")
        c.dot(x, y, r * 0.14, "#f7b89a")
    x, y = 1150, 660
    c.shadow(oval(x + 10, y + 14, 92, 90), 10, 0.45, "#2a1608")
    c.ellipse(x, y, 94, 90, ["#ea5b43", "#b8322c"])
    c.glow(x - 34, y - 34, 50, 44, "#ffc2a8", 0.8)
    for at in range(5):
        leaf(c, x + 6, y - 4, 54, 17, at * 72 - 100, "#5f8f46")
    c.stroke([(x + 6, y - 4), (x + 18, y - 26)], 8, "#4a7338", 5)
    for bx, by, d, s in (
        (860, 690, -30, 96),
        (860, 690, -120, 84),
        (870, 684, 60, 78),
        (860, 694, 170, 70),
        (920, 730, 10, 66),
    ):
        leaf(c, bx, by, s, s * 0.52, d, "#4f8f4a" if s > 80 else "#67a658", "#9acb83")
    x, y = 1320, 640
    c.blob(
        [
            (x, y - 60),
            (x + 40, y - 20),
            (x + 44, y + 24),
            (x, y + 46),
            (x - 44, y + 24),
            (x - 40, y - 20),
        ],
        ["#fbf4ea", "#d9cbd0"],
    )
    for k in (-0.5, 0, 0.5):
        c.stroke([(x, y - 52), (x + k * 60, y), (x + k * 26, y + 42)], 3, "#c9b4c0", 1)
