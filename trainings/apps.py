from django.apps import AppConfig


class TrainingsConfig(AppConfig):
    name = "trainings"

    def ready(self) -> None:
        from trainings import facts, messages  # noqa: F401 (register facts and kinds of message)
