"""Portraits drawn by code: the same look always gives the same picture, a square of 704 pixels."""

from PIL import Image

from influencer_hub.sample import beards, hair
from influencer_hub.sample.canvas import Canvas, mix, outline
from influencer_hub.sample.looks import Look

PIXELS = 704
UNITS = 176
SHOW_EARS = ("bun", "pixie", "ponytail", "plait")
FACES = {
    "oval": "M 53 84 C 53 62 68 50 88 50 C 108 50 123 62 123 84 C 123 112 108 134 88 134 C 68 134 53 112 53 84 Z",
    "round": "M 51 86 C 51 62 67 50 88 50 C 109 50 125 62 125 86 C 125 114 110 132 88 132 C 66 132 51 114 51 86 Z",
    "square": "M 53 82 C 53 62 68 50 88 50 C 108 50 123 62 123 82 C 123 98 122 112 114 122 "
    "C 107 131 98 134 88 134 C 78 134 69 131 62 122 C 54 112 53 98 53 82 Z",
}
SHOULDERS = "M 4 176 C 12 156 40 149 66 145 L 110 145 C 136 149 164 156 172 176 L 182 420 L -6 420 Z"
NECK = (
    "M 71 112 L 71 139 C 71 144 68 146 65 147 C 72 165 104 165 111 147 C 108 146 105 144 105 139 L 105 112 Z"
)


def draw(look: Look) -> Image.Image:
    canvas = Canvas(PIXELS, PIXELS, scale=PIXELS / UNITS, smooth=2, ground=look.ground)
    canvas.glow(70, 62, 120, 120, mix(look.ground, "#ffffff", 0.6), 0.8)
    bust(canvas, look)
    return canvas.finished()


def bust(canvas: Canvas, look: Look) -> None:
    """Head and shoulders in a box of 176 × 176 units."""
    if look.headgear != "scarf":
        hair.behind(canvas, look)
    else:
        _scarf_behind(canvas, look)
    _neck_and_top(canvas, look)
    _head(canvas, look)
    _features(canvas, look)
    if look.beard:
        beards.beard(canvas, look)
    _mouth(canvas, look)
    _above(canvas, look)
    if look.glasses:
        _glasses(canvas, look)


def _neck_and_top(canvas: Canvas, look: Look) -> None:
    TOPS[look.top](canvas, look)
    if look.top != "turtleneck":
        canvas.shape(NECK, look.skin)
        with canvas.clip(NECK):
            canvas.ellipse(88, 121, 34, 27, mix(look.skin, "#3a1d12", 0.2))


def _body(canvas: Canvas, colour: str) -> None:
    canvas.shape(SHOULDERS, colour)
    with canvas.clip(SHOULDERS):
        canvas.shape("M -6 130 L 66 130 C 58 150 56 160 56 176 L 50 420 L -6 420 Z", "#ffffff", 0.09)
        canvas.shape("M 182 130 L 118 130 C 130 146 138 160 140 176 L 146 420 L 182 420 Z", "#000000", 0.08)


def _crew(canvas: Canvas, look: Look) -> None:
    _body(canvas, look.top_colour)
    canvas.line("M 64.5 148 C 70 168 106 168 111.5 148", 3.4, mix(look.top_colour, "#000000", 0.22))


def _vneck(canvas: Canvas, look: Look) -> None:
    _body(canvas, look.top_colour)
    canvas.shape("M 67 146 L 88 174 L 109 146 Z", look.skin)
    canvas.line("M 65 146 L 88 175 L 111 146", 3.6, mix(look.top_colour, "#000000", 0.25))


def _shirt(canvas: Canvas, look: Look) -> None:
    _body(canvas, mix(look.top_colour, "#ffffff", 0.72))
    canvas.line("M 88 160 L 88 176", 1.4, mix(look.top_colour, "#ffffff", 0.4))
    for wing in ("M 66 143 L 88 162 L 76 172 L 58 150 Z", "M 110 143 L 88 162 L 100 172 L 118 150 Z"):
        canvas.shape(wing, mix(look.top_colour, "#ffffff", 0.86))
        canvas.line(wing[:-2], 0.8, mix(look.top_colour, "#ffffff", 0.45))


def _collar(canvas: Canvas, look: Look) -> None:
    _body(canvas, look.top_colour)
    for wing in ("M 66 143 L 88 163 L 76 172 L 58 150 Z", "M 110 143 L 88 163 L 100 172 L 118 150 Z"):
        canvas.shape(wing, mix(look.top_colour, "#ffffff", 0.18))
    canvas.line("M 88 163 L 88 176", 1.4, mix(look.top_colour, "#000000", 0.3))


def _blazer(canvas: Canvas, look: Look) -> None:
    _body(canvas, look.top_colour)
    canvas.shape("M 66 145 L 88 182 L 110 145 Z", "#f3efe6")
    dark = mix(look.top_colour, "#000000", 0.25)
    canvas.shape("M 64 144 L 88 182 L 70 182 L 54 160 L 60 156 L 52 151 Z", dark)
    canvas.shape("M 112 144 L 88 182 L 106 182 L 122 160 L 116 156 L 124 151 Z", dark)


def _hoodie(canvas: Canvas, look: Look) -> None:
    canvas.shape(
        "M 46 160 C 44 138 60 130 68 130 L 108 130 C 116 130 132 138 130 160 Z",
        mix(look.top_colour, "#000000", 0.3),
    )
    _body(canvas, look.top_colour)
    canvas.line("M 60 145 C 68 172 108 172 116 145", 7, mix(look.top_colour, "#ffffff", 0.12))
    for x in (79, 97):
        canvas.line(f"M {x} 163 L {x} 176", 1.8, "#f3efe6")


def _turtleneck(canvas: Canvas, look: Look) -> None:
    _body(canvas, look.top_colour)
    canvas.shape(
        "M 69 124 L 69 150 C 76 158 100 158 107 150 L 107 124 Z", mix(look.top_colour, "#000000", 0.12)
    )
    canvas.line("M 69 141 C 78 147 98 147 107 141", 1.4, mix(look.top_colour, "#000000", 0.3))


def _hivis(canvas: Canvas, look: Look) -> None:
    _body(canvas, "#e5702a")
    with canvas.clip(SHOULDERS):
        for x in (38, 122):
            canvas.box(x, 140, 16, 280, "#d9dcd6")
            canvas.box(x + 3, 140, 10, 280, "#f4f3da")
    canvas.line("M 88 162 L 88 176", 1.6, "#9c4412")
    canvas.line("M 64 146 C 70 169 106 169 112 146", 5, "#27424c")


def _overall(canvas: Canvas, look: Look) -> None:
    _body(canvas, mix(look.top_colour, "#ffffff", 0.25))
    canvas.shape("M 58 176 L 62 166 L 114 166 L 118 176 Z", mix(look.top_colour, "#000000", 0.2))
    for strap in ("M 40 150 L 52 148 L 66 176 L 54 176 Z", "M 136 150 L 124 148 L 110 176 L 122 176 Z"):
        canvas.shape(strap, mix(look.top_colour, "#000000", 0.2))
    canvas.line("M 64 146 C 70 169 106 169 112 146", 4, mix(look.top_colour, "#ffffff", 0.5))


TOPS = {
    "crew": _crew,
    "shirt": _shirt,
    "hoodie": _hoodie,
    "collar": _collar,
    "blazer": _blazer,
    "vneck": _vneck,
    "turtleneck": _turtleneck,
    "hivis": _hivis,
    "overall": _overall,
}


def _head(canvas: Canvas, look: Look) -> None:
    ear_shade = mix(look.skin, "#7a2f1a", 0.25)
    if look.headgear != "scarf":
        for x, inner in ((52, 53), (124, 123)):
            canvas.ellipse(x, 92, 7, 9, look.skin)
            canvas.ellipse(inner, 93, 3.2, 5, ear_shade, 0.55)
    face = FACES[look.face]
    canvas.shape(face, look.skin)
    with canvas.clip(face):
        canvas.shape(
            "M 88 40 C 76 62 78 90 84 106 C 87 116 92 128 96 140 L 140 140 L 140 40 Z",
            mix(look.skin, "#5a2c1c", 0.5),
            0.13,
        )
        for x in (66, 110):
            canvas.ellipse(x, 103, 10, 7, "#d9604a", 0.13)


def _features(canvas: Canvas, look: Look) -> None:
    ink = "#1f1412"
    brow = mix(look.hair_colour if look.hair != "bald" else "#6d4326", "#1f1412", 0.35)
    for x, side in ((75, -1), (101, 1)):
        canvas.ellipse(x, 86, 3.3, 4.2, ink)
        canvas.ellipse(x + 1.1, 84.4, 1.0, 1.1, "#ffffff", 0.85)
        canvas.line(
            f"M {x - 8} {76 - side} Q {x} 70 {x + 8} {76 + side}", 2.6 if not look.lashes else 2.0, brow
        )
        if look.lashes:
            canvas.line(f"M {x - 4 * side} 83 Q {x + side} 79.6 {x + 5.4 * side} 82.6", 1.3, ink)
        if look.lines:
            canvas.line(f"M {x + 8 * side} 90 L {x + 12 * side} 92", 0.9, mix(look.skin, "#3a1d12", 0.35))
    canvas.line("M 87 90 C 85 97 84 99 88.5 100", 1.5, mix(look.skin, "#3a1d12", 0.32))
    if look.freckles:
        for x, y in ((66, 97), (71, 100), (76, 97), (100, 98), (105, 100), (110, 97), (69, 104), (107, 104)):
            canvas.ellipse(x, y, 0.9, 0.9, mix(look.skin, "#8a4a22", 0.5))


def _mouth(canvas: Canvas, look: Look) -> None:
    lip = mix(mix(look.skin, "#8a2a28", 0.62), "#3a1010", 0.15)
    if look.mouth == "grin":
        canvas.shape("M 75 107 Q 88 111 101 107 C 100 117 76 117 75 107 Z", "#7c2b28")
        canvas.shape("M 77 108 Q 88 111.5 99 108 C 98 112 78 112 77 108 Z", "#fbf6ee")
    elif look.mouth == "calm":
        canvas.line("M 79 110 Q 88 113.5 98 109.5", 2.2, lip)
    else:
        canvas.shape("M 76 107 Q 88 112 100 106.5 Q 90 118 76 107 Z", lip)


def _above(canvas: Canvas, look: Look) -> None:
    if look.headgear == "scarf":
        _scarf(canvas, look)
        return
    hair.front(canvas, look)
    if look.earrings and look.hair in SHOW_EARS:
        for x in (51, 125):
            canvas.ellipse(x, 104, 2.2, 2.6, "#d9a92f")
    if look.headgear:
        HEADGEAR[look.headgear](canvas, look.headgear_colour)


def _scarf_behind(canvas: Canvas, look: Look) -> None:
    dark = mix(look.headgear_colour, "#000000", 0.16)
    canvas.shape(
        "M 46 84 C 44 52 62 36 88 36 C 114 36 132 52 130 84 C 132 120 142 140 146 176 L 30 176 C 34 140 44 120 46 84 Z",
        dark,
    )


def _scarf(canvas: Canvas, look: Look) -> None:
    cloth, dark = look.headgear_colour, mix(look.headgear_colour, "#000000", 0.22)
    outer = outline(
        "M 88 36 C 114 36 131 52 130 84 C 131 120 140 140 152 176 L 24 176 C 36 140 45 120 46 84 C 45 52 62 36 88 36 Z"
    )
    inner = outline(
        "M 88 60 C 74 60 60 68 58 86 C 57 106 66 126 88 133 C 110 126 119 106 118 86 C 116 68 102 60 88 60 Z"
    )
    canvas.shape([*outer, outer[0], *inner, inner[0]], cloth)
    canvas.shape(
        "M 88 133 C 110 126 119 106 119 90 C 124 126 112 146 92 160 C 76 150 62 140 58 104 C 62 120 72 130 88 133 Z",
        dark,
        0.5,
    )
    canvas.line("M 62 134 C 76 150 100 156 122 140", 1.6, dark)
    canvas.line("M 54 152 C 76 168 106 170 134 154", 1.6, dark)
    canvas.line("M 59 84 C 62 66 74 59 88 59 C 102 59 114 66 117 84", 2.2, dark)


def _helmet(canvas: Canvas, colour: str) -> None:
    dark = mix(colour, "#3a2408", 0.22)
    canvas.shape("M 47 75 C 47 46 64 32 88 32 C 112 32 129 46 129 75 Z", colour)
    canvas.shape("M 104 34 C 122 40 129 54 129 75 L 116 75 C 116 56 112 44 104 34 Z", dark, 0.45)
    canvas.shape("M 79 33 C 82 28 94 28 97 33 L 98 75 L 78 75 Z", mix(colour, "#ffffff", 0.28))
    canvas.box(38, 72, 100, 7.5, colour, r=3.7)
    canvas.box(44, 79, 88, 3, "#000000", 0.12, r=1.5)
    canvas.line("M 60 44 C 54 50 52 58 51.5 66", 2.6, "#ffffff", 0.5)


def _beanie(canvas: Canvas, colour: str) -> None:
    canvas.shape("M 49 74 C 46 44 64 32 88 32 C 112 32 130 44 127 74 Z", colour)
    for x in (64, 76, 88, 100, 112):
        canvas.line(f"M {x} 60 L {88 + (x - 88) * 0.7} 38", 1.2, mix(colour, "#000000", 0.2))
    canvas.box(46, 61, 84, 15, mix(colour, "#ffffff", 0.16), r=6)


def _cap(canvas: Canvas, colour: str) -> None:
    canvas.shape("M 49 72 C 48 46 64 34 88 34 C 112 34 128 46 127 72 Z", colour)
    canvas.shape("M 60 68 C 84 60 112 62 138 76 C 112 74 84 74 62 76 Z", mix(colour, "#000000", 0.28))
    canvas.ellipse(88, 34.5, 3, 2, mix(colour, "#000000", 0.2))


HEADGEAR = {"helmet": _helmet, "beanie": _beanie, "cap": _cap}


def _glasses(canvas: Canvas, look: Look) -> None:
    ink = "#2a2f33"
    for x in (74.5, 101.5):
        if look.glasses == "round":
            canvas.ellipse(x, 87, 11, 11, "#ffffff", 0.16)
            canvas.ring(x, 87, 11.5, 1.9, ink)
        else:
            corners = outline(
                f"M {x - 12} 79 L {x + 12} 79 L {x + 11} 93 Q {x + 10} 96 {x + 6} 96 L {x - 6} 96 Q {x - 10} 96 {x - 11} 93 Z"
            )
            canvas.shape(corners, "#ffffff", 0.16)
            canvas.line([*corners, corners[0]], 2, ink)
    canvas.line("M 85.5 86 Q 88 83.6 90.5 86", 1.8, ink)
    canvas.line("M 63 85 L 54 82", 1.6, ink)
    canvas.line("M 113 85 L 122 82", 1.6, ink)
