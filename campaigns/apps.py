from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"

    def ready(self) -> None:
        from campaigns import awaited, facts, messages  # noqa: F401 (each registers itself)
