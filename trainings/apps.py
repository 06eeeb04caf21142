from django.apps import AppConfig


class TrainingsConfig(AppConfig):
    name = "trainings"

    def ready(self) -> None:
        from trainings import awaited, facts, messages  # noqa: F401 (each registers itself)
