"""A small canvas over Pillow: unit coordinates, SVG-like outlines, smooth edges, soft light."""

import itertools
import math
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

Point = tuple[float, float]
Colour = tuple[int, int, int, int]
_TOKENS = re.compile(r"[MLCQZ]|-?\d+(?:\.\d+)?")
_STEPS = 18


def colour(name: str, opacity: float = 1.0) -> Colour:
    """'#0B5C57' with an opacity from 0 to 1."""
    red, green, blue = ImageColor.getrgb(name)[:3]
    return red, green, blue, round(255 * opacity)


def mix(first: str, second: str, share: float) -> str:
    """The colour `share` of the way from `first` to `second`."""
    pairs = zip(ImageColor.getrgb(first)[:3], ImageColor.getrgb(second)[:3], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _bezier(points: Sequence[Point]) -> Iterator[Point]:
    """Points along a Bézier curve of any degree (de Casteljau), without its first one."""
    for step in range(1, _STEPS + 1):
        share, level = step / _STEPS, list(points)
        while len(level) > 1:
            level = [
                (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
                for a, b in itertools.pairwise(level)
            ]
        yield level[0]


def outline(path: str) -> list[Point]:
    """The points of an SVG-like path of absolute M, L, Q, C and Z: 'M 0 0 L 10 0 Q 10 10 0 10 Z'."""
    points: list[Point] = []
    command, numbers = "M", list[float]()
    sizes = {"M": 2, "L": 2, "Q": 4, "C": 6}
    for token in _TOKENS.findall(path):
        if token.isalpha():
            command = token
            continue
        numbers.append(float(token))
        if len(numbers) == sizes[command]:
            pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
            points.extend(pairs if command in "ML" else _bezier([points[-1], *pairs]))
            numbers = []
    return points


def turned(points: Iterable[Point], degrees: float, about: Point) -> list[Point]:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [
        (
            about[0] + (x - about[0]) * cos - (y - about[1]) * sin,
            about[1] + (x - about[0]) * sin + (y - about[1]) * cos,
        )
        for x, y in points
    ]


class Canvas:
    """A picture of `width` × `height` pixels whose upper left corner is `origin` in units of `scale` pixels.

    Everything is drawn `smooth` times larger and reduced at the end.
    """

    def __init__(
        self,
        width: int,
        height: int,
        *,
        scale: float,
        origin: Point = (0, 0),
        smooth: int = 2,
        ground: str = "#000",
    ) -> None:
        self.smooth, self.scale, self.origin = smooth, scale * smooth, origin
        self.image = Image.new("RGB", (width * smooth, height * smooth), ground)
        self.left, self.top = origin
        self.right, self.bottom = origin[0] + width / scale, origin[1] + height / scale

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image, "RGBA")

    def at(self, point: Point) -> Point:
        return (point[0] - self.origin[0]) * self.scale, (point[1] - self.origin[1]) * self.scale

    def shape(self, points: str | Iterable[Point], fill: str, opacity: float = 1.0) -> None:
        known = outline(points) if isinstance(points, str) else points
        self.pen.polygon([self.at(point) for point in known], fill=colour(fill, opacity))

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str, opacity: float = 1.0) -> None:
        box = [*self.at((x - rx, y - ry)), *self.at((x + rx, y + ry))]
        self.pen.ellipse(box, fill=colour(fill, opacity))

    def ring(self, x: float, y: float, r: float, width: float, fill: str, opacity: float = 1.0) -> None:
        box = [*self.at((x - r, y - r)), *self.at((x + r, y + r))]
        self.pen.ellipse(box, outline=colour(fill, opacity), width=max(1, round(width * self.scale)))

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, opacity: float = 1.0, r: float = 0
    ) -> None:
        corners = [*self.at((x, y)), *self.at((x + width, y + height))]
        self.pen.rounded_rectangle(corners, radius=r * self.scale, fill=colour(fill, opacity))

    def line(self, points: str | Sequence[Point], width: float, fill: str, opacity: float = 1.0) -> None:
        """A line with round ends and joints."""
        known = [self.at(p) for p in (outline(points) if isinstance(points, str) else points)]
        thick = max(1, round(width * self.scale))
        ink, r = colour(fill, opacity), thick / 2
        self.pen.line(known, fill=ink, width=thick, joint="curve")
        if opacity == 1 and thick > 2:
            for x, y in (known[0], known[-1]):
                self.pen.ellipse([x - r, y - r, x + r, y + r], fill=ink)

    def gradient(
        self, *stops: tuple[float, str], top: float | None = None, bottom: float | None = None
    ) -> None:
        """A vertical run of colours between two heights; stops from 0 to 1."""
        start = int(self.at((0, self.top if top is None else top))[1])
        end = int(self.at((0, self.bottom if bottom is None else bottom))[1])
        strip = Image.new("RGB", (1, max(1, end - start)))
        for row in range(strip.height):
            strip.putpixel((0, row), colour(_between(stops, row / strip.height))[:3])
        self.image.paste(strip.resize((self.image.width, strip.height)), (0, start))

    def glow(self, x: float, y: float, rx: float, ry: float, fill: str, opacity: float = 1.0) -> None:
        """Light that fades from the middle to the rim of an ellipse."""
        centre = self.at((x, y))
        size = (max(1, round(2 * rx * self.scale)), max(1, round(2 * ry * self.scale)))
        fading = Image.radial_gradient("L").point(
            [round(max(0, 255 - v * 1.42) * opacity) for v in range(256)]
        )
        mask = fading.resize(size, Image.Resampling.BILINEAR)
        corner = (round(centre[0] - size[0] / 2), round(centre[1] - size[1] / 2))
        self.image.paste(Image.new("RGB", size, fill), corner, mask)

    @contextmanager
    def clip(self, path: str | Sequence[Point]) -> Iterator[None]:
        """What is drawn inside stays within the outline."""
        known = [self.at(point) for point in (outline(path) if isinstance(path, str) else path)]
        wide, high = self.image.size
        left = min(wide - 1, max(0, int(min(x for x, _ in known))))
        top = min(high - 1, max(0, int(min(y for _, y in known))))
        right = max(left + 1, min(wide, int(max(x for x, _ in known)) + 2))
        bottom = max(top + 1, min(high, int(max(y for _, y in known)) + 2))
        whole, origin = self.image, self.origin
        self.image = whole.crop((left, top, right, bottom))
        self.origin = origin[0] + left / self.scale, origin[1] + top / self.scale
        yield
        inside = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(inside).polygon([(x - left, y - top) for x, y in known], fill=255)
        whole.paste(self.image, (left, top), inside)
        self.image, self.origin = whole, origin

    @contextmanager
    def placed(self, x: float, y: float, size: float) -> Iterator[None]:
        """What is drawn inside has its own units: its corner lies at x, y and it is `size` times as large."""
        origin, scale = self.origin, self.scale
        self.origin, self.scale = ((origin[0] - x) / size, (origin[1] - y) / size), scale * size
        yield
        self.origin, self.scale = origin, scale

    @contextmanager
    def soft(self, radius: float) -> Iterator[None]:
        """What is drawn inside is blurred together with what lies under it, at a fraction of the size."""
        yield
        size = self.image.size
        shrink = max(1, min(8, int(radius * self.scale / 3)))
        small = self.image.reduce(shrink)
        blurred = small.filter(ImageFilter.GaussianBlur(radius * self.scale / shrink))
        self.image.paste(blurred.resize(size, Image.Resampling.BICUBIC))

    @contextmanager
    def shadow(self, dx: float, dy: float, radius: float, opacity: float = 0.35) -> Iterator[None]:
        """What is drawn inside throws a soft shadow on what lies under it."""
        under = self.image.copy()
        yield
        drawn = self.image.copy()
        mask = ImageChops.difference(under, drawn).convert("L").point([0, *[255] * 255])
        shrink = max(1, min(8, int(radius * self.scale / 3)))
        small = mask.reduce(shrink).filter(ImageFilter.GaussianBlur(radius * self.scale / shrink))
        fallen = small.resize(self.image.size, Image.Resampling.BILINEAR).point(
            [round(v * opacity) for v in range(256)]
        )
        self.image.paste(under)
        away = round(dx * self.scale), round(dy * self.scale)
        self.image.paste(Image.new("RGB", self.image.size, "#0a0f10"), away, fallen)
        self.image.paste(drawn, (0, 0), mask)

    def vignette(self, strength: float = 0.35) -> None:
        """Darker corners, as a lens makes them."""
        dark = Image.radial_gradient("L").point(
            [round(min(255, max(0, v - 90) * 1.5) * strength) for v in range(256)]
        )
        wide, high = self.image.size
        mask = dark.resize((round(wide * 1.12), round(high * 1.12)), Image.Resampling.BILINEAR)
        inset = (-(mask.width - wide) // 2, -(mask.height - high) // 2)
        placed = Image.new("L", self.image.size)
        placed.paste(mask, inset)
        self.image.paste(Image.new("RGB", self.image.size, "#070c0d"), (0, 0), placed)

    def finished(self, grain: float = 0.0, seed: int = 1) -> Image.Image:
        """The picture in its own size, with a little film grain if wanted."""
        picture = self.image.reduce(self.smooth)
        if not grain:
            return picture
        tile = Image.frombytes("L", (256, 256), random.Random(seed).randbytes(65536))
        tile = tile.filter(ImageFilter.GaussianBlur(0.6))
        noise = Image.new("L", picture.size)
        for x in range(0, picture.width, 256):
            for y in range(0, picture.height, 256):
                noise.paste(tile, (x, y))
        return Image.blend(picture, ImageChops.overlay(picture, noise.convert("RGB")), grain)


def _between(stops: Sequence[tuple[float, str]], share: float) -> str:
    for (start, first), (end, second) in itertools.pairwise(stops):
        if share <= end:
            return mix(first, second, (share - start) / (end - start) if end > start else 1)
    return stops[-1][1]
