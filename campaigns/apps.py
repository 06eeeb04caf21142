from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"

    def ready(self) -> None:
        from campaigns import facts, messages, records  # noqa: F401 (register facts and kinds of message)
        from campaigns.services import leaving  # noqa: F401 (registers what happens when somebody leaves)
