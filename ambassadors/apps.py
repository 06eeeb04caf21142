from django.apps import AppConfig


class AmbassadorsConfig(AppConfig):
    name = "ambassadors"

    def ready(self) -> None:
        from ambassadors import application_messages, facts, messages  # noqa: F401 (register facts and kinds of message)
