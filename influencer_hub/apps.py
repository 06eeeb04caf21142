from django.apps import AppConfig

from influencer_hub.celery import app

__all__ = ["app"]  # shared tasks find the Celery app from the first import of the project on


class InfluencerHubConfig(AppConfig):
    name = "influencer_hub"

    def ready(self) -> None:
        from influencer_hub import awaited, checks  # noqa: F401 (each registers itself)
