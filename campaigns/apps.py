from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"

    def ready(self) -> None:
        from campaigns import facts, messages  # noqa: F401 (register facts and kinds of message)
