from django.apps import AppConfig


class AmbassadorsConfig(AppConfig):
    name = "ambassadors"

    def ready(self) -> None:
        from ambassadors import messages  # noqa: F401 (registers the kinds of message)
