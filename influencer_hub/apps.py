from django.apps import AppConfig


class InfluencerHubConfig(AppConfig):
    name = "influencer_hub"

    def ready(self) -> None:
        from influencer_hub import checks  # noqa: F401 (registers the system checks)
