"""In the street."""

from __future__ import annotations

from .kit import Canvas, mix
from .plants import leaf
from .shapes import box, oval, smooth, turn
from .things import cloud, coin


def umbrella_jar(c: Canvas) -> None:
    """A jar of coins that stays dry under an umbrella."""
    c.ground(["#3f5b73", "#5f7f93", "#8fa9b0"], 0, 700)
    for x, y, w, tone in (
        (260, 150, 560, "#4d6a80"),
        (900, 110, 640, "#527087"),
        (1400, 190, 460, "#4a667c"),
    ):
        cloud(c, x, y, w, tone, 0.85)
    for x, w, h in (
        (30, 120, 210),
        (160, 90, 150),
        (260, 150, 250),
        (1130, 130, 190),
        (1270, 110, 280),
        (1390, 160, 200),
        (1540, 90, 250),
    ):
        c.rect(x, 690 - h, x + w, 700, "#6a8798")
        c.poly([(x - 8, 690 - h), (x + w / 2, 640 - h), (x + w + 8, 690 - h)], "#5f7c8e")
        for wy in range(int(710 - h), 660, 46):
            for wx in range(x + 18, x + w - 20, 36):
                if c.rng.random() < 0.42:
                    c.rect(wx, wy, wx + 16, wy + 22, "#f2cf87", alpha=0.8)
    c.ground(["#566f7c", "#34495a"], 690)
    c.ellipse(800, 820, 520, 56, "#7f9aa6", 0.5)
    c.glow(800, 560, 420, 330, "#ffe3ac", 0.42)
    for _ in range(230):
        x, y = c.rng.uniform(-40, 1640), c.rng.uniform(-20, 880)
        if (390 < x < 1190 and y > 250) or y > 840:
            continue
        length = c.rng.uniform(26, 60)
        c.stroke(
            [(x, y), (x - length * 0.22, y + length)],
            3.2,
            "#cfe0e6",
            1.2,
            alpha=c.rng.uniform(0.4, 0.85),
        )
    for _ in range(26):
        x, y = (
            c.rng.choice((c.rng.uniform(20, 380), c.rng.uniform(1210, 1580))),
            c.rng.uniform(730, 870),
        )
        c.stroke(
            oval(x, y, c.rng.uniform(16, 40), 6, 0, 360, 24), 2, "#b9d0d8", curved=False, alpha=0.6
        )
    # the jar
    c.glow(800, 824, 260, 40, "#16252f", 0.7)
    x0, x1, top, foot = 650, 950, 440, 818
    jar = smooth(
        [(x0 + 34, top), (x0 + 26, top + 30), (x0, top + 90), (x0 - 2, foot - 40), (x0 + 40, foot)]
    ) + smooth(
        [(x1 - 40, foot), (x1 + 2, foot - 40), (x1, top + 90), (x1 - 26, top + 30), (x1 - 34, top)]
    )
    c.poly(jar, "#dcecec", 0.42)
    with c.clip(jar):
        c.rect(x0, 590, x1, foot + 10, "#a8722c")
        for row in range(10):
            for col in range(5):
                x = x0 + 40 + col * 58 + (28 if row % 2 else 0) + c.rng.uniform(-8, 8)
                y = 812 - row * 22
                coin(
                    c,
                    x,
                    y + c.rng.uniform(-5, 5),
                    c.rng.uniform(38, 44),
                    c.rng.choice(("#e6ae45", "#dca03b", "#edc063", "#d18f4a")),
                    15,
                )
        c.glow(720, 690, 100, 160, "#fff1c4", 0.35)
    c.stroke([(x0 + 24, top + 110), (x0 + 18, foot - 70)], 14, "#ffffff", 8, alpha=0.65)
    c.stroke([(x1 - 22, top + 130), (x1 - 16, foot - 150)], 7, "#ffffff", 4, alpha=0.5)
    c.rect(x0 + 22, top - 14, x1 - 22, top + 22, "#eef6f4", 12, 0.75)
    c.rect(712, 640, 888, 740, "#fbf1d8", 8)
    leaf(c, 800, 722, 62, 30, -62, "#6f9f5e")
    leaf(c, 800, 722, 54, 26, -128, "#8bb877")
    # the umbrella
    c.stroke([(800, 130), (1010, 560), (1062, 668)], 13, "#5a3d33", 13, curved=False)
    c.stroke(oval(1090, 672, 30, 34, 180, 10, 20), 15, "#7a4f3d", curved=False)
    about, tilt = (800, 200), -16
    ribs = [380, 590, 800, 1010, 1220]
    dome = oval(800, 300, 420, 230, 180, 360, 60)
    hem = []
    for a, b in zip(ribs[::-1], ribs[::-1][1:], strict=False):
        hem += oval((a + b) / 2, 300, (a - b) / 2, -34, 0, 180, 14)
    c.poly(turn(dome + hem, about, tilt), ["#e4573f", "#b63a38"])
    for share in (0.5, 0, -0.5):
        rib = [(800 + (x - 800) * share, y) for x, y in oval(800, 300, 420, 230, 180, 270, 30)]
        c.stroke(turn(rib, about, tilt), 3, "#a53433", 3, curved=False)
    shine = oval(790, 300, 360, 190, 205, 252, 20)
    c.stroke(turn(shine, about, tilt), 13, "#f49a80", 4, curved=False)
    tip = turn([(800, 74), (800, 34)], about, tilt)
    c.stroke(tip, 12, "#5a3d33", 7)


def market_stall(c: Canvas) -> None:
    """Crates of fruit under a striped awning."""
    c.ground(["#f7d9a8", "#f6e7c4"], 0, 520)
    for x, w, h, tone in (
        (-30, 230, 400, "#d99a7a"),
        (200, 190, 330, "#e8c08c"),
        (1210, 200, 350, "#c9a08c"),
        (1410, 230, 420, "#dba77c"),
    ):
        c.rect(x, 520 - h, x + w, 560, tone)
        c.poly(
            [(x - 14, 520 - h), (x + w / 2, 440 - h), (x + w + 14, 520 - h)],
            mix(tone, "#6d2f2a", 0.45),
        )
        for row in range(3):
            for col in range(2):
                wx, wy = x + 40 + col * (w - 110), 560 - h + row * 100
                c.rect(wx, wy, wx + 36, wy + 56, "#6f8f97", 4)
                c.rect(wx - 14, wy, wx - 2, wy + 56, mix(tone, "#2f5a55", 0.5))
                c.rect(wx + 38, wy, wx + 50, wy + 56, mix(tone, "#2f5a55", 0.5))
    c.ground(["#c9ad8c", "#a88a6d"], 540)
    for row in range(9):
        y = 560 + row * row * 4.4
        for col in range(-1, 16):
            x = col * 116 + (58 if row % 2 else 0)
            c.rect(x, y, x + 100, y + 6 + row * 2, "#b89b7a", 5, 0.7)
    for x in (330, 1250):
        c.rect(x, 200, x + 20, 800, ["#8a5f3f", "#6b4630"], across=True)
    c.rect(350, 210, 1250, 520, "#5a4038")
    c.rect(350, 210, 1250, 330, "#4a332d")
    for x in (470, 800, 1130):
        c.glow(x, 330, 190, 150, "#ffce7a", 0.5)
        c.rect(x - 2, 200, x + 2, 306, "#2f211d")
        c.poly([(x - 36, 330), (x + 36, 330), (x + 16, 300), (x - 16, 300)], "#d9a04a")
        c.dot(x, 334, 13, "#fff3cf")
    c.shadow(box(330, 790, 1280, 830), 16, 0.5, "#3a2418")
    c.poly([(300, 500), (1300, 500), (1340, 640), (260, 640)], "#7a5036")
    crates = (
        (270, 520, "#e88a34", "orange"),
        (532, 520, "#cf4a3e", "apple"),
        (794, 520, "#7fae52", "cabbage"),
        (1056, 520, "#6a3f63", "plum"),
    )
    for x, y, tone, kind in crates:
        c.poly(
            [(x + 10, y + 60), (x + 250, y + 60), (x + 236, y - 20), (x + 24, y - 20)], "#4a3020"
        )
        for row in range(3):
            for col in range(6 - row):
                px, py = x + 40 + col * 37 + row * 18, y + 52 - row * 30
                r = 26
                if kind == "cabbage":
                    c.dot(px, py, r + 3, mix(tone, "#2f5a2a", 0.3))
                    c.dot(px, py - 3, r - 5, mix(tone, "#ffffff", 0.2))
                    c.stroke([(px, py + 16), (px, py - 16)], 3, "#dcebb4", 1)
                else:
                    shade = mix(tone, "#2a0f10", 0.0 if (row + col) % 2 else 0.12)
                    c.ellipse(
                        px, py, r, r, [mix(shade, "#ffffff", 0.14), mix(shade, "#3a0f10", 0.28)]
                    )
                    c.dot(px - 8, py - 9, 5, mix(tone, "#ffffff", 0.55))
                    if kind == "apple":
                        c.stroke([(px, py - 20), (px + 4, py - 32)], 4, "#5a3a22", 3)
        c.rect(x, y + 50, x + 260, y + 150, ["#c9955c", "#a3713f"], 5)
        for k in (1, 2):
            c.rect(x, y + 50 + k * 32, x + 260, y + 54 + k * 32, "#7f5530")
        c.stroke([(x + 130, y + 70), (x + 130, y - 70)], 5, "#5a3a26")
        c.rect(x + 84, y - 112, x + 176, y - 50, "#fff7e2", 6)
        c.rect(x + 98, y - 94, x + 140, y - 84, "#4a3a34", 3)
        c.rect(x + 98, y - 74, x + 162, y - 66, "#d9684d", 3)
    c.poly([(260, 670), (1340, 670), (1320, 800), (280, 800)], ["#3f7070", "#2c5557"])
    for x in range(280, 1330, 70):
        c.rect(x, 676, x + 3, 798, "#35625f")
    for at in range(11):
        a, b = 250 + at * 100, 350 + at * 100
        top_a, top_b = 350 + at * 81.8, 350 + (at + 1) * 81.8
        tone = "#c94f42" if at % 2 == 0 else "#fbf1dc"
        c.poly([(top_a, 90), (top_b, 90), (b, 236), (a, 236)], [tone, mix(tone, "#3a1a18", 0.1)])
        c.poly(
            [(a, 234), (b, 234), *oval((a + b) / 2, 252, 50, 34, 0, 180, 18)],
            mix(tone, "#3a1a18", 0.14),
        )
        c.rect(a, 234, b, 254, mix(tone, "#3a1a18", 0.14))
    c.rect(340, 78, 1260, 96, "#7a4a3a", 6)
    # the basket in front
    c.shadow(oval(1420, 862, 150, 20), 12, 0.5, "#3a2418")
    c.stroke(oval(1420, 700, 118, 130, 180, 360, 30), 15, "#8f6134", curved=False)
    c.stroke([(1350, 720), (1330, 560), (1322, 520)], 34, "#e0a55c", 26)
    c.stroke([(1340, 640), (1352, 626)], 5, "#a86f34")
    c.stroke([(1334, 590), (1346, 576)], 5, "#a86f34")
    for tip in ((1470, 560), (1500, 590), (1440, 570)):
        c.stroke([(1460, 720), (1462, 640), tip], 13, "#5f9352", 22)
    c.ellipse(1405, 712, 40, 38, "#d9584a")
    c.ellipse(1500, 716, 36, 34, "#e8a23e")
    c.poly([(1290, 726), (1552, 726), (1522, 862), (1320, 862)], ["#cf9a56", "#9a6a38"])
    for row in range(4):
        for col in range(9):
            x, y = 1302 + col * 27 + row * 5, 740 + row * 31
            if x + 20 < 1548 - row * 7:
                c.rect(x, y, x + 19, y + 18, "#b7803f" if (row + col) % 2 else "#dcae6c", 5)
    c.rect(1280, 716, 1560, 738, "#b07a3e", 10)
