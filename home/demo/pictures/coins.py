"""Coins and budgets."""

from __future__ import annotations

import math

from .kit import Canvas, mix
from .plants import leaf
from .shapes import box, oval, turn
from .things import coin


def coin_curve(c: Canvas) -> None:
    """Coin stacks that grow by the same percentage, before squared paper."""
    c.ground(["#31525b", "#3d626a"], 0, 700)
    c.shadow(box(250, 76, 1370, 660), 20, 0.45, "#0d1a1e")
    c.poly([(240, 66), (1360, 56), (1366, 660), (246, 664)], ["#fbf6e6", "#efe6cd"])
    with c.clip([(240, 66), (1360, 56), (1366, 660), (246, 664)]):
        for at, x in enumerate(range(260, 1370, 30)):
            c.rect(x, 50, x + (2.4 if at % 5 == 0 else 1.2), 670, "#a9c9c4", alpha=0.9)
        for at, y in enumerate(range(70, 670, 30)):
            c.rect(236, y, 1370, y + (2.4 if at % 5 == 0 else 1.2), "#a9c9c4", alpha=0.9)
    c.stroke([(320, 110), (320, 610), (1310, 610)], 6, "#37474f", curved=False)
    c.poly([(310, 116), (320, 92), (330, 116)], "#37474f")
    c.poly([(1304, 600), (1328, 610), (1304, 620)], "#37474f")
    xs = [330 + at * 24 for at in range(40)]
    curve = [(x, 590 - 26 * (1.098 ** ((x - 330) / 30) - 1)) for x in xs]
    c.stroke([(330, 590), (1266, 505)], 5, "#5d8f96", curved=False)
    c.poly([*curve, (curve[-1][0], 607), (330, 607)], "#e8755a", 0.14)
    c.stroke(curve, 8, "#d9573f", curved=False)
    c.ground(["#b07b4d", "#8a5a3a"], 690)
    c.ground("#c8925f", 684, 694)
    for y, x in ((740, 120), (790, 700), (850, 260), (770, 1200), (870, 1010)):
        c.stroke([(x, y), (x + 160, y - 4), (x + 330, y + 3)], 3, "#9a6843", 1)
    for at in range(6):
        count = round(2 * 1.5**at)
        x, r = 250 + at * 196, 74
        c.glow(x + 34, 806, 130, 36, "#3a2015", 0.6)
        for step in range(count):
            shift = 4 * math.sin(step * 2.3 + at)
            tone = "#e6ae45" if step % 2 else "#dca03b"
            coin(c, x + shift, 800 - step * 23, r, tone, 23)
    # a pencil
    c.shadow([(1180, 850), (1560, 800), (1562, 826), (1186, 872)], 8, 0.4, "#2a160c")
    c.poly([(1226, 834), (1520, 790), (1524, 816), (1230, 860)], ["#e8594a", "#b83d3a"])
    c.poly([(1226, 834), (1520, 790), (1521, 799), (1227, 843)], "#f0806c")
    c.poly([(1226, 834), (1230, 860), (1180, 855)], "#efd2a4")
    c.poly([(1196, 849), (1198, 857), (1180, 855)], "#33302f")
    c.poly([(1520, 790), (1524, 816), (1546, 813), (1542, 787)], "#c9ccc4")
    c.poly([(1542, 787), (1546, 813), (1566, 809), (1562, 785)], "#e79a9a")
    top = 800 - round(2 * 1.5**5) * 23 + 2
    c.stroke([(1232, top), (1228, top - 40), (1234, top - 74)], 8, "#4f8a4d", 5)
    for degrees, size in ((-150, 78), (-28, 84), (-100, 70), (-62, 60)):
        leaf(c, 1233, top - 70, size, size * 0.5, degrees, "#6fae5c", "#a3d488")


def budget_desk(c: Canvas) -> None:
    """A desk from above: a notebook, a calculator, coffee, envelopes."""
    c.ground("#2f5d62")
    c.poly([(0, 0), (520, 0), (0, 640)], "#376a6e")
    c.poly([(1600, 260), (1600, 900), (1000, 900)], "#29545a")
    # envelopes, fanned
    for tone, d, x in (("#e3a24a", -16, 250), ("#d9684d", -4, 262), ("#8fb8a8", 9, 274)):
        about = (x, 640)
        c.shadow(turn(box(x - 176, 524, x + 184, 756), about, d), 10, 0.4, "#0f2a2c")
        c.poly(turn(box(x - 180, 520, x + 180, 750), about, d), tone)
        c.poly(
            turn([(x - 180, 520), (x + 180, 520), (x, 650)], about, d), mix(tone, "#ffffff", 0.2)
        )
        c.stroke(
            turn([(x - 180, 520), (x, 650), (x + 180, 520)], about, d),
            3,
            mix(tone, "#2a1a14", 0.25),
            curved=False,
        )
    # the notebook
    c.shadow(box(520, 90, 1130, 830), 20, 0.5, "#0f2a2c")
    c.rect(504, 66, 1116, 810, "#7a3f3a", 16)
    c.rect(516, 76, 1104, 800, "#fdf7e6", 10)
    c.rect(808, 76, 812, 800, "#d9cdb0")
    c.poly([(770, 76), (810, 76), (810, 800), (770, 800)], ["#fdf7e6", "#efe4c8"], across=True)
    c.poly([(812, 76), (850, 76), (850, 800), (812, 800)], ["#efe4c8", "#fdf7e6"], across=True)
    for y in range(150, 780, 44):
        c.rect(540, y, 780, y + 2, "#b9d0cf")
        c.rect(842, y, 1080, y + 2, "#b9d0cf")
    for number, (y, w, v) in enumerate(
        ((136, 110, 64), (180, 140, 56), (224, 90, 44), (268, 120, 50), (356, 130, 70))
    ):
        ink = "#c94f42" if number == 4 else "#3a4a58"
        c.stroke([(552 + k * 10, y + (3 if k % 2 else -3)) for k in range(w // 10)], 4, ink)
        c.stroke([(770 - v + k * 10, y + (3 if k % 2 else -4)) for k in range(v // 10 + 1)], 4, ink)
    c.rect(548, 306, 780, 310, "#3a4a58")
    c.stroke(oval(742, 356, 52, 26, 10, 372, 40), 4, "#c94f42", curved=False)
    c.poly([*oval(660, 580, 96, 96, -90, 90, 30), (660, 580)], "#e3a24a")
    c.poly([*oval(660, 580, 96, 96, 90, 198, 30), (660, 580)], "#d9684d")
    c.poly([*oval(660, 580, 96, 96, 198, 270, 20), (660, 580)], "#4f8f8a")
    c.dot(660, 580, 44, "#fdf7e6")
    for at, h in enumerate((90, 150, 120, 200, 170, 240)):
        x = 858 + at * 37
        c.rect(x, 420 - h, x + 26, 420, ["#e3a24a", "#d9684d", "#4f8f8a"][at % 3], 4)
    c.stroke([(846, 150), (846, 424), (1084, 424)], 4, "#3a4a58", curved=False)
    for row, y in enumerate((496, 540, 584, 628, 672)):
        c.rect(852, y - 20, 874, y + 2, "#3a4a58", 4)
        c.rect(855, y - 17, 871, y - 1, "#fdf7e6", 2)
        if row < 3:
            c.stroke([(855, y - 10), (862, y - 2), (878, y - 24)], 4.5, "#4f8f5a", 3, curved=False)
        c.stroke(
            [(892 + k * 10, y - 8 + (3 if k % 2 else -3)) for k in range((15, 11, 17, 13, 9)[row])],
            4,
            "#3a4a58",
        )
    c.rect(1050, 60, 1074, 180, "#d9684d")
    c.poly([(1050, 178), (1074, 178), (1074, 206), (1062, 192), (1050, 206)], "#d9684d")
    # the calculator
    about, tilt = (1360, 560), 8
    c.shadow(turn(box(1222, 350, 1522, 810), about, tilt), 16, 0.5, "#0f2a2c")

    def plate(x0: float, y0: float, x1: float, y1: float, tone: float, radius=14) -> None:
        corners = []
        for cx, cy, start in ((x1, y0, 270), (x1, y1, 0), (x0, y1, 90), (x0, y0, 180)):
            dx, dy = (-radius if cx == x1 else radius), (-radius if cy == y1 else radius)
            corners += oval(cx + dx, cy + dy, radius, radius, start, start + 90, 8)
        c.poly(turn(corners, about, tilt), tone)

    plate(1210, 330, 1510, 796, "#e9dcc0", 30)
    plate(1236, 356, 1484, 430, "#9fb8a4", 10)
    for x, w in ((1392, 18), (1416, 18), (1440, 18)):
        plate(x, 376, x + w, 412, "#2f4a44", 6)
        plate(x + 5, 382, x + w - 5, 392, "#9fb8a4", 3)
        plate(x + 5, 397, x + w - 5, 406, "#9fb8a4", 3)
    for row in range(4):
        for col in range(4):
            x, y = 1240 + col * 62, 456 + row * 82
            tone = "#d9684d" if col == 3 else "#4a5a62" if row else "#7a8a8f"
            plate(x, y + 6, x + 50, y + 66, mix(tone, "#1a1014", 0.4))
            plate(x, y, x + 50, y + 58, tone)
            plate(x + 19, y + 24, x + 31, y + 33, mix(tone, "#ffffff", 0.75), 4)
    # coffee and a plant
    c.shadow(oval(1374, 196, 136, 136), 16, 0.45, "#0f2a2c")
    c.dot(1360, 176, 138, "#f4ead6")
    c.dot(1360, 176, 116, "#e3d4b8")
    c.stroke([(1430, 230), (1478, 278)], 24, "#d9684d", 22)
    c.dot(1360, 176, 90, "#d9684d")
    c.dot(1360, 176, 78, "#f4ead6")
    c.dot(1360, 176, 70, "#6d4028")
    c.stroke(oval(1360, 176, 52, 52, 200, 290, 20), 7, "#a87250", 2, curved=False)
    c.poly([*oval(1372, 184, 30, 22, 0, 180, 16), (1372 - 30, 184), (1372, 160)], "#c99a70")
    c.shadow(oval(214, 226, 110, 110), 14, 0.45, "#0f2a2c")
    c.dot(200, 206, 104, "#c8684a")
    c.dot(200, 206, 88, "#4a3024")
    for at in range(16):
        leaf(
            c,
            200,
            206,
            150 if at % 2 else 116,
            58,
            at * 137.5,
            "#5f9a5a" if at % 3 else "#82b873",
            "#b3d8a0",
        )
    # pencil and coins
    c.shadow([(430, 120), (478, 110), (492, 500), (452, 500)], 8, 0.4, "#0f2a2c")
    c.poly([(424, 150), (452, 148), (466, 470), (438, 472)], "#e8b04a")
    c.poly([(433, 150), (442, 149), (456, 471), (447, 471)], "#f3cd80")
    c.poly([(424, 150), (452, 148), (436, 100)], "#efd9b0")
    c.poly([(432, 124), (442, 123), (436, 100)], "#3a3434")
    c.poly([(438, 472), (466, 470), (468, 500), (440, 502)], "#d98a8a")
    for x, y, r in ((1170, 700, 34), (1180, 770, 40), (1150, 840, 36)):
        c.shadow(oval(x + 6, y + 8, r, r), 6, 0.45, "#0f2a2c")
        c.dot(x, y, r, "#c9922f")
        c.dot(x, y, r * 0.9, "#f0c661")
        c.dot(x, y, r * 0.7, "#dca63f")
        c.stroke(oval(x, y, r * 0.55, r * 0.55, 190, 280, 12), 4, "#f7dc93", 2, curved=False)
