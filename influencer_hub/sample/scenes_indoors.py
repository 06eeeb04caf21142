"""Scenes under a roof: the control room, the apprentices, coffee, tools, a weld."""

import math
import random

from influencer_hub.sample import portraits
from influencer_hub.sample.canvas import Canvas, Point, mix, outline, turned
from influencer_hub.sample.looks import DARK_SKINS, GREYS, HELMETS, SKINS, Look

WORKER = Look(SKINS[2], "buzz", "#4b2c1c", headgear="helmet", top="crew", top_colour="#dd7a2c")


def bokeh(
    canvas: Canvas, seed: int, count: int, colours: tuple[str, ...], *, low: float, high: float, size: float
) -> None:
    """Out-of-focus lights between two heights."""
    dice = random.Random(seed)
    for _ in range(count):
        x, y, r = dice.uniform(-620, 620), dice.uniform(low, high), size * dice.uniform(0.3, 1)
        ink, strength = dice.choice(colours), dice.uniform(0.18, 0.5)
        canvas.ellipse(x, y, r, r, ink, strength)
        canvas.ring(x, y, r, 1.6, mix(ink, "#ffffff", 0.4), strength * 0.7)


def control_room(canvas: Canvas) -> None:
    canvas.gradient((0, "#0d1c20"), (0.38, "#25474c"), (0.6, "#2f5356"), (1, "#16292c"))
    vanishing = (70.0, 262.0)
    canvas.glow(*vanishing, 330, 300, "#f3d9a4", 0.95)
    canvas.shape([vanishing, (-700, 760), (760, 760)], "#35585a")
    canvas.shape([vanishing, (-180, 760), (330, 760)], "#527273", 0.8)
    canvas.glow(70, 330, 120, 90, "#fbe7bd", 0.6)
    _beams(canvas, vanishing)
    _pipes(canvas, vanishing)
    _cabinets(canvas, vanishing)
    canvas.glow(*vanishing, 130, 120, "#fff3d6", 0.85)
    with canvas.shadow(10, 10, 26, 0.35), canvas.placed(-330, 246, 2.0):
        portraits.bust(canvas, WORKER)
    canvas.vignette(0.5)


def _beams(canvas: Canvas, end: Point) -> None:
    for along in range(-1500, 1700, 150):
        canvas.shape([end, (along - 9, -10), (along + 9, -10)], "#0a1518", 0.9)
    for step in range(1, 7):
        share = 0.86**step * 1.1
        y = end[1] - (end[1] + 20) * share
        canvas.line([(end[0] - 1400 * share, y), (end[0] + 1400 * share, y)], 9 * share, "#0a1518", 0.75)
    for side in (-1, 1):
        for step in range(7):
            share = 0.74**step
            x, y = end[0] + side * 300 * share, end[1] - 250 * share
            canvas.glow(x, y, 60 * share, 34 * share, "#ffe2a8", 0.95)
            canvas.box(x - 34 * share, y - 5 * share, 68 * share, 8 * share, "#fff3d6", r=4 * share)


def _pipes(canvas: Canvas, end: Point) -> None:
    for low, high, ink in (
        (60, 112, "#cf6a24"),
        (122, 168, "#e08536"),
        (182, 206, "#9fb9b6"),
        (214, 232, "#6f8f8f"),
    ):
        canvas.shape([end, (-700, low - 90), (-700, high - 80)], ink)
        canvas.shape([end, (-700, low - 84), (-700, low - 72)], "#ffffff", 0.3)
        canvas.shape([end, (-700, high - 92), (-700, high - 80)], "#000000", 0.25)
    for step in range(6):
        share = 0.72**step * 0.92
        x = end[0] - 770 * share
        canvas.line([(x, end[1] - 280 * share), (x, end[1] - 6 * share)], 8 * share, "#12262a")


def _cabinets(canvas: Canvas, end: Point) -> None:
    for step in range(7, -1, -1):
        near, far = 0.74**step * 1.25, 0.74 ** (step + 0.78) * 1.25
        x0, x1 = end[0] + 520 * near, end[0] + 520 * far
        top0, top1 = end[1] - 190 * near, end[1] - 190 * far
        low0, low1 = end[1] + 330 * near, end[1] + 330 * far
        canvas.shape([(x0, top0), (x1, top1), (x1, low1), (x0, low0)], "#1d3b42")
        canvas.shape([(x1, top1), (x1 - 22 * far, top1), (x1 - 22 * far, low1), (x1, low1)], "#0f2226")
        inset = [(x0 - 14 * near, top0 + 26 * near), (x1 + 12 * far, top1 + 26 * far)]
        low = [(x1 + 12 * far, top1 + 150 * far), (x0 - 14 * near, top0 + 150 * near)]
        canvas.shape([*inset, *low], "#2c5960")
        for row, ink in enumerate(("#8fe0c9", "#f0a02f", "#8fe0c9")):
            y0, y1 = top0 + (62 + row * 30) * near, top1 + (62 + row * 30) * far
            canvas.line([(x0 - 30 * near, y0), (x1 + 40 * far, y1)], 4 * far, ink, 0.7)
        lamp = ((x0 + x1) / 2, (top0 + top1) / 2 + 205 * (near + far) / 2)
        canvas.glow(*lamp, 46 * far, 46 * far, "#f5a63a", 0.9)
        canvas.ellipse(*lamp, 9 * far, 9 * far, "#ffc56b")


def apprentices(canvas: Canvas) -> None:
    canvas.gradient((0, "#cfdcdb"), (0.5, "#a9bfbf"), (1, "#5d7a7b"))
    with canvas.soft(16):
        for x in range(-640, 700, 128):
            canvas.box(x, -20, 56, 720, "#e3ecea", 0.75)
            canvas.box(x + 60, -20, 22, 720, "#6f8b8d", 0.5)
        canvas.box(-700, 330, 1400, 60, "#86a2a3", 0.6)
    bokeh(canvas, 4, 13, ("#ffffff", "#f7e3bd", "#f0b35c"), low=20, high=280, size=62)
    group = (
        (-470, 300, 1.75, Look(SKINS[0], "bob", "#d9b36c", headgear="helmet", top="overall", top_colour="#2f5560", lashes=True)),
        (210, 290, 1.8, Look(SKINS[3], "short", "#1b1a20", glasses="round", headgear="helmet", headgear_colour=HELMETS[2],
                             top="overall", top_colour="#2f5560", mouth="grin")),
        (-235, 236, 2.0, Look(SKINS[1], "short", GREYS[2], headgear="helmet", headgear_colour=HELMETS[1], top="overall",
                              top_colour="#27424c", beard="short", lines=True)),
        (-10, 318, 1.75, Look(DARK_SKINS[2], "bob", "#1b1a20", headgear="helmet", headgear_colour=HELMETS[0], top="overall",
                              top_colour="#2f5560", lashes=True, mouth="grin")),
    )  # fmt: skip
    for x, y, size, look in group:
        with canvas.shadow(8, 8, 22, 0.3), canvas.placed(x, y, size):
            portraits.bust(canvas, look)
    canvas.vignette(0.4)


def mug(canvas: Canvas) -> None:
    canvas.gradient((0, "#142429"), (0.45, "#2c3231"), (0.72, "#4a3526"), (1, "#2a1a10"))
    with canvas.soft(2.5):
        bokeh(
            canvas,
            11,
            62,
            ("#e08a34", "#f0b868", "#d8c8a2", "#b8c4b8", "#f7d79a"),
            low=-10,
            high=505,
            size=50,
        )
    _steam(canvas)
    canvas.gradient((0, "#7a4b2a"), (0.14, "#5a3720"), (1, "#2a180d"), top=500)
    for y, shade in ((536, 0.3), (570, 0.22), (612, 0.18), (650, 0.15)):
        canvas.line([(-700, y), (700, y + 6)], 2.4, "#000000", shade)
    canvas.glow(0, 560, 330, 60, "#f0b868", 0.28)
    _cup(canvas)
    canvas.vignette(0.42)


def _steam(canvas: Canvas) -> None:
    with canvas.soft(5):
        for x, sway in ((-58, 20), (-14, -26), (34, 22)):
            path = f"M {x} 262 C {x + sway} 220 {x - sway} 180 {x + sway * 0.6} 130 C {x + sway} 96 {x - sway * 0.4} 66 {x} 20"
            canvas.line(path, 15, "#e8e2d6", 0.3)


def _cup(canvas: Canvas) -> None:
    body = "M -118 262 L 106 262 L 90 560 C 88 580 70 588 -6 588 C -82 588 -100 580 -102 560 Z"
    with canvas.shadow(34, 22, 30, 0.6):
        canvas.line("M 104 312 C 196 300 206 420 96 452", 29, "#e2d9c8")
        canvas.shape(body, "#f1eadc")
    canvas.line("M 110 318 C 172 312 180 400 102 436", 7, "#c9bda7", 0.8)
    with canvas.clip(body):
        canvas.shape("M 36 250 L 120 250 L 120 600 L 20 600 Z", "#b9a88c", 0.3)
        canvas.shape("M 74 250 L 120 250 L 120 600 L 64 600 Z", "#8f7d62", 0.3)
        canvas.shape("M -100 250 L -78 250 L -66 600 L -90 600 Z", "#ffffff", 0.6)
    canvas.ellipse(-6, 262, 112, 25, "#e0d6c3")
    canvas.ellipse(-6, 264, 102, 20, "#5c2f18")
    canvas.ellipse(-22, 261, 60, 9, "#8a4d28", 0.7)
    for step in range(16):
        angle = step * math.tau / 16
        canvas.ellipse(-10 + 46 * math.cos(angle), 420 + 46 * math.sin(angle), 6, 6, "#0b5c57")
    canvas.ellipse(-10, 420, 13, 13, "#f0a02f")


def wrenches(canvas: Canvas) -> None:
    canvas.gradient((0, "#b98450"), (0.5, "#a9743f"), (1, "#7d5029"))
    _planks(canvas)
    for x, y, length, size, degrees, steel in (
        (-160, 190, 520, 1.25, 17, "#b8c6c8"),
        (-170, 350, 400, 0.95, 6, "#93a5a9"),
        (-150, 520, 440, 1.05, -13, "#a9babd"),
    ):
        with canvas.shadow(9, 14, 12, 0.5):
            _wrench(canvas, (x, y), length, size, degrees, steel)
    _glove(canvas)
    canvas.glow(-120, 60, 620, 420, "#ffe9c4", 0.22)
    canvas.vignette(0.5)


def _planks(canvas: Canvas) -> None:
    dice = random.Random(8)
    for y in range(-10, 700, 96):
        canvas.box(-700, y, 1400, 94, dice.choice(("#c08a54", "#b27d49", "#a8743f", "#bb8650")), 0.5)
        canvas.line([(-700, y), (700, y)], 4, "#4a2d15", 0.75)
        for _ in range(9):
            start, at, reach = dice.uniform(-720, 500), y + dice.uniform(12, 88), dice.uniform(140, 420)
            canvas.line(
                f"M {start} {at} Q {start + reach / 2} {at + dice.uniform(-7, 7)} {start + reach} {at}",
                1.7,
                "#5c3a1c",
                0.34,
            )
        knot = dice.uniform(-600, 600)
        canvas.ellipse(knot, y + 48, 15, 7, "#5c3a1c", 0.42)
        canvas.ellipse(knot, y + 48, 25, 12, "#5c3a1c", 0.18)


def _wrench(canvas: Canvas, middle: Point, length: float, size: float, degrees: float, steel: str) -> None:
    x, y = middle
    half, thick, head = length / 2, 19 * size, 56 * size

    def laid(*places: Point) -> list[Point]:
        """Places by share of half the length and of the thickness."""
        return turned([(x + half * along, y + thick * across) for along, across in places], degrees, middle)

    canvas.shape(laid((-1, -1), (1, -0.8), (1, 0.8), (-1, 1)), steel)
    _jaw(canvas, laid((-1, 0))[0], head, degrees + 200, steel)
    _jaw(canvas, laid((1, 0))[0], head * 0.84, degrees - 14, steel)
    groove = laid((-0.72, -0.4), (0.72, -0.3), (0.72, 0.3), (-0.72, 0.4))
    canvas.shape(groove, mix(steel, "#1d2b30", 0.22))
    canvas.line(laid((-0.95, -0.8), (0.95, -0.62)), 3, "#ffffff", 0.5)


def _jaw(canvas: Canvas, centre: Point, radius: float, degrees: float, steel: str) -> None:
    """A disc with a gap that opens towards `degrees`."""

    def at(turn: float, reach: float) -> Point:
        angle = math.radians(degrees + turn)
        return centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)

    canvas.shape([*(at(turn, radius) for turn in range(26, 335, 6)), at(0, -radius * 0.1)], steel)


def _glove(canvas: Canvas) -> None:
    middle = (250.0, 330.0)
    palm = "M 178 470 L 176 300 C 176 250 196 226 226 222 C 300 214 330 250 332 300 L 336 470 Z"
    thumb = "M 180 420 C 140 400 122 350 132 306 C 138 276 172 276 180 306 C 186 340 190 370 202 400 Z"
    with canvas.shadow(12, 18, 16, 0.5):
        canvas.shape(turned(outline(palm), 21, middle), "#dd7429")
        canvas.shape(turned(outline("M 166 462 L 346 462 L 352 600 L 160 600 Z"), 21, middle), "#24414c")
    with canvas.shadow(8, 6, 10, 0.35):
        canvas.shape(turned(outline(thumb), 21, middle), "#c5601d")
    for x, top in ((222, 300), (256, 286), (292, 292)):
        canvas.line(turned([(x, top), (x + 2, top - 62)], 21, middle), 4, "#a84e15", 0.6)
    for y in (486, 512):
        canvas.line(turned([(168, y), (346, y)], 21, middle), 5, "#3f6572", 0.9)
    canvas.line(turned(outline("M 196 290 C 200 250 222 238 246 236"), 21, middle), 7, "#ffffff", 0.22)


def weld(canvas: Canvas) -> None:
    canvas.gradient((0, "#0c1418"), (0.6, "#16262c"), (1, "#0a1012"))
    with canvas.soft(9):
        for x in (-560, -390, 330, 500):
            canvas.box(x, -10, 60, 700, "#22383f", 0.8)
    canvas.glow(60, 440, 520, 430, "#3f7fb5", 0.5)
    canvas.glow(60, 440, 260, 240, "#bfe3ff", 0.9)
    _welder(canvas)
    canvas.gradient((0, "#5d6d70"), (0.2, "#8ea0a2"), (0.5, "#4d5d61"), (1, "#1b272b"), top=470, bottom=620)
    canvas.box(-700, 618, 1400, 70, "#0b1214")
    for x in (-420, -150, 340):
        canvas.line([(x, 470), (x + 12, 620)], 5, "#243135", 0.8)
    _sparks(canvas, (60, 468))
    canvas.vignette(0.6)


def _welder(canvas: Canvas) -> None:
    canvas.shape(
        "M -420 700 C -420 520 -330 420 -210 396 L -90 400 C -20 420 10 470 30 560 L 20 700 Z", "#27424c"
    )
    canvas.shape("M -200 470 C -120 440 -20 450 40 470 L 30 520 C -40 520 -120 540 -170 560 Z", "#b5602a")
    canvas.shape(
        "M -246 400 C -262 270 -214 190 -130 190 C -60 190 -24 240 -24 312 C -24 372 -52 414 -92 432 L -200 432 Z",
        "#1b262b",
    )
    canvas.shape("M -120 268 L -28 268 L -32 336 L -112 340 Z", "#0a1a22")
    canvas.shape("M -108 276 L -36 276 L -38 300 L -104 304 Z", "#8fd0ff", 0.75)
    canvas.line("M -232 300 C -236 240 -200 206 -150 200", 7, "#4a6068", 0.8)
    canvas.line([(36, 486), (62, 466)], 13, "#c9d3d4")


def _sparks(canvas: Canvas, source: Point) -> None:
    dice = random.Random(21)
    canvas.glow(*source, 130, 120, "#ffffff", 1.0)
    for _ in range(240):
        angle, reach = dice.uniform(-3.05, 0.1), 30 + 420 * dice.random() ** 1.9
        x, y = (
            source[0] + reach * math.cos(angle),
            source[1] + reach * math.sin(angle) * 0.9 + (reach / 26) ** 2,
        )
        fall = 9 + reach / 26
        ink = dice.choice(("#fff6dc", "#ffd98a", "#ffb347", "#f0872f"))
        canvas.line(
            [(x, y), (x + fall * math.cos(angle), y + fall * math.sin(angle) + fall * 0.35)],
            dice.uniform(1.2, 3.2),
            ink,
        )
    canvas.ellipse(*source, 15, 13, "#ffffff")
