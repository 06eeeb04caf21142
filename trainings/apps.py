from django.apps import AppConfig


class TrainingsConfig(AppConfig):
    name = "trainings"

    def ready(self) -> None:
        from trainings import facts, firsts, messages  # noqa: F401 (register facts, first steps, kinds of message)
