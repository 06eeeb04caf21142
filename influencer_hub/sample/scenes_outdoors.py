"""Scenes under the sky: a heat pump in snow, pipes in a trench, a wind farm, a festival of lights."""

import math
import random

from influencer_hub.sample import portraits
from influencer_hub.sample.canvas import Canvas, Point, mix
from influencer_hub.sample.looks import HELMETS, SKINS, Look


def heat_pump(canvas: Canvas) -> None:
    canvas.gradient((0, "#d9c3a4"), (0.35, "#e6dccb"), (0.7, "#c4d3de"), (1, "#b3c6d4"))
    canvas.glow(430, 110, 380, 300, "#fff2d8", 0.8)
    with canvas.soft(5):
        for x, top in ((250, 350), (330, 300), (410, 340), (500, 280), (580, 330)):
            canvas.shape([(x - 70, 520), (x, top), (x + 70, 520)], "#8fa7b0", 0.8)
    _bricks(canvas)
    canvas.shape(
        "M -700 516 C -420 486 -160 520 60 500 C 300 480 520 520 700 500 L 700 700 L -700 700 Z", "#f2f6f8"
    )
    canvas.shape(
        "M -700 560 C -360 530 60 570 320 552 C 500 540 620 560 700 556 L 700 700 L -700 700 Z", "#dde7ee"
    )
    with canvas.shadow(26, 18, 22, 0.4):
        canvas.box(-190, 246, 420, 300, "#2c3a42", r=16)
    _pump_front(canvas)
    canvas.shape(
        "M -202 250 C -200 222 -150 214 -110 220 C -40 208 60 212 130 218 C 190 212 244 226 242 252 C 200 262 -160 262 -202 250 Z",
        "#ffffff",
    )
    canvas.shape("M -230 560 C -150 526 150 528 270 556 C 200 590 -170 590 -230 560 Z", "#f7fafb")
    _snow(canvas)
    canvas.vignette(0.3)


def _bricks(canvas: Canvas) -> None:
    dice = random.Random(3)
    canvas.shape([(-700, -10), (96, -10), (96, 510), (-700, 520)], "#8a3b26")
    for row in range(15):
        y, shift = -8 + row * 35, 46 if row % 2 else 0
        for column in range(-9, 3):
            x = column * 92 + shift
            wide = min(86, 96 - x)
            if wide > 20:
                canvas.box(
                    x, y, wide, 29, dice.choice(("#b5512f", "#c0593a", "#a84a2b", "#cc6a48", "#b85637")), r=2
                )
                canvas.line([(x + 3, y + 2), (x + wide - 3, y + 2)], 1.6, "#ffffff", 0.16)
    canvas.shape([(96, -10), (150, -10), (150, 508), (96, 510)], "#6b2c1b")
    canvas.shape([(60, -10), (96, -10), (96, 510), (60, 510)], "#000000", 0.12)


def _pump_front(canvas: Canvas) -> None:
    canvas.box(-190, 246, 420, 60, "#ffffff", 0.05, r=16)
    canvas.ellipse(-44, 396, 124, 124, "#1b262c")
    for r in range(112, 12, -17):
        canvas.ring(-44, 396, r, 3, "#9fb6ba", 0.85)
    for step in range(8):
        angle = step * math.tau / 8
        canvas.line(
            [(-44, 396), (-44 + 112 * math.cos(angle), 396 + 112 * math.sin(angle))], 2.4, "#7f979c", 0.8
        )
    canvas.ellipse(-44, 396, 17, 17, "#6f878c")
    for y in (330, 358, 386):
        canvas.line([(126, y), (196, y)], 6, "#6f8a90")
    canvas.glow(186, 482, 34, 34, "#7fe0c4", 0.8)
    canvas.ellipse(186, 482, 7, 7, "#a6f2dc")
    for x in (-160, 178):
        canvas.box(x, 540, 34, 22, "#161f24", r=3)
    canvas.line([(-184, 262), (-184, 530)], 4, "#ffffff", 0.18)


def _snow(canvas: Canvas) -> None:
    dice = random.Random(17)
    for _ in range(46):
        x, y, r = dice.uniform(-640, 640), dice.uniform(-10, 680), dice.uniform(8, 15)
        canvas.glow(x, y, r, r, "#ffffff", 0.9)
    for _ in range(110):
        x, y, r = dice.uniform(-640, 640), dice.uniform(-10, 660), dice.uniform(1.6, 4)
        canvas.ellipse(x, y, r, r, "#ffffff", 0.9)


def trench(canvas: Canvas) -> None:
    canvas.gradient((0, "#cfdfe6"), (0.3, "#e9eeec"), (0.42, "#f4ead9"), (1, "#f4ead9"))
    canvas.glow(-260, 60, 420, 300, "#fff6e0", 0.8)
    _town(canvas)
    canvas.shape("M -700 306 L 700 296 L 700 700 L -700 700 Z", "#9a7450")
    canvas.shape("M -700 340 C -300 322 200 338 700 322 L 700 700 L -700 700 Z", "#7d5a3b")
    canvas.shape("M -700 372 C -200 356 300 372 700 354 L 700 700 L -700 700 Z", "#553b27")
    _earth(canvas)
    _pipe(canvas, 392, 78, "#d8552b")
    canvas.shape("M -700 520 C -200 500 300 524 700 500 L 700 540 L -700 552 Z", "#6b4a30")
    _pipe(canvas, 548, 92, "#2f74b5")
    canvas.shape("M -700 664 C -200 648 300 668 700 650 L 700 700 L -700 700 Z", "#3f2b1c")
    with canvas.shadow(-14, 12, 26, 0.45), canvas.placed(58, 216, 1.85):
        portraits.bust(
            canvas,
            Look(SKINS[1], "buzz", "#6d4326", headgear="helmet", headgear_colour=HELMETS[1], top="hivis"),
        )
    canvas.vignette(0.42)


def _town(canvas: Canvas) -> None:
    dice = random.Random(5)
    with canvas.soft(2):
        for x in range(-660, 680, 62):
            high, ink = (
                dice.uniform(90, 190),
                dice.choice(("#9fb3ba", "#b9a58a", "#c4b297", "#8ba3a6", "#aebdc0")),
            )
            canvas.box(x, 310 - high, 54, high + 10, ink)
            for wx in (x + 9, x + 31):
                for wy in range(int(324 - high), 296, 24):
                    canvas.box(wx, wy, 12, 12, dice.choice(("#f6dfae", "#6f858c", "#6f858c")), 0.75)
        canvas.line([(-250, 305), (-250, 60)], 9, "#c78a2a")
        canvas.line([(-420, 84), (-60, 84)], 8, "#c78a2a")
        canvas.line([(-250, 40), (-400, 84)], 3, "#c78a2a")
        canvas.line([(-250, 40), (-80, 84)], 3, "#c78a2a")
        canvas.line([(-110, 84), (-110, 190)], 2, "#6b5a3a")


def _earth(canvas: Canvas) -> None:
    dice = random.Random(6)
    for _ in range(420):
        x, y, r = dice.uniform(-690, 690), dice.uniform(318, 670), dice.uniform(1.5, 6)
        canvas.ellipse(x, y, r * 1.4, r, dice.choice(("#2d1e12", "#a98259", "#c4a07a")), 0.4)


def _pipe(canvas: Canvas, top: float, high: float, mark: str) -> None:
    """A pipe that sags slightly, with the coloured marks of its direction of flow."""

    def edge(share: float) -> str:
        y = top + high * share
        return f"M -700 {y + 8} C -240 {y - 10} 240 {y + 12} 700 {y - 8}"

    stops = (
        (0.0, "#141c20"),
        (0.1, "#2c383d"),
        (0.22, "#56656a"),
        (0.34, "#39474c"),
        (0.6, "#222c31"),
        (1.0, "#0d1316"),
    )
    for step in range(24):
        share = step / 24
        lower = next(i for i in range(len(stops) - 1) if share < stops[i + 1][0])
        (start, first), (end, second) = stops[lower], stops[lower + 1]
        canvas.line(edge(share + 0.02), high / 24 + 1.5, mix(first, second, (share - start) / (end - start)))
    for x in range(-640, 640, 128):
        y = top + high * 0.46
        canvas.line([(x, y + 5 - x / 120), (x + 70, y + 4 - x / 120)], 9, mark)
    for x in (-420, 20, 470):
        canvas.shape(
            [(x, top - 2), (x + 16, top - 2), (x + 16, top + high + 3), (x, top + high + 3)], "#0f1518", 0.55
        )


HILLS = (
    ("#6b5a58", "M -700 520 C -420 470 -120 520 120 506 C 340 492 520 470 700 500 L 700 700 L -700 700 Z"),
    ("#22303a", "M -700 566 C -460 520 -220 560 0 552 C 240 544 460 510 700 556 L 700 700 L -700 700 Z"),
    ("#0d181d", "M -700 610 C -400 566 -60 616 220 598 C 420 586 580 600 700 612 L 700 700 L -700 700 Z"),
)
# Foot, size, turn of the blades, colour.
FAR = (
    (300, 500, 0.45, 70, "#5d5257"),
    (-120, 508, 0.5, 12, "#57505a"),
    (470, 492, 0.62, 34, "#463f48"),
    (-400, 506, 0.72, 100, "#3a3a44"),
)
NEAR = ((-230, 566, 1.42, 18, "#0f1c22"), (250, 556, 1.06, 52, "#0f1c22"))


def wind_farm(canvas: Canvas) -> None:
    dusk = ((0, "#1b3040"), (0.3, "#4d5368"), (0.52, "#a8766a"), (0.68, "#e59a55"), (0.84, "#f6c27a"))
    canvas.gradient(*dusk, (1, "#f6c27a"))
    canvas.glow(120, 452, 420, 330, "#ffd892", 0.85)
    canvas.glow(120, 452, 120, 120, "#fff1cf", 1.0)
    canvas.ellipse(120, 452, 44, 44, "#ffedc2")
    _long_clouds(canvas)
    for (ink, hill), turbines in zip(HILLS, (FAR, NEAR, ()), strict=True):
        canvas.shape(hill, ink)
        for x, y, size, degrees, dark in turbines:
            _turbine(canvas, (x, y), size, degrees, dark)
    for x, y in ((20, 190), (48, 178), (76, 186), (104, 170), (60, 206), (134, 184)):
        wings = f"M {x - 7} {y - 3} Q {x - 3} {y - 6} {x} {y} Q {x + 3} {y - 6} {x + 7} {y - 3}"
        canvas.line(wings, 1.8, "#14232a")
    canvas.vignette(0.4)


def _long_clouds(canvas: Canvas) -> None:
    places = (
        (-420, 170, 300),
        (-100, 118, 240),
        (330, 200, 330),
        (520, 120, 180),
        (-560, 300, 200),
        (250, 330, 260),
    )
    with canvas.soft(9):
        for x, y, wide in places:
            canvas.ellipse(x, y, wide, 7, "#f0b48a", 0.34)
            canvas.ellipse(x + 60, y + 14, wide * 0.6, 5, "#3a4458", 0.34)


def _turbine(canvas: Canvas, foot: Point, size: float, degrees: float, ink: str) -> None:
    x, y = foot
    hub = y - 250 * size
    canvas.shape(
        [(x - 7 * size, y + 20), (x - 3.6 * size, hub), (x + 3.6 * size, hub), (x + 7 * size, y + 20)], ink
    )
    for blade in range(3):
        angle = math.radians(degrees + blade * 120)
        along, across = (math.sin(angle), -math.cos(angle)), (math.cos(angle), math.sin(angle))
        points = [(0.0, 3.0), (34.0, 8.0), (150.0, 1.2), (150.0, -1.0), (20.0, -3.6), (0.0, -3.0)]
        canvas.shape(
            [
                (x + (along[0] * a + across[0] * c) * size, hub + (along[1] * a + across[1] * c) * size)
                for a, c in points
            ],
            ink,
        )
    canvas.ellipse(x, hub, 8 * size, 8 * size, ink)


def lights(canvas: Canvas) -> None:
    canvas.gradient((0, "#0e2733"), (0.32, "#1c4250"), (0.56, "#5f7472"), (0.74, "#d39c63"), (1, "#f6c580"))
    with canvas.soft(6):
        for x, y, wide in ((-300, 330, 320), (260, 300, 280), (60, 380, 380)):
            canvas.ellipse(x, y, wide, 8, "#f6c580", 0.25)
    _flock(canvas)
    _strings(canvas)
    _big_screen(canvas)
    _crowd(canvas)
    canvas.vignette(0.35)


def _flock(canvas: Canvas) -> None:
    dice = random.Random(33)
    for _ in range(1500):
        along = dice.random()
        band = dice.gauss(0, 26 * (0.4 + math.sin(along * math.pi)))
        x = -560 + 1120 * along + dice.gauss(0, 10)
        y = 150 + 70 * math.sin(along * 5.2 + 0.6) + band
        size = dice.uniform(1, 2.6)
        canvas.shape(
            [(x - size * 1.6, y - size * 0.6), (x, y), (x + size * 1.6, y - size * 0.7), (x, y + size * 0.7)],
            "#0b1a20",
            0.75,
        )


def _strings(canvas: Canvas) -> None:
    canvas.line([(0, 40), (0, 330)], 7, "#0b1a20")
    for high, sag, side in ((44, 170, -700), (44, 170, 700), (150, 300, -700), (150, 300, 700)):
        start, end = (0, high), (side, high - 10)
        middle = ((start[0] + end[0]) / 2, sag + 40)
        canvas.line(f"M {start[0]} {start[1]} Q {middle[0]} {middle[1]} {end[0]} {end[1]}", 2, "#0b1a20", 0.9)
        for step in range(1, 12):
            t = step / 12
            x = (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * middle[0] + t * t * end[0]
            y = (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * middle[1] + t * t * end[1] + 9
            canvas.glow(x, y, 30, 30, "#ffd18a", 0.8)
            canvas.ellipse(x, y, 5.5, 7, "#fff0cc")


def _big_screen(canvas: Canvas) -> None:
    canvas.glow(0, 420, 420, 190, "#ffe2a8", 0.4)
    canvas.box(-252, 318, 504, 190, "#081216", r=6)
    for column, inks in enumerate(
        (("#d39c63", "#1f6162"), ("#57486f", "#f0a02f"), ("#2f74b5", "#c0593a"), ("#1f6162", "#f6c580"))
    ):
        for row, ink in enumerate(inks):
            x, y = -240 + column * 122, 330 + row * 86
            canvas.box(x, y, 114, 80, ink, r=5)
            canvas.ellipse(x + 57, y + 36, 15, 17, mix(ink, "#ffffff", 0.55))
            canvas.shape(
                f"M {x + 24} {y + 80} C {x + 26} {y + 54} {x + 88} {y + 54} {x + 90} {y + 80} Z",
                mix(ink, "#ffffff", 0.35),
            )
    for x in (-214, 206):
        canvas.box(x, 508, 9, 120, "#0b1a20")


def _crowd(canvas: Canvas) -> None:
    dice = random.Random(12)
    for row, (base, size, ink) in enumerate(
        ((560, 0.55, "#3a3f40"), (610, 0.8, "#202b2e"), (676, 1.15, "#0c1719"))
    ):
        for x in range(-680, 700, int(62 * size) + 18):
            cx, cy = x + dice.uniform(-10, 10), base + dice.uniform(-12, 10)
            canvas.ellipse(cx, cy - 44 * size, 20 * size, 24 * size, ink)
            canvas.shape(
                f"M {cx - 44 * size} 700 C {cx - 44 * size} {cy - 18 * size} {cx + 44 * size} {cy - 18 * size} {cx + 44 * size} 700 Z",
                ink,
            )
            if row and dice.random() < 0.3:
                canvas.line([(cx + 26 * size, cy), (cx + 34 * size, cy - 84 * size)], 12 * size, ink)
                canvas.glow(cx + 34 * size, cy - 104 * size, 34 * size, 40 * size, "#dff3ff", 0.6)
                canvas.box(cx + 24 * size, cy - 124 * size, 21 * size, 38 * size, "#eaf7ff", r=3)
