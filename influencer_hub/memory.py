"""What a process has loaded when its work begins stays until it ends: to look for garbage there costs every page."""

import gc

# Objects more than before, until Python looks through the new ones; with its own 700 it does so many times in a page.
NEW_OBJECTS = 50_000


def settle() -> None:
    """To be called once, when everything is loaded."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
