"""What lies in layers."""

from __future__ import annotations

import math

from .kit import Canvas, mix
from .plants import leaf, tree
from .shapes import box, down_to, height_at, oval, ridge, smooth, turn
from .things import cloud


def compost_layers(c: Canvas) -> None:
    """A compost bin cut open to show what is in it."""
    c.ground(["#f3d9a6", "#f6e7c6"], 0, 640)
    c.glow(260, 180, 360, 300, "#fff4d0", 0.9)
    for x, h, tone in (
        (40, 420, "#d98a4a"),
        (210, 300, "#c9703f"),
        (1400, 380, "#d99a4a"),
        (1560, 460, "#c9703f"),
    ):
        tree(c, x, 590, h, tone, "#6d4a35", mix(tone, "#ffe0a0", 0.35))
    line = ridge(c.rng, 560, 16, 1.2)
    c.poly(down_to(line, 920), ["#a3a758", "#7d8a45"])
    c.poly(
        down_to([(x, 800 + 8 * math.sin(x / 90)) for x in range(-20, 1660, 20)], 920),
        ["#5a4030", "#38271f"],
    )
    x0, x1, foot = 330, 1230, 840
    c.rect(x0, 190, x1, foot, ["#7a5436", "#4f3524"])
    for y in range(190, 300, 54):
        c.rect(x0, y + 46, x1, y + 54, "#3f2a1d")
    # layers, from the bottom
    layers = (
        (700, "#33241d", "#4a3428"),
        (600, "#4f3828", "#6d4e36"),
        (500, "#8fae4f", "#b7cf6f"),
        (420, "#c08a4a", "#dcab66"),
        (340, "#7f9f45", "#a8c463"),
        (262, "#b8763c", "#d99a56"),
    )
    tops = [
        smooth(
            [
                (x0, y + 16),
                (x0 + 160, y - 8),
                (x0 + 360, y + 12),
                (x0 + 600, y - 12),
                (x1 - 120, y + 8),
                (x1, y - 4),
            ]
        )
        for y, _, _ in layers
    ]
    with c.clip(box(x0, 120, x1, foot)):
        for (_, deep, _), line in zip(layers[::-1], tops[::-1], strict=True):
            c.poly(down_to(line, foot), deep)
        for number, ((_, deep, light), line) in enumerate(zip(layers, tops, strict=True)):
            below = 96 if number else 140
            for _ in range(58 if number > 1 else 70):
                x = c.rng.uniform(x0 + 10, x1 - 10)
                py = height_at(line, x) + c.rng.uniform(6, below - 24)
                tone = mix(deep, light, c.rng.random())
                if number in (3, 5):
                    leaf(
                        c,
                        x,
                        py,
                        c.rng.uniform(34, 60),
                        c.rng.uniform(18, 28),
                        c.rng.uniform(0, 360),
                        mix(tone, c.rng.choice(("#c9522f", "#e3b04f", "#8a5a34")), 0.35),
                        mix(tone, "#5a3020", 0.5),
                    )
                elif number in (2, 4):
                    kind = c.rng.random()
                    if kind < 0.4:
                        c.stroke(
                            oval(x, py, 20, 15, c.rng.uniform(0, 360), c.rng.uniform(400, 560), 16),
                            9,
                            c.rng.choice(("#e8833c", "#d9c04f", "#cf4f45", tone)),
                            5,
                            curved=False,
                        )
                    elif kind < 0.75:
                        leaf(
                            c, x, py, 40, 24, c.rng.uniform(0, 360), tone, mix(tone, "#ffffff", 0.3)
                        )
                    else:
                        c.poly(turn(oval(x, py, 17, 12), (x, py), c.rng.uniform(0, 180)), "#f3ead6")
                        c.poly(turn(oval(x, py - 2, 12, 8), (x, py), 0), "#d9cbb0")
                else:
                    c.poly(
                        turn(
                            oval(x, py, c.rng.uniform(4, 11), c.rng.uniform(3, 7), steps=12),
                            (x, py),
                            c.rng.uniform(0, 180),
                        ),
                        tone,
                    )
        for x, y, flip in (
            (440, 760, 1),
            (620, 690, -1),
            (820, 780, 1),
            (1010, 700, -1),
            (1130, 790, 1),
            (700, 820, 1),
        ):
            bend = [(t * 10, -15 * flip * math.sin(t * 0.62)) for t in range(13)]
            worm = [(x + dx, y + dy) for dx, dy in bend]
            c.stroke(worm, 15, "#d98a84", 9)
            c.stroke(worm[3:6], 14, "#e8a79c", 13)
            c.stroke([(px, py - 4) for px, py in worm], 3, "#f3c2b6", 1)
    for line in tops[2:]:
        c.stroke([(x, y + 2) for x, y in line[::6]], 3, "#3a2a1c", 3, alpha=0.25)
    for x, d in ((480, -150), (560, -40), (700, -110), (860, -60), (980, -130), (1100, -30)):
        y = height_at(tops[-1], x)
        leaf(c, x, y + 6, 66, 34, d, "#d9883f" if x % 3 else "#c9522f", "#8a4a24")
    for x, w in ((620, 20), (780, 26), (930, 18)):
        c.stroke(
            [(x, 220), (x + w, 170), (x - w, 120), (x + w * 0.6, 60)], 16, "#fff9ea", 3, alpha=0.5
        )
    for x in (x0, x1):
        c.rect(x - 32, 170, x + 32, 866, ["#b98a5a", "#7f5836"], 5, across=True)
        for y in (240, 380, 520, 660, 800):
            c.dot(x, y, 6, "#4f3524")
    # fork and pumpkin
    c.stroke([(1440, 250), (1400, 560)], 17, "#c79a62")
    c.stroke([(1402, 240), (1478, 250)], 19, "#8a5a3a")
    c.stroke([(1372, 640), (1378, 574), (1430, 580), (1428, 646)], 11, "#5f6b70", curved=False)
    for x, y in ((1372, 640), (1390, 642), (1410, 645), (1428, 646)):
        c.stroke([(x, y - 60), (x - 16, y + 180)], 9, "#5f6b70", 5)
    c.glow(1440, 862, 190, 26, "#2a1c14", 0.6)
    for dx, w in ((-92, 60), (92, 60), (-48, 66), (48, 66), (0, 62)):
        c.ellipse(1440 + dx, 786, w, 80, [mix("#e88a3c", "#ffd08a", 0.3), "#b85a28"])
    c.stroke([(1440, 716), (1446, 690), (1470, 676)], 18, "#6f7f3c", 12)
    c.glow(170, 862, 150, 24, "#2a1c14", 0.6)
    c.poly([(70, 700), (270, 700), (246, 862), (94, 862)], ["#7fa7a5", "#4f7a7c"], across=True)
    c.ellipse(170, 700, 100, 22, "#3f6466")
    for x, y, d, tone in (
        (120, 700, -120, "#7f9f45"),
        (160, 694, -80, "#a8c463"),
        (210, 698, -50, "#8fae4f"),
    ):
        leaf(c, x, y, 70, 36, d, tone, "#d5e3a4")
    c.dot(140, 690, 24, "#cf4f45")
    c.stroke(oval(206, 690, 26, 18, 180, 420, 20), 11, "#e8b04f", 6, curved=False)
    c.stroke(oval(170, 700, 104, 130, 190, 350, 30), 5, "#3f5a5c", curved=False)


def rock_layers(c: Canvas) -> None:
    """A canyon wall with fossils in its layers."""
    c.ground(["#8fc3cf", "#d3e3d3", "#f6e6c2"], 0, 420)
    cloud(c, 340, 120, 320, "#ffffff", 0.75)
    cloud(c, 1180, 90, 260, "#ffffff", 0.6)
    for y, h, tone in ((250, 40, "#d9a98a"), (280, 26, "#c98f74")):
        c.poly(down_to(ridge(c.rng, y, h, 1.8), 500), tone)
    bands = (
        ("#7f9a55", 0),
        ("#8a5f3f", 26),
        ("#d9a05f", 62),
        ("#c77a4a", 128),
        ("#ead0a0", 214),
        ("#b0614a", 290),
        ("#8f7f74", 366),
        ("#d6b584", 440),
        ("#8a4f48", 524),
        ("#5f5560", 604),
    )
    top = smooth(
        [(-20, 290), (200, 280), (420, 300), (700, 284), (960, 306), (1240, 282), (1640, 296)]
    )
    lines = []
    for number, (tone, depth) in enumerate(bands):
        bend = []
        for x, y in top:
            thick = depth * (1 + 0.04 * math.sin(x / 260 + number))
            swell = (10 + depth * 0.05) * math.sin(x / 210 + number * 0.6)
            bend.append((x, y + thick + swell))
        lines.append(bend)
        c.poly(down_to(bend, 920), [tone, mix(tone, "#2a1420", 0.12)])
        c.stroke(bend, 4, mix(tone, "#2a1420", 0.28), 4, curved=False)
        for _ in range(18 if number > 1 else 0):
            x = c.rng.uniform(-40, 1560)
            y = height_at(bend, x) + c.rng.uniform(14, 58)
            c.stroke(
                [(x, y), (x + 60, y + 4), (x + c.rng.uniform(90, 190), y + 1)],
                3,
                mix(tone, "#2a1420", 0.16),
                1,
            )
    for x in (170, 560, 1010, 1420):
        crack = [(x, height_at(lines[2], x))]
        while crack[-1][1] < 880:
            crack.append(
                (crack[-1][0] + c.rng.uniform(-26, 30), crack[-1][1] + c.rng.uniform(40, 90))
            )
        c.stroke(crack, 4, "#4a2a2c", 1.5, curved=False)
    bone, deep = "#f6ead0", "#4a3434"
    _ammonite(c, 330, 668, 74, "#ead0a0", "#7a4a3c")
    _ammonite(c, 520, 700, 38, "#ead0a0", "#7a4a3c")
    _ammonite(c, 1330, 760, 62, "#e0c090", "#6d4038")
    _ammonite(c, 1460, 560, 40, "#ead0a0", "#7a4a3c")
    # a fish
    x, y = 860, 620
    c.stroke([(x - 130, y), (x, y + 8), (x + 130, y)], 7, bone, 4)
    for k in range(9):
        px = x - 96 + k * 24
        h = 38 * math.sin((k + 1.5) / 11 * 3.14) + 8
        c.stroke([(px, y + 4), (px - 10, y - h)], 4.5, bone, 2)
        c.stroke([(px, y + 6), (px - 10, y + h + 8)], 4.5, bone, 2)
    c.poly([*smooth([(x + 120, y - 34), (x + 196, y + 4), (x + 120, y + 40)]), (x + 104, y)], bone)
    c.dot(x + 142, y - 6, 8, deep)
    for d in (-1, 1):
        c.stroke([(x - 126, y), (x - 170, y + d * 44)], 7, bone, 2)
        c.stroke([(x - 126, y), (x - 184, y + d * 22)], 6, bone, 2)
    # a fern
    fern = smooth([(1050, 540), (1140, 500), (1240, 492)])
    c.stroke(fern, 5, "#6d4a34", 2, curved=False)
    for k, (px, py) in enumerate(fern[1::2]):
        size = 40 - k * 2.8
        for side in (-1, 1):
            c.poly(
                turn(oval(px + size * 0.5, py, size * 0.5, 6), (px, py), side * 62 - 14), "#7a543c"
            )
    # a trilobite
    x, y = 680, 820
    c.ellipse(x, y, 58, 78, "#b9a092")
    for k in range(7):
        c.stroke(oval(x, y - 26 + k * 15, 52 - k * 3, 12, 20, 160, 14), 4, "#5f4a4a", curved=False)
    c.poly(oval(x, y - 36, 60, 44, 180, 360, 24), "#cbb4a4")
    c.ellipse(x, y + 4, 17, 66, "#d6c2b2")
    for side in (-1, 1):
        c.dot(x + side * 30, y - 50, 8, "#5f4a4a")
    # a long bone, shells
    c.stroke([(130, 500), (250, 476)], 17, bone, 17)
    for px, py in ((124, 490), (130, 510), (250, 466), (258, 486)):
        c.dot(px, py, 14, bone)
    for sx, sy, s in (
        (1120, 690, 30),
        (1190, 706, 22),
        (90, 770, 26),
        (1040, 812, 28),
        (420, 480, 20),
        (1560, 700, 26),
    ):
        c.poly([(sx, sy + s), *oval(sx, sy, s * 1.1, s, 190, 350, 20)], "#f0dcb6")
        for d in (210, 240, 270, 300, 330):
            c.stroke(
                [
                    (sx, sy + s * 0.9),
                    (sx + s * math.cos(math.radians(d)), sy + s * 0.92 * math.sin(math.radians(d))),
                ],
                2.5,
                "#a87a58",
                2.5,
            )
    # the surface
    for px, h in ((150, 150), (250, 110), (1400, 170), (1510, 120)):
        tree(c, px, height_at(top, px) + 4, h, "#5f8a4f", "#5a4030", "#7ba562")
    for _ in range(120):
        px = c.rng.uniform(-10, 1610)
        py = height_at(lines[0], px) + 4
        c.stroke(
            [(px, py), (px + c.rng.uniform(-7, 7), py - c.rng.uniform(8, 22))], 3, "#7f9a55", 0.8
        )
    px, py = 760, height_at(top, 760)
    c.stroke([(px - 12, py - 50), (px - 18, py)], 15, "#3f4f68", 12)
    c.stroke([(px + 8, py - 50), (px + 16, py)], 15, "#3f4f68", 12)
    c.stroke([(px - 2, py - 100), (px - 2, py - 52)], 38, "#d9584a", 32)
    c.stroke([(px + 12, py - 98), (px + 40, py - 80), (px + 62, py - 96)], 12, "#b8443c", 10)
    c.stroke([(px + 62, py - 74), (px + 60, py - 128)], 6, "#8a5f3f", 6)
    c.stroke([(px + 40, py - 124), (px + 84, py - 130)], 11, "#4a4f5a", 6)
    c.rect(px - 40, py - 108, px - 18, py - 62, "#8a6a3f", 7)
    c.dot(px, py - 128, 17, "#c98f6d")
    c.ellipse(px, py - 138, 28, 6, "#e8c27a")
    c.ellipse(px, py - 143, 16, 11, "#e8c27a")


def _ammonite(c: Canvas, x: float, y: float, r: float, tone: str, ink: str) -> None:
    c.dot(x, y, r, mix(tone, ink, 0.25))
    c.dot(x - r * 0.04, y - r * 0.05, r * 0.94, tone)
    spiral = []
    for k in range(90):
        a, d = k * 0.2, r * 0.95 * (1 - k / 96)
        spiral.append((x + d * math.cos(a), y + d * math.sin(a)))
        if k % 2 == 0 and k < 64:
            inner = d * (1 - 0.31 * (1 - k / 150))
            c.stroke(
                [
                    (x + d * 0.96 * math.cos(a), y + d * 0.96 * math.sin(a)),
                    (x + inner * math.cos(a + 0.12), y + inner * math.sin(a + 0.12)),
                ],
                max(r * 0.045, 1.6),
                mix(tone, ink, 0.55),
                1,
            )
    c.stroke(spiral, max(r * 0.07, 3), ink, 1.4, curved=False)
