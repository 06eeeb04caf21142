"""A campaign's address, made from its title once."""

from django.utils.text import slugify

from campaigns.models import Campaign
from campaigns.models.campaigns import RESERVED_SLUGS

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def free_slug(title: str) -> str:
    """ "Zeig, was deine Hände können" → zeig-was-deine-haende-koennen, with a number where it is taken."""
    slug = slugify(title.translate(GERMAN))[:70].strip("-") or "campaign"
    taken = (
        set(Campaign.objects.filter(slug__startswith=slug).values_list("slug", flat=True)) | RESERVED_SLUGS
    )
    if slug not in taken:
        return slug
    return next(f"{slug}-{n}" for n in range(2, len(taken) + 3) if f"{slug}-{n}" not in taken)
