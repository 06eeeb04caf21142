from django.apps import AppConfig


class AmbassadorsConfig(AppConfig):
    name = "ambassadors"

    def ready(self) -> None:
        from ambassadors import deeds, facts, messages  # noqa: F401 (register words, facts and kinds)
