"""Kit pictures drawn by code: stand-ins for photographs that look well in every cut.

A scene is 675 units high; its middle is x = 0, so that a narrower cut shows the same middle with less at the sides.
"""

from collections.abc import Callable

from PIL import Image

from influencer_hub.sample import scenes_indoors, scenes_outdoors
from influencer_hub.sample.canvas import Canvas

HEIGHT = 675
WIDE, SQUARE = (1200, 675), (1080, 1080)

SCENES: dict[str, Callable[[Canvas], None]] = {
    "control-room": scenes_indoors.control_room,
    "apprentices": scenes_indoors.apprentices,
    "mug": scenes_indoors.mug,
    "wrenches": scenes_indoors.wrenches,
    "weld": scenes_indoors.weld,
    "heat-pump": scenes_outdoors.heat_pump,
    "trench": scenes_outdoors.trench,
    "wind-farm": scenes_outdoors.wind_farm,
    "lights": scenes_outdoors.lights,
}


def paint(name: str, size: tuple[int, int] = WIDE) -> Image.Image:
    """The scene in pixels of `size`; the same name and size always give the same picture."""
    scale = size[1] / HEIGHT
    canvas = Canvas(*size, scale=scale, origin=(-size[0] / scale / 2, 0), smooth=2)
    SCENES[name](canvas)
    return canvas.finished(grain=0.07)
