from django.apps import AppConfig


class TrainingsConfig(AppConfig):
    name = "trainings"

    def ready(self) -> None:
        from trainings import deeds, facts, firsts, messages, records  # noqa: F401 (register words, facts, first steps and kinds)
