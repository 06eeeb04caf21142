from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"

    def ready(self) -> None:
        from campaigns import deeds, facts, messages  # noqa: F401 (register words, facts and kinds)
