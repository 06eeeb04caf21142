"""Beards of the drawn portraits."""

from influencer_hub.sample.canvas import Canvas, mix
from influencer_hub.sample.looks import Look


def beard(canvas: Canvas, look: Look) -> None:
    colour, dark = look.hair_colour, mix(look.hair_colour, "#000000", 0.28)
    if look.beard == "stubble":
        canvas.shape(
            "M 55 98 C 60 104 68 102 76 101 C 84 99 92 99 100 101 C 108 102 116 104 121 98 C 118 120 106 134 88 134 C 70 134 58 120 55 98 Z",
            colour,
            0.22,
        )
    elif look.beard == "moustache":
        canvas.shape(
            "M 88 102 C 96 100 104 104 106 110 C 98 109 92 108 88 106 C 84 108 78 109 70 110 C 72 104 80 100 88 102 Z",
            colour,
        )
    elif look.beard == "goatee":
        canvas.shape(
            "M 76 116 C 80 124 96 124 100 116 C 101 128 98 137 88 138 C 78 137 75 128 76 116 Z", colour
        )
    else:
        length = 142 if look.beard == "full" else 136
        canvas.shape(
            f"M 53 90 C 56 100 62 103 70 102 C 78 99 84 101 88 102 C 92 101 98 99 106 102 C 114 103 120 100 123 90 "
            f"C 123 118 112 {length} 88 {length} C 64 {length} 53 118 53 90 Z",
            colour,
        )
        canvas.shape(
            "M 76 106 C 84 110 92 110 100 106 C 98 115 78 115 76 106 Z", mix(look.skin, "#7a2a22", 0.3)
        )
        canvas.line("M 62 118 C 70 132 106 132 114 118", 1.2, dark, 0.5)
