from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"

    def ready(self) -> None:
        from campaigns import awaited, deeds, facts, messages, records  # noqa: F401 (each registers itself)
        from campaigns.services import leaving  # noqa: F401 (registers what happens when somebody leaves)
