"""Draw the demo's pictures and portraits: `draw("daily-walk", path)`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .pictures import (
    bedroom,
    coins,
    depths,
    garden,
    hills,
    kitchen,
    portraits,
    sea,
    shelf,
    soil,
    street,
    table,
    water,
)
from .pictures.kit import Canvas

SCENES: dict[str, Callable[[Canvas], None]] = {
    "bee-meadow": garden.bee_meadow,
    "blood-pressure": table.blood_pressure,
    "bread-kitchen": kitchen.bread_kitchen,
    "budget-desk": coins.budget_desk,
    "coin-curve": coins.coin_curve,
    "compost-layers": soil.compost_layers,
    "daily-walk": hills.daily_walk,
    "fibre-breakfast": water.fibre_breakfast,
    "hand-washing": water.hand_washing,
    "hearing": table.hearing,
    "honeycomb": shelf.honeycomb,
    "hooked-envelope": depths.hooked_envelope,
    "knife-board": kitchen.knife_board,
    "low-tide": sea.low_tide,
    "market-stall": street.market_stall,
    "night-bedroom": bedroom.night_bedroom,
    "plant-shelf": shelf.plant_shelf,
    "rainy-window": bedroom.rainy_window,
    "raised-bed": garden.raised_bed,
    "rock-layers": soil.rock_layers,
    "snowball-slope": hills.snowball_slope,
    "sunset-sea": sea.sunset_sea,
    "telescope-hill": hills.telescope_hill,
    "umbrella-jar": street.umbrella_jar,
}
PICTURES = sorted(SCENES)


def draw(name: str, path: Path) -> None:
    """Make the picture of this name: 1600 × 900, JPEG, the same at every call."""
    canvas = Canvas(name)
    SCENES[name](canvas)
    canvas.save(path)


def portrait(name: str, path: Path) -> None:
    """Make the portrait of the author with this slug: 600 × 600, JPEG."""
    canvas = Canvas(name, size=(600, 600))
    portraits.bust(canvas, name.removesuffix(".jpg"))
    canvas.save(path, shade=0)
