"""The roof: wires the apps together and is imported by none of them."""

from influencer_hub.celery import app as celery_app

__all__ = ["celery_app"]
