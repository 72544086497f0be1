"""Gardens."""

from __future__ import annotations

import math

from .animals import bee_beside
from .kit import Canvas, mix
from .plants import blade, bloom, leaf, poppy, tree
from .shapes import down_to, height_at, oval, ridge, smooth
from .things import cloud


def raised_bed(c: Canvas) -> None:
    """A wooden bed with lettuce, carrots and beans, in front of a fence."""
    c.ground(["#a9d3d6", "#d9e9d6", "#f6efd2"], 0, 470)
    cloud(c, 300, 150, 330, "#ffffff", 0.8)
    cloud(c, 1240, 110, 250, "#ffffff", 0.7)
    for x, h in ((80, 330), (240, 250), (1390, 300), (1540, 380)):
        tree(c, x, 470, h, "#7fa98a", "#7c6a58", "#93b996")
    c.ground(["#93ad62", "#7d9a52", "#5f7f45"], 440)
    for x in range(-20, 1640, 66):
        c.poly(
            [(x, 300), (x + 26, 274), (x + 52, 300), (x + 52, 486), (x, 486)],
            ["#f4ead2", "#d7c7a4"],
        )
    for y in (330, 430):
        c.rect(0, y, 1600, y + 20, "#cbb88f")
    c.glow(800, 492, 1000, 34, "#3e5a2f", 0.5)
    for _ in range(110):
        x, y = c.rng.uniform(0, 1600), c.rng.uniform(510, 890)
        size = 6 + (y - 500) * 0.03
        for lean in (-0.5, 0, 0.5):
            c.stroke([(x, y), (x + lean * size, y - size)], 2.4, "#54743c", 0.6)
    c.shadow([(170, 800), (1400, 800), (1470, 850), (230, 850)], 18, 0.4, "#1d2a16")
    c.poly([(250, 560), (1350, 560), (1420, 690), (180, 690)], ["#4c3326", "#5c3d2c"])
    c.poly([(250, 560), (1350, 560), (1356, 574), (244, 574)], "#38251c")
    for x, tip in ((1030, 1080), (1130, 1080), (1230, 1290), (1330, 1290)):
        c.stroke([(x, 640), (tip, 190)], 10, "#a87d4f", 7)
    c.stroke([(1050, 216), (1320, 216)], 9, "#8d6640")
    for base, tip in ((1030, 1080), (1130, 1080), (1230, 1290), (1330, 1290)):
        vine = []
        for step in range(13):
            t = step / 12
            x, y = base + (tip - base) * t, 636 - 400 * t
            vine.append((x + 11 * math.sin(step * 1.7), y))
        c.stroke(vine, 5, "#4f7d3c", 2)
        for step, (x, y) in enumerate(vine[:-1]):
            side = 1 if step % 2 else -1
            size = 58 - step * 1.8
            leaf(
                c,
                x,
                y,
                size,
                size * 0.72,
                20 if side > 0 else 160,
                "#5f9a47" if step % 3 else "#77ae55",
                "#8fc069",
            )
            if step % 4 == 2:
                c.stroke([(x, y), (x - side * 10, y + 26), (x - side * 6, y + 52)], 7, "#a5c96a", 3)
            if step % 5 == 3:
                c.dot(x + side * 14, y - 8, 8, "#e2553d")
    for row, (y, size) in enumerate(((606, 50), (668, 64))):
        for at in range(4 if row else 5):
            x = 330 + row * 40 + at * (118 if row else 96)
            red = (at + row) % 2
            tones = ("#7b3b4b", "#9a5159", "#b87a68") if red else ("#5c9a46", "#80b957", "#aed676")
            for ring, tone in enumerate(tones):
                r = size * (1 - ring * 0.27)
                wavy = []
                for k in range(14):
                    a, rr = k * 0.449, r * (1 + 0.09 * math.cos(k * 2.2))
                    low = y - size * 0.28 - ring * 5
                    wavy.append((x + rr * math.cos(a), low + rr * 0.62 * math.sin(a)))
                c.blob(wavy, tone)
    for row, y in enumerate((600, 664)):
        for at in range(3):
            x = 856 + at * 62 - row * 12
            c.ellipse(x, y + 2, 12, 9, "#e8843c")
            for lean in (-62, -36, -12, 12, 36, 62):
                tip = (x + lean * 0.55, y - 78 + abs(lean) * 0.5)
                c.stroke([(x, y), (x + lean * 0.2, y - 40), tip], 4.5, "#6ba348", 1.6)
                for share in (0.5, 0.75, 1):
                    px, py = x + (tip[0] - x) * share, y + (tip[1] - y) * share
                    c.dot(px, py, 6, "#86ba5a")
    c.poly([(180, 690), (1420, 690), (1420, 830), (180, 830)], ["#b98956", "#94673f"])
    for y in (736, 784):
        c.rect(180, y, 1420, y + 4, "#7a5333")
    for x in (180, 1376):
        c.rect(x, 676, x + 44, 834, ["#c99a66", "#8f633c"], 3)
        for y in (712, 760, 808):
            c.dot(x + 22, y, 4, "#5a3d27")
    for x0, y in ((300, 712), (620, 762), (900, 716), (1150, 806), (460, 808)):
        c.stroke([(x0, y), (x0 + 60, y - 4), (x0 + 150, y + 2)], 2.5, "#7f5837", 1)
    _watering_can(c, 1462, 862, 0.95)


def _watering_can(c: Canvas, x: float, y: float, s: float) -> None:
    c.shadow(oval(x, y, 120 * s, 16 * s), 12, 0.4, "#1d2a16")
    c.stroke(
        oval(x + 40 * s, y - 105 * s, 78 * s, 96 * s, -120, 70, 24), 13 * s, "#2f6670", curved=False
    )
    c.poly(
        [
            (x - 60 * s, y - 30 * s),
            (x - 60 * s, y - 64 * s),
            (x - 190 * s, y - 176 * s),
            (x - 204 * s, y - 160 * s),
        ],
        "#357683",
    )
    c.poly(
        [
            (x - 222 * s, y - 140 * s),
            (x - 166 * s, y - 196 * s),
            (x - 196 * s, y - 202 * s),
            (x - 226 * s, y - 172 * s),
        ],
        "#4a95a0",
    )
    c.poly(
        [(x - 74 * s, y - 140 * s), (x + 74 * s, y - 140 * s), (x + 84 * s, y), (x - 84 * s, y)],
        ["#4a95a0", "#2c616b"],
        across=True,
    )
    c.ellipse(x, y - 140 * s, 74 * s, 15 * s, "#24505a")
    c.rect(x - 80 * s, y - 98 * s, x + 80 * s, y - 88 * s, "#5ba9b3")


def bee_meadow(c: Canvas) -> None:
    """Bees over a summer meadow, with hives beyond."""
    c.ground(["#8fc7d4", "#cfe6dc", "#f8efcf"], 0, 560)
    c.glow(1240, 170, 420, 360, "#fff6d4", 0.9)
    cloud(c, 360, 160, 360, "#ffffff", 0.8)
    cloud(c, 900, 100, 260, "#ffffff", 0.65)
    for y, h, tone in ((430, 36, "#a9c9a0"), (480, 30, "#8fb583"), (530, 22, "#7aa568")):
        line = ridge(c.rng, y, h, 1.5)
        c.poly(down_to(line, 920), tone)
        for _ in range(9):
            x = c.rng.uniform(0, 1600)
            tree(
                c,
                x,
                height_at(line, x) + 6,
                c.rng.uniform(40, 66),
                mix(tone, "#2f5a3a", 0.3),
                mix(tone, "#4a3a28", 0.6),
            )
    c.ground(["#86b15c", "#5f9146", "#3f6f38"], 566)
    for x, y in ((1160, 600), (1290, 620)):
        c.glow(x, y + 2, 90, 14, "#2f5a2a", 0.5)
        c.rect(x - 50, y - 132, x + 50, y - 4, ["#f6ead0", "#d9c69f"], 4)
        for dy in (-94, -52):
            c.rect(x - 50, y + dy, x + 50, y + dy + 4, "#b59f78")
        c.rect(x - 58, y - 146, x + 58, y - 128, "#7f98a5", 4)
        c.rect(x - 26, y - 24, x + 26, y - 14, "#4a3a28", 4)
        c.rect(x - 44, y - 6, x - 34, y + 6, "#8a6a48")
        c.rect(x + 34, y - 6, x + 44, y + 6, "#8a6a48")
    for _ in range(150):
        y = 585 + 120 * c.rng.random()
        x, r = c.rng.uniform(0, 1600), 3 + (y - 580) * 0.05
        c.ellipse(
            x, y, r, r * 0.7, c.rng.choice(("#e2553f", "#fff6e4", "#5f74c0", "#f3cf5a", "#e68aa5"))
        )
    for _ in range(160):
        x = c.rng.uniform(-10, 1610)
        blade(
            c,
            x,
            920,
            c.rng.uniform(90, 250),
            c.rng.uniform(-46, 46),
            c.rng.choice(("#4f8a3f", "#3f7438", "#6aa350", "#2f5f34")),
        )
    spots = [
        (90, 640, 62),
        (230, 720, 70),
        (350, 610, 50),
        (470, 740, 76),
        (610, 650, 56),
        (740, 760, 74),
        (860, 660, 54),
        (1000, 730, 70),
        (1130, 780, 60),
        (1250, 700, 66),
        (1390, 770, 76),
        (1500, 660, 60),
    ]
    for at, (x, y, r) in enumerate(spots):
        sway = c.rng.uniform(-40, 40)
        c.stroke([(x + sway, 930), (x + sway * 0.2, (y + 930) / 2), (x, y)], 7, "#3f7438", 5)
        leaf(
            c, x + sway * 0.3, (y + 940) / 2, 90, 24, -150 if at % 2 else -30, "#5a964a", "#86bb6c"
        )
        kind = at % 4
        if kind == 0:
            poppy(c, x, y, r * 0.92)
        elif kind == 1:
            bloom(c, x, y, r, 14, "#fffaf0", "#f0b53c", thin=0.3)
        elif kind == 2:
            bloom(c, x, y, r * 0.9, 10, "#5a72c8", "#35407f", thin=0.46)
        else:
            bloom(c, x, y, r * 0.86, 9, "#e88aa8", "#f3cf5a", thin=0.5)
    for x, y, s, flip, trail in (
        (520, 400, 50, 1, [(150, 330), (250, 440), (340, 350), (430, 380), (462, 396)]),
        (980, 470, 38, -1, [(1130, 330), (1220, 400), (1120, 460), (1022, 466)]),
        (1420, 470, 44, -1, [(1580, 340), (1540, 440), (1470, 468)]),
        (270, 560, 34, 1, [(20, 480), (90, 560), (170, 520), (230, 550)]),
    ):
        for k, (px, py) in enumerate(smooth(trail)):
            if k % 3 == 0:
                c.dot(px, py, 3, "#fffaf0", 0.85)
        bee_beside(c, x, y, s, flip)
