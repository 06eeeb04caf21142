"""What a drawn person looks like: chosen by a seed, or written down for people whom everybody knows."""

import random
from dataclasses import dataclass, replace

SKINS = ("#f8dcc6", "#f2cba9", "#e3b07f", "#d19a6a", "#b77b4c", "#95603a", "#74452a", "#55301f")
LIGHT_SKINS, WARM_SKINS, DARK_SKINS = SKINS[:3], SKINS[1:5], SKINS[4:]
HAIRS = ("#1b1a20", "#2b1b15", "#4b2c1c", "#6d4326", "#8f5a2e", "#b98546", "#d9b36c", "#a33f1f", "#c96b33")
GREYS = ("#9a9d9c", "#c3c6c4", "#6f7373")
CLOTHES = (
    "#2f4275",
    "#8b3a3a",
    "#57486f",
    "#dd7a2c",
    "#27505f",
    "#1f6162",
    "#3a464f",
    "#c9a13a",
    "#0b5c57",
    "#7a4d2b",
    "#44603a",
    "#a84f68",
    "#e4ded2",
)
GROUNDS = (
    "#d7e0ea",
    "#dde6d0",
    "#f0d8cd",
    "#e7d4dd",
    "#dcdde8",
    "#ebdacb",
    "#f5d6b8",
    "#cfe0e0",
    "#dbe5d5",
    "#e9ddc0",
)
HELMETS = ("#f4b63f", "#f4f4ef", "#e8693a", "#3f7fb5")

WOMEN_HAIR = ("bun", "bob", "long", "curls", "ponytail", "waves", "pixie", "plait", "afro", "fringe")
MEN_HAIR = ("short", "parted", "buzz", "crown", "quiff", "curly_top", "bald", "afro", "short", "parted")
TALL_HAIR = ("bun", "curls", "afro", "quiff", "curly_top")
TOPS = ("crew", "shirt", "hoodie", "collar", "blazer", "vneck", "turtleneck", "hivis", "overall")


@dataclass(frozen=True)
class Look:
    """Everything that `portraits.draw` needs to know."""

    skin: str = SKINS[1]
    hair: str = "short"
    hair_colour: str = HAIRS[2]
    beard: str = ""  # stubble, short, full, moustache, goatee
    glasses: str = ""  # round, square
    headgear: str = ""  # helmet, scarf, beanie, cap, turban
    headgear_colour: str = HELMETS[0]
    top: str = "crew"
    top_colour: str = CLOTHES[0]
    ground: str = GROUNDS[0]
    face: str = "oval"  # oval, round, square
    mouth: str = "smile"  # smile, grin, calm
    freckles: bool = False
    earrings: bool = False
    lines: bool = False
    lashes: bool = False


def chosen(seed: str, *, woman: bool, skins: tuple[str, ...] = LIGHT_SKINS, scarf_share: float = 0.0) -> Look:
    """A look for this seed: the same seed always gives the same face."""
    dice = random.Random(f"look {seed}")
    skin = dice.choice(skins)
    old = dice.random() < 0.2
    dark = skin in DARK_SKINS
    look = Look(
        skin=skin,
        hair=dice.choice(WOMEN_HAIR if woman else MEN_HAIR),
        hair_colour=dice.choice(GREYS) if old else dice.choice(HAIRS[:3] if dark else HAIRS),
        glasses=dice.choice(("round", "square")) if dice.random() < 0.28 else "",
        top=dice.choice(TOPS),
        top_colour=dice.choice(CLOTHES),
        ground=dice.choice(GROUNDS),
        face=dice.choice(("oval", "oval", "round", "square")),
        mouth=dice.choice(("smile", "smile", "grin", "calm")),
        freckles=not dark and dice.random() < 0.12,
        earrings=woman and dice.random() < 0.4,
        lines=old,
        lashes=woman,
    )
    if not dark and look.hair == "afro":
        look = replace(look, hair="curls" if woman else "curly_top")
    if not woman and dice.random() < 0.45:
        look = replace(look, beard=dice.choice(("stubble", "short", "full", "moustache", "goatee")))
    return _with_headgear(look, dice, woman=woman, scarf_share=scarf_share)


def _with_headgear(look: Look, dice: random.Random, *, woman: bool, scarf_share: float) -> Look:
    if woman and dice.random() < scarf_share:
        return replace(look, headgear="scarf", headgear_colour=dice.choice(CLOTHES), earrings=False)
    flat = ("bob" if woman else "buzz") if look.hair in TALL_HAIR else look.hair
    if look.top in ("hivis", "overall") and dice.random() < 0.65:
        return replace(look, headgear="helmet", headgear_colour=dice.choice(HELMETS), hair=flat)
    if dice.random() < 0.04:
        return replace(
            look, headgear=dice.choice(("beanie", "cap")), headgear_colour=dice.choice(CLOTHES), hair=flat
        )
    return look


# The people of the programme whom everybody knows.
KNOWN: dict[str, Look] = {
    "Selma Öztürk": Look(
        SKINS[2], "long", HAIRS[1], top="blazer", top_colour="#27505f", ground="#cfe0e0", lashes=True
    ),
    "Jördis Brüggemann": Look(
        SKINS[1], "waves", "#b5763c", top="crew", top_colour="#0b5c57", ground="#f5d6b8", lashes=True, freckles=True
    ),
    "Thorben Kühl": Look(
        SKINS[0], "short", HAIRS[7], beard="full", top="crew", top_colour="#2f4275", ground="#d7e0ea", mouth="calm"
    ),
    "Aylin Yıldırım": Look(
        SKINS[3], "long", HAIRS[0], headgear="scarf", headgear_colour="#2f4275", top_colour="#2f4275",
        ground="#e7d4dd", lashes=True,
    ),
    "Kwame Mensah": Look(SKINS[7], "buzz", HAIRS[0], top="crew", top_colour="#c9a13a", ground="#f5d6b8"),
    "Nguyễn Thị Hà": Look(
        SKINS[0], "bun", HAIRS[0], top="crew", top_colour="#8b3a3a", ground="#dde6d0", lashes=True, face="round"
    ),
    "Frauke Petersen": Look(
        SKINS[1], "bob", GREYS[0], glasses="round", top="crew", top_colour="#dd7a2c", ground="#dcdde8", lines=True
    ),
    "Giulia Ferraro": Look(
        SKINS[3], "curls", HAIRS[2], top="crew", top_colour="#57486f", ground="#f0d8cd", lashes=True, mouth="grin"
    ),
    "Ömer Şahin": Look(SKINS[2], "short", HAIRS[1], top="shirt", top_colour="#27505f", ground="#ebdacb", beard="stubble"),
    "Piotr Wójcik": Look(SKINS[1], "parted", HAIRS[6], glasses="round", top="collar", top_colour="#3a464f", ground="#cfe0e0"),
    "Daniel Oyelaran": Look(SKINS[6], "afro", HAIRS[0], top="crew", top_colour="#1f6162", ground="#e9ddc0"),
    "Björn Müller-Wüstenhagen": Look(
        SKINS[1], "short", HAIRS[2], beard="full", headgear="helmet", headgear_colour=HELMETS[0], top="overall",
        top_colour="#3a464f", ground="#dbe5d5",
    ),
    "Lena Weiß": Look(
        SKINS[0], "pixie", HAIRS[5], glasses="square", top="turtleneck", top_colour="#a84f68", ground="#d7e0ea", lashes=True
    ),
}  # fmt: skip
