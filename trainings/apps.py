from django.apps import AppConfig


class TrainingsConfig(AppConfig):
    name = "trainings"

    def ready(self) -> None:
        from trainings import awaited, deeds, facts, firsts, messages, nudge_messages, records, retaining  # noqa: F401 (each registers itself)
