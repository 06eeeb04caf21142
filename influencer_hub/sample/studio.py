"""Draws many portraits and pictures at once, in processes of their own where that is quicker."""

import io
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from PIL import Image

from influencer_hub.sample import pictures, portraits
from influencer_hub.sample.looks import Look

SIDES = (704, 352, 88)
# Fewer than this are drawn sooner than a process has started.
WORTH_PROCESSES = 30
PROCESSES = 2
# A picture takes as long as so many portraits.
PICTURE_EFFORT = 10
# A scene and its size in pixels.
Order = tuple[str, tuple[int, int]]


def portrait(look: Look) -> dict[int, bytes]:
    """The squares that `ambassadors.photos.keep` takes."""
    drawn = portraits.draw(look)
    sizes = {side: drawn if side == drawn.width else drawn.reduce(drawn.width // side) for side in SIDES}
    return {side: _webp(picture, quality=84) for side, picture in sizes.items()}


def picture(order: Order) -> dict[str, bytes]:
    """A scene as JPEG for downloading and as WebP for a header and a preview."""
    painted = pictures.paint(*order)
    whole = io.BytesIO()
    painted.save(whole, "JPEG", quality=90, optimize=True, progressive=True)
    preview = painted.resize((800, round(800 * painted.height / painted.width)), Image.Resampling.LANCZOS)
    return {"whole": whole.getvalue(), "header": _webp(painted, 82), "preview": _webp(preview, 82)}


@dataclass(frozen=True)
class Drawn:
    portraits: list[dict[int, bytes]]
    pictures: dict[Order, dict[str, bytes]]


def draw(looks: Sequence[Look], orders: Sequence[Order]) -> Drawn:
    """Portraits in the order of the looks, and each picture once."""
    orders = list(dict.fromkeys(orders))
    if len(looks) + PICTURE_EFFORT * len(orders) < WORTH_PROCESSES:
        return Drawn([portrait(look) for look in looks], {order: picture(order) for order in orders})
    # Not forked: a forked child would share the connection to the database.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        painted = pool.map(picture, orders)
        portraits = pool.map(portrait, looks, chunksize=8)
        return Drawn(list(portraits), dict(zip(orders, painted, strict=True)))


def _webp(picture: Image.Image, quality: int) -> bytes:
    target = io.BytesIO()
    picture.save(target, "WEBP", quality=quality, method=2)
    return target.getvalue()
