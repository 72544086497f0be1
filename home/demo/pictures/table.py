"""Things on a table."""

from __future__ import annotations

from .kit import Canvas, mix
from .plants import leaf, leafy
from .shapes import box, down_to, oval, ridge, turn
from .things import mug, pot


def blood_pressure(c: Canvas) -> None:
    """A monitor and its cuff on a table."""
    c.ground(["#bcd8d2", "#d7e6da"], 0, 600)
    c.poly([(880, 0), (1180, 0), (860, 600), (520, 600)], "#f4f3df", 0.5)
    c.poly([(1230, 0), (1440, 0), (1140, 600), (910, 600)], "#f4f3df", 0.5)
    c.shadow(box(150, 76, 430, 416), 12, 0.25, "#35544f")
    c.rect(140, 60, 420, 400, "#8a6242", 6)
    c.rect(158, 78, 402, 382, "#f8f1de")
    for y, tone in ((250, "#e0a58c"), (290, "#c97f6e"), (330, "#7b5a6b")):
        c.poly(down_to([(x * 0.1525 + 158, py) for x, py in ridge(c.rng, y, 26, 1.3)], 382), tone)
    c.dot(312, 168, 36, "#e8b75d")
    c.rect(402, 70, 420, 390, "#8a6242")
    c.ground(["#c48c5d", "#9d6a43"], 590)
    c.ground("#dcab7c", 582, 600)
    for x, y in ((120, 660), (900, 640), (600, 870), (1220, 850)):
        c.stroke([(x, y), (x + 120, y - 4), (x + 280, y + 2)], 3, "#a8754b", 1)
    c.stroke(
        [(560, 640), (480, 720), (560, 800), (800, 836), (1000, 800), (1100, 720), (1150, 660)],
        15,
        "#3d4f58",
    )
    c.stroke([(556, 652), (486, 718), (562, 790), (800, 826)], 4, "#6d818a", 2)
    # the monitor
    c.glow(640, 770, 420, 60, "#4a2c18", 0.6)
    c.poly([(410, 770), (870, 770), (900, 700), (380, 700)], ["#cfd5d2", "#a6afae"])
    c.rect(380, 280, 900, 716, ["#fbfaf4", "#dfe3df"], 46)
    c.rect(420, 318, 740, 676, "#4d6168", 22)
    c.rect(432, 330, 728, 664, ["#d5e6cf", "#b9d2b8"], 14)
    ink = "#2b3d40"
    for y, h, number, w in ((350, 110, "118", 56), (486, 84, "76", 50), (592, 54, "64", 32)):
        x = 706 - len(number) * (w + 14)
        for figure in number:
            _digit(c, x, y, w, h, int(figure), ink)
            x += w + 14
    _heart(c, 480, 622, 22, "#c8483f")
    for y in (392, 516):
        c.rect(448, y, 478, y + 8, ink, 3)
        c.rect(448, y + 16, 468, y + 24, ink, 3)
    c.ellipse(820, 440, 54, 54, ["#5fa39b", "#3b7771"])
    c.stroke(oval(820, 444, 20, 20, -60, 240, 24), 6, "#ffffff", curved=False)
    c.stroke([(820, 418), (820, 440)], 6, "#ffffff")
    for y in (556, 616):
        c.rect(772, y, 868, y + 36, "#c3cac7", 18)
        c.rect(772, y, 868, y + 30, "#edefea", 15)
    # the cuff
    c.glow(1220, 770, 330, 54, "#4a2c18", 0.6)
    c.rect(1000, 450, 1440, 770, ["#4f7fa0", "#2f5476"], 60)
    c.ellipse(1440, 610, 66, 160, "#2a4a6a")
    c.ellipse(1440, 610, 48, 130, "#1e3650")
    c.ellipse(1000, 610, 66, 160, ["#4f7fa0", "#2f5476"])
    c.rect(1000, 450, 1120, 770, ["#4f7fa0", "#2f5476"])
    c.poly([(1120, 452), (1270, 452), (1240, 768), (1090, 768)], ["#6f9cb8", "#466f91"])
    for y in (480, 740):
        for x in range(1000, 1430, 26):
            c.rect(x, y, x + 14, y + 3, "#8fb4c9")
    c.rect(1300, 560, 1390, 650, "#e9eef0", 8)
    c.stroke(
        [(1318, 606), (1336, 606), (1346, 582), (1358, 628), (1366, 606), (1376, 606)],
        5,
        "#c8483f",
        curved=False,
    )
    # what stands around
    mug(c, 236, 762, 150, "#d9684d", "#ffffff")
    c.glow(236, 766, 120, 20, "#4a2c18", 0.5)
    mug(c, 236, 762, 150, "#d9684d")
    pot(c, 1500, 590, 120, 104, "#e6d5b4")
    leafy(c, 1500, 486, 170, ["#4f8a6d", "#6ba682", "#3f7560"], 11)


def _heart(c: Canvas, x: float, y: float, r: float, tone: str) -> None:
    c.dot(x - r * 0.48, y - r * 0.3, r * 0.55, tone)
    c.dot(x + r * 0.48, y - r * 0.3, r * 0.55, tone)
    c.poly(
        [(x - r * 0.98, y - r * 0.1), (x, y + r), (x + r * 0.98, y - r * 0.1), (x, y - r * 0.5)],
        tone,
    )


def _digit(c: Canvas, x: float, y: float, w: float, h: float, figure: int, ink: str) -> None:
    """Seven segments: top, upper left and right, middle, lower left and right, bottom."""
    lit = (
        "1110111",
        "0010010",
        "1011101",
        "1011011",
        "0111010",
        "1101011",
        "1101111",
        "1010010",
        "1111111",
        "1111011",
    )[figure]
    t, m = w * 0.17, h / 2
    places = (
        (x + t, y, x + w - t, y + t),
        (x, y + t, x + t, y + m - t / 4),
        (x + w - t, y + t, x + w, y + m - t / 4),
        (x + t, y + m - t / 2, x + w - t, y + m + t / 2),
        (x, y + m + t / 4, x + t, y + h - t),
        (x + w - t, y + m + t / 4, x + w, y + h - t),
        (x + t, y + h - t, x + w - t, y + h),
    )
    for on, place in zip(lit, places, strict=True):
        if on == "1":
            c.rect(*place, ink, t * 0.4)


def hearing(c: Canvas) -> None:
    """Headphones on a stand, a record player and waves on the wall."""
    c.ground(["#3b2c4f", "#55406a"], 0, 640)
    for r in range(13, 0, -1):
        c.dot(
            540,
            400,
            70 + r * 66,
            mix("#4c3a62", "#d9785f", (1 - r / 13) ** 1.4 * 0.85)
            if r % 2
            else mix("#463459", "#e39a6a", (1 - r / 13) ** 1.4 * 0.8),
        )
    c.ground(["#a4694a", "#744534"], 640)
    c.ground("#c88a62", 630, 650)
    for x in (400, 1080):
        c.rect(x, 720, x + 4, 900, "#5f382b")
    c.ground("#8a5640", 700, 712)
    # the stand and headphones
    c.glow(540, 650, 240, 26, "#2a1420", 0.7)
    c.ellipse(540, 640, 120, 20, "#2a2430")
    c.ellipse(540, 634, 112, 16, "#4a4252")
    c.rect(528, 240, 552, 636, ["#6a6074", "#332c3c"], across=True)
    c.rect(486, 222, 594, 250, "#4a4252", 12)
    c.stroke(oval(540, 420, 172, 214, 180, 360, 40), 34, "#f0e2cc", curved=False)
    c.stroke(oval(540, 420, 150, 190, 200, 340, 40), 20, "#d9684d", curved=False)
    c.stroke(oval(540, 420, 176, 220, 190, 260, 20), 7, "#fff6e4", 3, curved=False)
    for side in (-1, 1):
        x = 540 + side * 172
        c.rect(x - 10, 380, x + 10, 450, "#b9ab98", 5)
        c.rect(min(x, x - side * 62), 400, max(x, x - side * 62), 560, ["#3d3246", "#251c2e"], 28)
        c.rect(
            min(x - side * 14, x + side * 46),
            406,
            max(x - side * 14, x + side * 46),
            554,
            ["#f5e8d3", "#c9b59b"],
            30,
        )
        c.rect(
            min(x + side * 12, x + side * 46),
            440,
            max(x + side * 12, x + side * 46),
            520,
            "#d9684d",
            16,
        )
    c.stroke([(730, 552), (760, 620), (700, 690), (560, 676), (440, 700), (380, 676)], 8, "#2a1f2e")
    # the record player
    c.glow(1160, 650, 470, 34, "#2a1420", 0.75)
    c.rect(800, 560, 1500, 640, ["#e8d3ad", "#c2a379"], 12)
    c.rect(800, 600, 1500, 606, "#a98a60")
    for x in (850, 1450):
        c.rect(x - 28, 636, x + 28, 652, "#3a2a30", 4)
    c.dot(1430, 580, 13, "#d9684d")
    c.rect(1330, 574, 1390, 586, "#8a6f4c", 6)
    c.poly([(836, 562), (1464, 562), (1420, 470), (880, 470)], ["#d8bf95", "#e8d3ad"])
    c.ellipse(1100, 518, 226, 38, "#1d1822")
    for share in (0.92, 0.8, 0.68, 0.56):
        c.stroke(oval(1100, 516, 226 * share, 38 * share, 0, 360, 60), 1.6, "#4a4252", curved=False)
    c.poly([*oval(1100, 516, 214, 35, 200, 236, 14), (1100, 516)], "#6a6074", 0.5)
    c.ellipse(1100, 516, 74, 13, "#e39a4a")
    c.ellipse(1100, 516, 9, 3, "#fff6e4")
    c.ellipse(1390, 506, 30, 10, "#8f8290")
    c.rect(1376, 466, 1404, 506, "#b9ab98", 6)
    c.stroke([(1390, 470), (1330, 462), (1236, 500), (1200, 512)], 9, "#e9e2d6", 7)
    c.poly([(1206, 504), (1188, 526), (1170, 522), (1186, 500)], "#3a2a30")
    # sleeves and a plant
    for x, tone, lean in ((210, "#e3a24a", -10), (150, "#4f8f8a", -6)):
        sleeve = turn(box(x - 110, 410, x + 130, 642), (x, 642), lean)
        c.shadow(sleeve, 8, 0.3, "#1a0f1c")
        c.poly(sleeve, [mix(tone, "#ffffff", 0.1), mix(tone, "#2a1428", 0.2)])
        mid = turn([(x + 10, 526)], (x, 642), lean)[0]
        for r, shade in ((78, "#f3e3c6"), (54, "#c94f42"), (28, "#2c2436")):
            c.poly(oval(*mid, r, r), shade)
    c.rect(1120, 236, 1560, 254, ["#8a5640", "#6b4030"], 4)
    for x, h, tone in (
        (1160, 110, "#d9684d"),
        (1192, 130, "#e8d3ad"),
        (1228, 96, "#4f8f8a"),
        (1258, 120, "#e3a24a"),
        (1292, 104, "#8a6f8f"),
    ):
        c.rect(x, 236 - h, x + 28, 236, tone, 3)
    pot(c, 1460, 236, 100, 84, "#f0e2cc")
    for d in (-160, -140, -118, -98, -80, -60, -38, -18):
        leaf(c, 1460, 156, 130, 30, d, "#5f9a78" if d % 3 else "#7db58d", "#a8d0ae")
