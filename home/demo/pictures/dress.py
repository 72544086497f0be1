"""Hair and collars."""

from __future__ import annotations

from dataclasses import dataclass

from .kit import Canvas, mix
from .shapes import oval


@dataclass(frozen=True)
class Looks:
    ground: str
    skin: str
    hair: str
    style: str  # cloud, short, bob, bun
    coat: str
    collar: str  # crew, shirt, scarf, open
    glasses: bool = False
    beard: bool = False
    earrings: str = ""


def collar(c: Canvas, looks: Looks) -> None:
    dark, light = mix(looks.coat, "#000000", 0.3), mix(looks.coat, "#ffffff", 0.22)
    if looks.collar == "shirt":
        c.poly([(262, 470), (338, 470), (324, 640), (276, 640)], "#f4efe4")
        for side in (-1, 1):
            c.poly(
                [
                    (300, 486),
                    (300 + side * 58, 424),
                    (300 + side * 92, 460),
                    (300 + side * 46, 536),
                ],
                "#fbf8f0",
            )
            c.stroke(
                [(300, 486), (300 + side * 46, 536), (300 + side * 92, 460)],
                3,
                "#d4cbbb",
                curved=False,
            )
            c.poly(
                [
                    (300 + side * 26, 640),
                    (300 + side * 92, 460),
                    (300 + side * 150, 474),
                    (300 + side * 96, 560),
                    (300 + side * 60, 640),
                ],
                light,
            )
        for y in (548, 588):
            c.dot(300, y, 5, "#c9bfae")
    elif looks.collar == "scarf":
        c.blob(
            [
                (206, 424),
                (300, 452),
                (394, 424),
                (420, 468),
                (372, 522),
                (300, 532),
                (228, 522),
                (180, 468),
            ],
            ["#d96a54", "#b44a44"],
        )
        c.stroke([(214, 452), (300, 492), (388, 452)], 6, "#e98f74", 2)
        c.poly([(322, 500), (378, 494), (402, 650), (340, 650)], ["#c95a4b", "#9f403f"])
        for y in (560, 590):
            c.stroke([(336, y), (392, y - 8)], 7, "#eab08f")
    elif looks.collar == "open":
        c.poly([(244, 432), (300, 556), (356, 432), (338, 470), (300, 486), (262, 470)], looks.skin)
        for side in (-1, 1):
            c.poly(
                [
                    (300, 566),
                    (300 + side * 56, 426),
                    (300 + side * 108, 462),
                    (300 + side * 62, 540),
                ],
                light,
            )
        c.stroke([(256, 470), (300, 512), (344, 470)], 4, "#f3d27c")
        c.dot(300, 514, 9, "#f3d27c")
    else:
        c.stroke([(236, 440), (262, 480), (300, 494), (338, 480), (364, 440)], 22, dark)
        c.stroke(
            [(236, 440), (262, 480), (300, 494), (338, 480), (364, 440)],
            12,
            mix(looks.coat, "#5a3a2a", 0.2),
        )


def hair_behind(c: Canvas, looks: Looks) -> None:
    if looks.style == "cloud":
        for x, y, r in (
            (300, 160, 136),
            (190, 190, 90),
            (410, 190, 90),
            (160, 270, 74),
            (440, 270, 74),
            (186, 346, 58),
            (414, 346, 58),
            (230, 110, 80),
            (370, 110, 80),
        ):
            c.dot(x, y, r, looks.hair)
    elif looks.style == "bob":
        c.blob(
            [
                (160, 240),
                (190, 150),
                (300, 106),
                (410, 150),
                (440, 240),
                (436, 400),
                (380, 420),
                (220, 420),
                (164, 400),
            ],
            looks.hair,
        )
    elif looks.style == "bun":
        c.dot(300, 92, 62, mix(looks.hair, "#000000", 0.12))
        c.stroke(
            oval(300, 92, 40, 40, 160, 330, 20), 6, mix(looks.hair, "#ffffff", 0.3), 2, curved=False
        )
        c.blob(
            [(172, 250), (196, 150), (300, 112), (404, 150), (428, 250), (410, 330), (190, 330)],
            mix(looks.hair, "#000000", 0.12),
        )


def hair_before(c: Canvas, looks: Looks) -> None:
    light = mix(looks.hair, "#ffffff", 0.16)
    if looks.style == "cloud":
        fringe = [
            (186, 260),
            (196, 170),
            (300, 116),
            (404, 170),
            (414, 260),
            (388, 214),
            (344, 190),
            (300, 196),
            (256, 190),
            (212, 214),
        ]
        c.blob(fringe, looks.hair)
        c.stroke(oval(300, 170, 150, 130, 215, 300, 20), 9, light, 2, curved=False)
    elif looks.style == "short":
        top = [
            (184, 276),
            (180, 190),
            (224, 126),
            (310, 106),
            (392, 136),
            (420, 200),
            (416, 276),
            (402, 220),
            (356, 196),
            (280, 204),
            (230, 186),
            (204, 220),
        ]
        c.blob(top, looks.hair)
        c.stroke([(214, 170), (262, 134), (330, 126)], 8, light, 2)
    elif looks.style == "bob":
        c.blob(
            [
                (170, 330),
                (168, 220),
                (220, 136),
                (310, 112),
                (400, 146),
                (434, 230),
                (430, 330),
                (404, 236),
                (330, 190),
                (240, 232),
                (198, 270),
            ],
            looks.hair,
        )
        c.stroke([(224, 180), (286, 142), (346, 140)], 8, light, 2)
    else:
        c.blob(
            [
                (184, 286),
                (186, 190),
                (240, 130),
                (300, 118),
                (360, 130),
                (414, 190),
                (416, 286),
                (392, 214),
                (320, 168),
                (296, 166),
                (216, 210),
            ],
            looks.hair,
        )
        c.stroke([(216, 196), (250, 158), (296, 142)], 7, light, 2)
        c.stroke([(384, 196), (350, 158), (310, 142)], 7, light, 2)
