from django.apps import AppConfig


class TrainingsConfig(AppConfig):
    name = "trainings"

    def ready(self) -> None:
        from trainings import facts, messages, records  # noqa: F401 (register facts and kinds of message)
