"""On the sea, beside it and below."""

from __future__ import annotations

from .kit import Canvas, mix
from .plants import conifer
from .shapes import box, down_to, height_at, oval, smooth, turn
from .things import bird, cloud, stars


def sunset_sea(c: Canvas) -> None:
    """A low red sun over the sea, the sky from orange to blue."""
    horizon = 600
    c.ground(["#1f3f7a", "#3f6aa5", "#7f9fbf", "#e9bd95", "#f59a5a", "#e8623f"], 0, horizon)
    stars(c, 40, 160)
    c.glow(980, 560, 620, 420, "#ffdf9a", 0.8)
    for x, y, w, tone, a in (
        (300, 430, 620, "#b9677a", 0.55),
        (130, 470, 420, "#8f5a80", 0.5),
        (1330, 400, 560, "#d9785f", 0.5),
        (1480, 450, 420, "#a85a72", 0.55),
        (700, 360, 380, "#e8a583", 0.5),
        (900, 300, 250, "#e8b79a", 0.4),
        (420, 250, 330, "#8fa3c4", 0.4),
        (1290, 210, 280, "#8fa3c4", 0.35),
    ):
        c.union(
            [
                oval(x, y, w / 2, 13),
                oval(x + w * 0.14, y - 12, w * 0.28, 12),
                oval(x - w * 0.2, y + 12, w * 0.3, 8),
            ],
            tone,
            a,
        )
    c.ellipse(980, 520, 96, 96, ["#ffe9a8", "#ff9d4f", "#f0553a"])
    c.rect(850, 536, 1110, 546, "#f28a52", 5, 0.7)
    c.rect(900, 566, 1140, 572, "#e8744a", 3, 0.7)
    c.ground(["#d9694a", "#8f5572", "#3f4f86", "#20356a"], horizon)
    for row in range(30):
        t = row / 29
        y = horizon + 5 + t * t * 285
        half = 80 + 150 * t
        for _ in range(3 + int(4 * t)):
            x = 980 + c.rng.gauss(0, half * 0.6)
            w, h = (24 + 70 * t) * c.rng.uniform(0.6, 1.4), 2.2 + 6 * t
            c.ellipse(
                x, y + c.rng.uniform(-4, 4), w, h, mix("#ffe09a", "#f5824f", c.rng.random()), 0.85
            )
        for _ in range(7):
            x = c.rng.uniform(0, 1600)
            c.ellipse(x, y, 30 + 60 * t, 1.6 + 3 * t, mix("#e88a6a", "#5f74b0", t), 0.4)
    far = smooth([(-20, 556), (90, 520), (200, 540), (330, 578), (460, 602)])
    c.poly(down_to(far, 604), ["#6d4a74", "#4f3d6a"])
    for x in (60, 110, 150, 230):
        conifer(c, x, height_at(far, x) + 5, 34, "#4a3a66", 3)
    c.rect(286, 530, 300, 572, "#f3dcc4")
    c.poly([(282, 532), (293, 514), (304, 532)], "#c94f42")
    c.glow(293, 524, 40, 26, "#fff0b4", 0.9)
    # the boat
    x, y = 620, 676
    c.ellipse(x, y + 42, 150, 9, "#1f2a54", 0.5)
    c.poly(
        [
            *smooth([(x - 120, y), (x - 90, y + 34), (x - 30, y + 42), (x + 70, y + 40)]),
            (x + 132, y - 6),
        ],
        ["#5a2f3f", "#2b1a33"],
    )
    c.stroke([(x - 120, y), (x + 132, y - 6)], 6, "#f3dcc4", 5)
    c.rect(x + 4, y - 300, x + 11, y, "#2b1a33")
    c.poly(
        [*smooth([(x - 4, y - 290), (x - 70, y - 150), (x - 112, y - 22)]), (x - 4, y - 18)],
        ["#fbe3c4", "#e8a583"],
    )
    c.poly(
        [
            (x + 20, y - 262),
            *smooth([(x + 20, y - 262), (x + 78, y - 130), (x + 112, y - 26)]),
            (x + 20, y - 20),
        ],
        ["#f2c39d", "#d9786a"],
    )
    for k in (70, 140, 210):
        c.stroke([(x - 4, y - 290 + k), (x - 36 - k * 0.33, y - 284 + k)], 2, "#d9a583")
    c.dot(x - 46, y - 20, 12, "#2b1a33")
    c.stroke([(x - 46, y - 8), (x - 52, y + 8)], 22, "#c94f42", 26)
    for k in range(7):
        c.ellipse(x - 10 + c.rng.uniform(-40, 40), y + 60 + k * 22, 60 - k * 5, 3, "#f3cdb0", 0.35)
    for bx, by, s in ((1240, 330, 44), (1310, 296, 34), (1180, 292, 28), (1370, 340, 26)):
        bird(c, bx, by, s, "#3a2f54")
    near = smooth([(1180, 920), (1260, 830), (1370, 790), (1480, 700), (1640, 640)])
    c.poly([*near, (1640, 920)], ["#2f2547", "#1a1730"])
    for _ in range(46):
        gx = c.rng.uniform(1270, 1600)
        gy = height_at(near, gx) + 4
        c.stroke(
            [(gx, gy), (gx - 8, gy - 22), (gx - c.rng.uniform(14, 30), gy - c.rng.uniform(30, 64))],
            4,
            "#2f2547",
            0.8,
        )


def low_tide(c: Canvas) -> None:
    """A boat aground below a lighthouse, with the moon rising."""
    c.ground(["#33527f", "#6f86a8", "#b9a9b8", "#efc8b0"], 0, 520)
    stars(c, 50, 200)
    c.glow(420, 270, 330, 330, "#fbeed6", 0.55)
    c.dot(420, 270, 128, "#faf0da")
    for dx, dy, r in (
        (-44, -30, 34),
        (20, -50, 20),
        (40, 26, 38),
        (-20, 50, 22),
        (-64, 26, 14),
        (64, -30, 14),
    ):
        c.dot(420 + dx, 270 + dy, r, "#ecdfc6")
    for x, y, w in ((760, 180, 360), (250, 430, 420), (1000, 380, 300)):
        cloud(c, x, y, w, "#f6d9cc", 0.45)
    c.ground(["#7f9fb5", "#a3b3bb"], 506, 566)
    for _ in range(40):
        x, y = c.rng.uniform(0, 1600), c.rng.uniform(512, 562)
        c.ellipse(x, y, c.rng.uniform(20, 70), 1.6, "#dbe3e3", 0.6)
    c.ellipse(420, 536, 120, 16, "#fbeed6", 0.6)
    # headland and lighthouse
    cliff = smooth(
        [(980, 570), (1040, 500), (1120, 470), (1180, 390), (1300, 366), (1450, 350), (1640, 330)]
    )
    c.poly(down_to(cliff, 600), ["#5f7a62", "#4a5a5f"])
    face = smooth(
        [(980, 574), (1060, 520), (1130, 500), (1190, 430), (1300, 410), (1460, 400), (1640, 384)]
    )
    c.poly(down_to(face, 610), ["#8f8088", "#5a5468"])
    for x in range(1050, 1600, 62):
        c.stroke(
            [(x, height_at(face, x) + 10), (x + 14, height_at(face, x) + 60), (x - 6, 596)],
            5,
            "#6f6678",
            2,
        )
    c.poly(
        [(1296, 370), (1374, 370), (1360, 110), (1310, 110)], ["#ffffff", "#c9c4cf"], across=True
    )
    for y0, y1 in ((150, 200), (256, 312)):
        low, high = (370 - y1) / 260 * 14, (370 - y0) / 260 * 14
        stripe = [(1296 + low, y1), (1374 - low, y1), (1374 - high, y0), (1296 + high, y0)]
        c.poly(stripe, ["#d9584a", "#a33a3f"], across=True)
    c.rect(1298, 100, 1372, 114, "#3a3f54", 3)
    c.rect(1314, 58, 1356, 102, "#ffe9a8")
    for x in (1314, 1334, 1353):
        c.rect(x, 58, x + 4, 102, "#3a3f54")
    c.poly([(1306, 60), (1364, 60), (1335, 26)], "#a33a3f")
    c.poly([(1314, 70), (1314, 92), (-20, 250), (-20, -40)], "#fff3c4", 0.13)
    c.glow(1335, 80, 110, 80, "#fff0b8", 0.8)
    c.rect(1400, 306, 1500, 360, "#f4ead6")
    c.poly([(1390, 310), (1450, 266), (1510, 310)], "#8a4a44")
    c.rect(1436, 324, 1460, 360, "#5f7a8a")
    # the flats
    c.ground(["#c9b49a", "#a88f78", "#7f6a5f"], 560)
    c.ground("#e6d9c4", 556, 564)
    for x, y, rx, ry in (
        (300, 640, 260, 20),
        (900, 612, 200, 10),
        (1240, 700, 280, 26),
        (160, 790, 240, 30),
        (760, 850, 330, 32),
        (1480, 820, 180, 22),
        (640, 700, 120, 11),
    ):
        c.ellipse(x, y + 3, rx + 8, ry + 4, "#8a7466")
        c.ellipse(x, y, rx, ry, ["#93a9b9", "#c9bcc0"])
        c.ellipse(x - rx * 0.2, y - ry * 0.2, rx * 0.4, ry * 0.22, "#efe0d6", 0.7)
    for row in range(12):
        y = 580 + row * row * 2.3
        for _ in range(7):
            x = c.rng.uniform(0, 1600)
            w = 40 + row * 9
            c.stroke(
                [(x, y), (x + w * 0.5, y - 3 - row * 0.3), (x + w, y)],
                2 + row * 0.3,
                "#96806f",
                0.8,
                alpha=0.7,
            )
    # the boat, leaning
    about, tilt = (720, 720), 11
    c.shadow([(500, 730), (980, 760), (1040, 790), (520, 764)], 14, 0.45, "#2f2430")

    def lean(points: float) -> None:
        return turn(points, about, tilt)

    c.stroke(lean([(700, 560), (700, 250)]), 14, "#6d4a38", 9)
    c.stroke(lean([(700, 540), (840, 400)]), 8, "#6d4a38", 6)
    c.stroke(lean([(700, 256), (960, 578)]), 2.5, "#4a3a3a", 2.5)
    c.stroke(lean([(700, 256), (470, 590)]), 2.5, "#4a3a3a", 2.5)
    c.poly(lean([(700, 268), (700, 300), (650, 286)]), "#e8b75d")
    c.poly(lean([(520, 476), (640, 470), (646, 590), (520, 590)]), ["#fbf3e0", "#d5c6ae"])
    c.poly(lean([(504, 478), (656, 468), (654, 452), (508, 460)]), "#d9684d")
    for x in (536, 590):
        c.poly(lean(box(x, 494, x + 36, 532)), "#6f93a8")
    hull = smooth([(440, 560), (470, 640), (530, 716), (600, 732)]) + smooth(
        [(600, 732), (800, 736), (920, 690), (1010, 552)]
    )
    c.poly(lean([*hull, (960, 574), (700, 594)]), ["#3f7a8a", "#28546a"])
    keel = smooth([(486, 668), (530, 716), (600, 732)]) + smooth(
        [(600, 732), (800, 736), (912, 694), (940, 666)]
    )
    c.poly(lean(keel), "#a8473f")
    c.stroke(lean([(440, 560), (700, 596), (960, 574), (1010, 552)]), 13, "#f4ead6", 11)
    c.stroke(lean([(480, 662), (700, 676), (944, 660)]), 6, "#f4ead6", 4)
    c.stroke([(990, 620), (1080, 700), (1190, 740), (1280, 764)], 4, "#4a3a3a", 4)
    c.stroke([(1280, 700), (1286, 770)], 10, "#3a3f4a", 10)
    c.stroke([(1250, 750), (1264, 784), (1290, 790), (1322, 778), (1328, 742)], 10, "#3a3f4a", 7)
    for x, y, s in ((860, 250, 40), (930, 220, 30), (610, 200, 26), (180, 150, 30)):
        bird(c, x, y, s, "#3a4460")
    for x, y in ((330, 760), (390, 772)):
        c.stroke([(x, y), (x, y + 22)], 3, "#d98a4a")
        c.stroke([(x + 8, y), (x + 9, y + 22)], 3, "#d98a4a")
        c.blob(
            [(x - 26, y - 8), (x, y - 24), (x + 22, y - 18), (x + 16, y + 2), (x - 6, y + 6)],
            "#fffaf2",
        )
        c.blob([(x - 30, y - 12), (x - 6, y - 18), (x + 10, y - 8), (x - 8, y)], "#8f98a8")
        c.dot(x + 22, y - 24, 11, "#fffaf2")
        c.poly([(x + 30, y - 26), (x + 46, y - 20), (x + 31, y - 19)], "#e8a23e")
        c.dot(x + 25, y - 26, 2.2, "#22222c")
