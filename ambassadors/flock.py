"""The product's mark and the still flock, drawn as SVG.

Birds sit on a twisted ribbon that turns round a point nobody commands; where the ribbon folds it looks dense, as
real flocks do. No neighbour search: a bird knows its place from its number alone, so the same flock is drawn each
time. `python -m ambassadors.flock` writes the pictures in static/img; pages use them as masks, so that a flock
takes the ink of its theme and a browser loads it once.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
# Far to near. A picture has one path per layer.
LAYERS = (0.26, 0.42, 0.58, 0.76, 0.95)
# Coordinates are whole numbers on a grid finer than the picture: short to write, exact enough to look at.
GRID = 5


@dataclass(frozen=True, slots=True)
class Flock:
    """Lengths are shares of the picture's width (x) or height (y); sizes of birds are pixels of the picture."""

    width: int
    height: int
    birds: int
    seed: int
    centre: tuple[float, float] = (0.5, 0.5)
    orbit: tuple[float, float] = (0.3, 0.27)
    band: float = 0.25
    clear: tuple[float, float] = (0.18, 0.2)
    tilt: float = -0.1
    twist: float = 1.2
    fold: float = 1.1
    phase: float = 0.0
    turbulence: float = 0.006
    strays: float = 0.07
    sizes: tuple[float, float] = (1.8, 6.4)


FLOCKS = {
    "sign-in": Flock(
        1000, 900, 3600, seed=11, centre=(0.55, 0.47), orbit=(0.35, 0.27), band=0.4, clear=(0.19, 0.165),
        phase=2.2, twist=1.5, sizes=(3.4, 8.2), tilt=0.06,
    ),
    "empty": Flock(
        600, 300, 420, seed=5, orbit=(0.3, 0.27), band=0.42, clear=(0.17, 0.22), phase=0.4, twist=1.5,
        sizes=(3.4, 6.8), turbulence=0.014,
    ),
    "scattered": Flock(
        1000, 400, 420, seed=8, orbit=(0.27, 0.27), band=0.5, clear=(0.15, 0.24), phase=0.3, twist=1.0,
        turbulence=0.09, strays=0.25, sizes=(5.0, 11.5),
    ),
    "moment": Flock(
        900, 720, 2600, seed=23, centre=(0.55, 0.44), orbit=(0.5, 0.1), band=0.36, clear=(0.0, 0.0), tilt=0.1,
        phase=1.0, twist=1.5, sizes=(2.8, 6.4), turbulence=0.008,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bird:
    x: float
    y: float
    heading: float
    size: float
    depth: float


def _ribbon(flock: Flock, dice: random.Random) -> Bird:
    """One bird on the ribbon: a place along it, a place across it, and the fold that it sees there."""
    along = dice.uniform(0, math.tau)
    across = dice.uniform(-1, 1) * (0.8 + 0.35 * dice.random())
    # The twist halts for a while: there the ribbon is seen from its edge and looks like a line.
    fold = flock.twist * along + flock.phase + flock.fold * math.sin(2 * along + flock.phase)
    breath = 0.82 + 0.38 * math.sin(along + 2.4 + flock.phase)
    half = flock.band * flock.height * breath / 2
    wave = 1 + 0.1 * math.sin(2 * along + 0.8) + 0.07 * math.sin(3 * along + flock.phase)
    a, b = flock.orbit[0] * flock.width * wave, flock.orbit[1] * flock.height * wave
    x, y = a * math.cos(along), b * math.sin(along)
    length = math.hypot(b * math.cos(along), a * math.sin(along))
    outward = (b * math.cos(along) / length, a * math.sin(along) / length)
    shift = across * half * math.cos(fold)
    depth = 0.5 + 0.36 * across * math.sin(fold) + 0.17 * math.sin(along + 5.6)
    heading = math.atan2(b * math.cos(along), -a * math.sin(along)) + flock.tilt + dice.gauss(0, 0.28)
    x, y = x + outward[0] * shift, y + outward[1] * shift
    cos, sin = math.cos(flock.tilt), math.sin(flock.tilt)
    return Bird(x * cos - y * sin, x * sin + y * cos, heading, 0, min(max(depth, 0.0), 1.0))


def _pushed_out(x: float, y: float, flock: Flock, dice: random.Random) -> tuple[float, float]:
    """The middle stays free for words."""
    rx, ry = flock.clear[0] * flock.width, flock.clear[1] * flock.height
    if not rx or not ry:
        return x, y
    inside = math.hypot(x / rx, y / ry)
    if inside >= 1:
        return x, y
    wanted = 1 + 0.12 * abs(dice.gauss(0, 1)) if inside else 1.0
    factor = wanted / max(inside, 0.05)
    return x * factor, y * factor


def birds(flock: Flock) -> Iterator[Bird]:
    dice = random.Random(flock.seed)  # noqa: S311 (drawing, no secret)
    for _number in range(flock.birds):
        bird = _ribbon(flock, dice)
        stray = dice.random() < flock.strays
        wild = flock.turbulence * flock.height * (3.2 if stray else 1) * (0.35 + dice.random())
        x, y = (
            bird.x + dice.gauss(0, 1) * wild * 0.6,
            bird.y + dice.gauss(0, 1) * wild * 0.6,
        )
        x, y = _pushed_out(x, y, flock, dice)
        small, large = flock.sizes
        size = small + (large - small) * bird.depth**1.6 * (0.75 + 0.5 * dice.random())
        yield Bird(
            x + flock.centre[0] * flock.width,
            y + flock.centre[1] * flock.height,
            bird.heading,
            size,
            bird.depth,
        )


def kite(bird: Bird) -> list[tuple[int, int]]:
    """Nose, wing, notch, wing: corners on the grid."""
    cos, sin = math.cos(bird.heading), math.sin(bird.heading)
    corners = ((0.5, 0.0), (-0.42, 0.58), (-0.06, 0.0), (-0.42, -0.58))
    return [
        (
            round((bird.x + (fx * cos - fy * sin) * bird.size) * GRID),
            round((bird.y + (fx * sin + fy * cos) * bird.size) * GRID),
        )
        for fx, fy in corners
    ]


def _step(x: int, y: int) -> str:
    return f"{x}{y}" if y < 0 else f"{x} {y}"


def _path(flying: list[Bird]) -> str:
    """All birds of a layer in one path of relative steps; neighbours follow each other, so the steps are short."""
    at = (0, 0)
    parts: list[str] = []
    for bird in sorted(flying, key=lambda bird: (bird.y // 24, bird.x)):
        nose, *rest = kite(bird)
        parts.append("m" + _step(nose[0] - at[0], nose[1] - at[1]) + "l")
        last, steps = nose, []
        for corner in rest:
            steps.append(_step(corner[0] - last[0], corner[1] - last[1]))
            last = corner
        parts.append(steps[0] + "".join(s if s.startswith("-") else " " + s for s in steps[1:]) + "z")
        at = nose
    return "".join(parts)


def picture(kind: str) -> str:
    """The SVG of a flock, one path per layer of depth."""
    flock = FLOCKS[kind]
    layers: list[list[Bird]] = [[] for _layer in LAYERS]
    for bird in birds(flock):
        layers[min(int(bird.depth * len(LAYERS)), len(LAYERS) - 1)].append(bird)
    paths = "".join(
        f'<path opacity="{opacity}" d="{_path(layer)}"/>'
        for opacity, layer in zip(LAYERS, layers, strict=True)
        if layer
    )
    size = f"{flock.width * GRID} {flock.height * GRID}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{paths}</svg>\n'


def mark_shapes(positions: int) -> str:
    """Dots on a golden-angle spiral, cut to a crescent, and one ember dot at its focus; on a square of 100."""
    shapes = []
    for number in range(1, positions + 1):
        radius = 46 * math.sqrt(number / positions)
        x, y = 50 + radius * math.cos(number * GOLDEN_ANGLE), 50 + radius * math.sin(number * GOLDEN_ANGLE)
        beyond = math.hypot(x - 65, y - 38) - 29
        if beyond < 0:
            continue
        # Dots are largest in the middle of the crescent.
        dot = (2.6 + 0.38 * min(46 - radius, beyond, 9)) * (34 / positions) ** 0.3
        shapes.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{dot:.1f}"/>')
    return "".join(shapes) + '<circle class="mark-ember" cx="71" cy="38" r="11"/>'


def mark(size: int) -> str:
    """The mark for a page; up to 40 px it has fewer dots."""
    shapes = mark_shapes(34 if size <= 40 else 60)
    return (
        f'<svg class="mark" width="{size}" height="{size}" viewBox="0 0 100 100" fill="currentColor"'
        f' aria-hidden="true" focusable="false">{shapes}</svg>'
    )


def mark_picture() -> str:
    """The mark as a file, for the browser's tab: ink on light, light ink on dark, ember always ember."""
    style = "svg{fill:#13211f}.mark-ember{fill:#f0a02f}@media(prefers-color-scheme:dark){svg{fill:#e8efec}}"
    shapes = mark_shapes(34)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><style>{style}</style>{shapes}</svg>\n'


def pictures() -> dict[str, str]:
    """Every file in static/img that is drawn here, by name."""
    return {"mark.svg": mark_picture()} | {f"flock-{kind}.svg": picture(kind) for kind in FLOCKS}


if __name__ == "__main__":
    folder = Path(__file__).resolve().parent.parent / "static" / "img"
    for name, drawn in pictures().items():
        (folder / name).write_text(drawn)
