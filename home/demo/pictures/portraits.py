"""Busts of the demo's authors."""

from __future__ import annotations

from random import Random

from .dress import Looks, collar, hair_before, hair_behind
from .kit import Canvas, mix
from .shapes import oval, smooth

LOOKS = {
    "amara-nwosu": Looks(
        "#e8b75d", "#7a4a35", "#231815", "cloud", "#2f6a63", "open", False, False, "#f3d27c"
    ),
    "tomas-ferreira": Looks(
        "#7fa7b5", "#d9a37f", "#4a3328", "short", "#8f3f3c", "shirt", True, True
    ),
    "signe-lindqvist": Looks("#a9bf93", "#f2cbb0", "#dcae62", "bun", "#3d5578", "scarf"),
    "ravi-menon": Looks("#d68a6b", "#a9714d", "#1d1b22", "short", "#e9dcc2", "crew", True),
}


def _someone(name: str) -> Looks:
    rng = Random(name)
    return Looks(
        rng.choice(("#e8b75d", "#7fa7b5", "#a9bf93", "#d68a6b", "#b6a0c0")),
        rng.choice(("#7a4a35", "#d9a37f", "#f2cbb0", "#a9714d")),
        rng.choice(("#231815", "#4a3328", "#dcae62", "#b9b4ae", "#8a4a2c")),
        rng.choice(("cloud", "short", "bob", "bun")),
        rng.choice(("#2f6a63", "#8f3f3c", "#3d5578", "#5b4a68")),
        rng.choice(("crew", "shirt", "scarf", "open")),
        rng.random() < 0.4,
    )


def bust(c: Canvas, name: str) -> None:
    looks = LOOKS.get(name) or _someone(name)
    shade = mix(looks.skin, "#3a1420", 0.24)
    c.ground([mix(looks.ground, "#ffffff", 0.22), looks.ground])
    c.dot(300, 300, 232, mix(looks.ground, "#ffffff", 0.3))
    hair_behind(c, looks)
    body = [
        (60, 640),
        (84, 520),
        (170, 462),
        (250, 436),
        (300, 430),
        (350, 436),
        (430, 462),
        (516, 520),
        (540, 640),
    ]
    # neck before coat, so that the collar lies on it
    c.poly(
        [*smooth(body), (540, 660), (60, 660)],
        [mix(looks.coat, "#ffffff", 0.08), mix(looks.coat, "#000000", 0.22)],
    )
    c.stroke([(142, 640), (152, 560), (172, 520)], 4, mix(looks.coat, "#000000", 0.32), 1)
    c.stroke([(458, 640), (448, 560), (428, 520)], 4, mix(looks.coat, "#000000", 0.32), 1)
    c.poly(
        [(252, 340), (348, 340), (352, 442), (330, 474), (300, 486), (270, 474), (248, 442)],
        looks.skin,
    )
    c.poly([(252, 360), (348, 360), (349, 392), (300, 428), (251, 392)], shade)
    collar(c, looks)
    for side in (-1, 1):
        c.ellipse(300 + side * 112, 296, 20, 30, shade if side > 0 else looks.skin)
        if looks.earrings:
            c.dot(300 + side * 114, 336, 11, looks.earrings)
    face = [
        (190, 250),
        (204, 180),
        (300, 140),
        (396, 180),
        (410, 250),
        (398, 330),
        (352, 396),
        (300, 412),
        (248, 396),
        (202, 330),
    ]
    outline = smooth(face, closed=True)
    c.poly(outline, looks.skin)
    with c.clip(outline):
        c.poly([(352, 120), (430, 120), (430, 430), (300, 430), (352, 380), (376, 300)], shade, 0.4)
        for side in (-1, 1):
            c.glow(300 + side * 66, 326, 46, 36, "#e2665a", 0.3)
        if looks.beard:
            beard = [
                (180, 300),
                (216, 312),
                (244, 344),
                (300, 334),
                (356, 344),
                (384, 312),
                (420, 300),
                (430, 430),
                (170, 430),
            ]
            c.poly(smooth(beard, closed=True), looks.hair)
            c.ellipse(300, 362, 34, 13, shade)
    _features(c, looks, shade)
    hair_before(c, looks)


def _features(c: Canvas, looks: Looks, shade: str) -> None:
    ink = mix(looks.hair, "#1a1018", 0.6)
    for side in (-1, 1):
        x = 300 + side * 48
        c.ellipse(x, 274, 8.5, 10.5, "#241a1e")
        c.dot(x + 3, 270, 2.6, "#ffffff")
        brow = [(x - side * 24, 246), (x, 237), (x + side * 25, 245)]
        c.stroke(brow, 8, mix(looks.hair, "#1a1018", 0.25), 5)
    c.stroke([(302, 280), (314, 318), (294, 322)], 5, shade, 4)
    if looks.beard:
        c.stroke([(278, 358), (300, 367), (322, 358)], 4.5, "#7d3f3a", 3)
        c.stroke([(240, 340), (300, 332), (360, 340)], 14, looks.hair)
    else:
        smile = smooth([(262, 350), (300, 366), (338, 350)])
        c.poly(
            smile + smooth([(338, 350), (300, 384), (262, 350)]),
            "#ffffff" if looks.style == "cloud" else mix(looks.skin, "#a3333c", 0.55),
        )
        c.stroke([(260, 349), (300, 366), (340, 349)], 4, mix(shade, "#5a1c24", 0.5), 3)
    if looks.glasses:
        for side in (-1, 1):
            c.stroke(oval(300 + side * 50, 275, 37, 34, 0, 360, 40), 6, ink, curved=False)
            c.stroke([(300 + side * 87, 270), (300 + side * 112, 262)], 6, ink)
            c.poly(
                [
                    (300 + side * 50 - 18, 254),
                    (300 + side * 50 - 4, 250),
                    (300 + side * 50 - 20, 280),
                    (300 + side * 50 - 28, 276),
                ],
                "#ffffff",
                0.25,
            )
        c.stroke([(287, 270), (300, 264), (313, 270)], 6, ink)
