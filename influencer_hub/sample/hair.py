"""Hair of the drawn portraits: what lies behind the head, and what lies in front of it."""

import math
from collections.abc import Callable

from influencer_hub.sample.canvas import Canvas, mix
from influencer_hub.sample.looks import Look

CAP = "M 50 88 C 48 56 64 41 88 41 C 112 41 128 56 126 88 C 122 70 112 62 88 62 C 64 62 54 70 50 88 Z"
SIDE_SWEEP = "M 50 90 C 46 56 64 40 90 40 C 114 40 130 56 126 90 C 124 76 118 68 108 62 C 92 72 66 70 58 72 C 53 76 51 82 50 90 Z"
Drawing = Callable[[Canvas, str, str], None]


def _tones(look: Look) -> tuple[str, str]:
    return look.hair_colour, mix(look.hair_colour, "#000000", 0.28)


def behind(canvas: Canvas, look: Look) -> None:
    if look.hair in BEHIND:
        BEHIND[look.hair](canvas, *_tones(look))


def front(canvas: Canvas, look: Look) -> None:
    if look.hair in FRONT:
        FRONT[look.hair](canvas, *_tones(look))


def _curled(
    canvas: Canvas,
    colour: str,
    *,
    centre: tuple[float, float],
    radius: float,
    bead: float,
    span: tuple[int, int],
) -> None:
    """Beads of hair along an arc: span in degrees, 0 is right, 90 is up."""
    for degrees in range(span[0], span[1] + 1, 18):
        angle = math.radians(degrees)
        wobble = 1.6 if degrees % 36 else -1.0
        canvas.ellipse(
            centre[0] + (radius + wobble) * math.cos(angle),
            centre[1] - (radius + wobble) * math.sin(angle),
            bead,
            bead,
            colour,
        )


def _bun_behind(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.ellipse(88, 31, 17.5, 15.5, colour)
    canvas.line("M 78 26 C 84 20 96 22 99 30", 1.6, mix(colour, "#ffffff", 0.2))


def _long_behind(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape(
        "M 46 84 C 42 54 62 38 88 38 C 114 38 134 54 130 84 C 130 116 136 140 140 158 C 116 166 60 166 36 158 C 40 140 46 116 46 84 Z",
        dark,
    )


def _waves_behind(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape(
        "M 46 84 C 42 54 62 38 88 38 C 114 38 134 54 130 84 C 138 96 128 108 136 122 C 142 136 130 146 122 148 "
        "L 54 148 C 46 146 34 136 40 122 C 48 108 38 96 46 84 Z",
        dark,
    )


def _bob_behind(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape(
        "M 45 84 C 42 54 62 39 88 39 C 114 39 134 54 131 84 L 133 124 C 134 132 120 134 116 130 L 60 130 C 56 134 42 132 43 124 Z",
        dark,
    )


def _ponytail_behind(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape("M 116 48 C 142 46 152 74 146 104 C 144 120 136 130 132 134 C 134 116 132 88 118 66 Z", dark)
    canvas.line("M 128 58 C 140 70 142 92 138 116", 1.6, mix(colour, "#ffffff", 0.16))


def _plait_behind(canvas: Canvas, colour: str, dark: str) -> None:
    for step in range(5):
        canvas.ellipse(
            131 + step * 0.8,
            100 + step * 13,
            8.4 - step * 0.6,
            9.4 - step * 0.5,
            dark if step % 2 else colour,
        )
    canvas.box(129, 158, 11, 5, "#c9a13a", r=2)
    canvas.ellipse(134.5, 168, 5, 8, dark)


def _curls_behind(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape("M 48 84 C 44 52 64 38 88 38 C 112 38 132 52 128 84 L 124 128 L 52 128 Z", dark)
    for x, y in (
        (44, 84),
        (41, 98),
        (44, 112),
        (52, 123),
        (132, 84),
        (135, 98),
        (132, 112),
        (124, 123),
        (62, 128),
        (114, 128),
    ):
        canvas.ellipse(x, y, 11, 11, dark)


def _afro_behind(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.ellipse(88, 76, 50, 48, dark)
    _curled(canvas, dark, centre=(88, 78), radius=47, bead=11, span=(-36, 216))


BEHIND: dict[str, Drawing] = {
    "bun": _bun_behind,
    "long": _long_behind,
    "waves": _waves_behind,
    "bob": _bob_behind,
    "fringe": _bob_behind,
    "ponytail": _ponytail_behind,
    "plait": _plait_behind,
    "curls": _curls_behind,
    "afro": _afro_behind,
}


def _short(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape(
        "M 50 90 C 46 56 64 40 88 40 C 112 40 130 56 126 90 C 124 84 122 78 120 74 C 112 64 100 63 88 63 C 76 63 64 64 56 74 C 54 78 52 84 50 90 Z",
        colour,
    )
    canvas.line("M 66 52 C 76 46 92 45 102 48", 1.8, mix(colour, "#ffffff", 0.16))


def _parted(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape(
        "M 50 90 C 44 54 64 39 90 39 C 116 39 130 56 126 90 C 124 80 122 74 118 70 C 104 70 84 66 72 56 C 66 66 56 70 54 78 C 52 82 51 86 50 90 Z",
        colour,
    )
    canvas.line("M 72 56 C 78 48 88 44 98 44", 1.6, dark)


def _buzz(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape(
        "M 51 86 C 49 58 66 45 88 45 C 110 45 127 58 125 86 C 121 74 116 66 108 63 C 96 60 80 60 68 63 C 60 66 55 74 51 86 Z",
        colour,
    )


def _crown(canvas: Canvas, colour: str, dark: str) -> None:
    for x in (1, -1):
        canvas.shape(
            [
                (88 + x * (px - 88), py)
                for px, py in ((51, 95), (47, 80), (52, 66), (60, 60), (57, 74), (55, 88))
            ],
            colour,
        )
    canvas.ellipse(78, 57, 10, 5, "#ffffff", 0.2)


def _bald(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.ellipse(76, 60, 11, 6, "#ffffff", 0.22)


def _quiff(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape(
        "M 50 90 C 46 66 50 54 58 50 C 58 34 84 26 110 34 C 126 40 130 62 126 90 C 124 78 122 72 118 68 C 104 62 76 66 58 68 C 54 74 51 82 50 90 Z",
        colour,
    )
    canvas.line("M 66 56 C 74 42 94 36 112 42", 1.8, mix(colour, "#ffffff", 0.2))
    canvas.line("M 82 60 C 90 50 104 46 116 50", 1.4, dark)


def _curly_top(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape(CAP, colour)
    _curled(canvas, colour, centre=(88, 84), radius=39, bead=9, span=(18, 162))
    for x, y in ((66, 62), (78, 64), (90, 62), (102, 64), (112, 66)):
        canvas.ellipse(x, y, 7, 6, colour)
    for x, y in ((70, 50), (88, 46), (104, 52)):
        canvas.line(f"M {x - 4} {y} Q {x} {y - 5} {x + 4} {y}", 1.4, mix(colour, "#ffffff", 0.18))


def _cap_of_hair(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape(CAP, colour)
    canvas.line("M 68 52 C 78 46 96 46 106 51", 1.6, mix(colour, "#ffffff", 0.18))


def _parted_long(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape(
        "M 86 42 C 62 40 46 56 46 84 C 46 104 44 122 40 140 C 50 138 56 128 57 108 C 57 90 60 72 86 58 Z",
        colour,
    )
    canvas.shape(
        "M 84 42 C 114 38 130 56 130 84 C 130 104 132 122 136 140 C 126 138 120 128 119 108 C 119 90 112 70 84 58 Z",
        colour,
    )
    canvas.line("M 56 66 C 52 78 51 96 50 112", 1.4, mix(colour, "#ffffff", 0.2))
    canvas.line("M 119 66 C 124 78 125 96 126 112", 1.4, dark)


def _waves(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape(
        "M 92 42 C 64 38 46 56 46 84 C 38 96 48 108 41 122 C 40 132 50 136 56 126 C 62 112 54 98 57 86 C 62 72 78 68 92 56 Z",
        colour,
    )
    canvas.shape(
        "M 90 42 C 114 40 130 56 130 84 C 138 96 128 108 135 122 C 136 132 126 136 120 126 C 114 112 122 98 119 86 C 116 72 102 66 90 56 Z",
        colour,
    )
    canvas.line("M 54 70 C 48 84 52 96 48 112", 1.6, mix(colour, "#ffffff", 0.25))


def _bob(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape(
        "M 94 42 C 62 38 44 56 45 84 L 43 122 C 44 130 56 130 58 122 L 58 88 C 62 76 80 72 94 56 Z", colour
    )
    canvas.shape(
        "M 90 42 C 116 40 132 56 131 84 L 133 122 C 132 130 120 130 118 122 L 118 88 C 116 74 104 66 90 56 Z",
        colour,
    )
    canvas.line("M 54 66 C 50 80 50 96 50 112", 1.6, mix(colour, "#ffffff", 0.25))


def _fringe(canvas: Canvas, colour: str, dark: str) -> None:
    _bob(canvas, colour, dark)
    canvas.shape(
        "M 52 78 C 50 54 68 42 88 42 C 108 42 126 54 124 78 C 114 70 100 72 88 72 C 76 72 62 70 52 78 Z",
        colour,
    )
    for x in (66, 77, 88, 99, 110):
        canvas.line(f"M {x} 70 L {88 + (x - 88) * 0.7} 52", 1.1, dark, 0.6)


def _pixie(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape(SIDE_SWEEP, colour)
    canvas.shape("M 50 90 C 48 80 50 70 56 66 L 59 84 L 54 98 Z", colour)
    canvas.shape("M 126 90 C 128 80 126 70 120 66 L 118 84 L 122 98 Z", colour)
    canvas.line("M 104 56 C 92 64 76 66 64 66", 1.5, mix(colour, "#ffffff", 0.2))


def _pulled_back(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape(SIDE_SWEEP, colour)
    canvas.line("M 108 52 C 96 62 78 64 62 64", 1.4, dark)


def _curls(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape(CAP, colour)
    _curled(canvas, colour, centre=(88, 82), radius=40, bead=10, span=(0, 180))
    for x, y in (
        (60, 66),
        (70, 60),
        (82, 58),
        (94, 58),
        (106, 60),
        (116, 66),
        (50, 84),
        (126, 84),
        (48, 98),
        (128, 98),
    ):
        canvas.ellipse(x, y, 8.5, 8, colour)
    for x, y in ((62, 54), (80, 46), (100, 47), (116, 58), (50, 76)):
        canvas.line(f"M {x - 5} {y} Q {x} {y - 6} {x + 5} {y}", 1.5, mix(colour, "#ffffff", 0.16))


def _afro(canvas: Canvas, colour: str, dark: str) -> None:
    canvas.shape(
        "M 50 90 C 40 50 62 36 88 36 C 114 36 136 50 126 90 C 124 72 112 63 88 63 C 64 63 52 72 50 90 Z",
        colour,
    )
    for x, y in ((58, 70), (68, 64), (79, 62), (90, 61), (101, 63), (111, 66), (119, 72)):
        canvas.ellipse(x, y, 7, 6, colour)
    for x, y in ((62, 48), (82, 40), (104, 44), (118, 58)):
        canvas.line(f"M {x - 4} {y} Q {x} {y - 5} {x + 4} {y}", 1.5, mix(colour, "#ffffff", 0.14))


FRONT: dict[str, Drawing] = {
    "short": _short,
    "parted": _parted,
    "buzz": _buzz,
    "crown": _crown,
    "bald": _bald,
    "quiff": _quiff,
    "curly_top": _curly_top,
    "bun": _cap_of_hair,
    "long": _parted_long,
    "waves": _waves,
    "bob": _bob,
    "fringe": _fringe,
    "pixie": _pixie,
    "ponytail": _pulled_back,
    "plait": _pulled_back,
    "curls": _curls,
    "afro": _afro,
}
