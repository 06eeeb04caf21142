from django.apps import AppConfig


class AmbassadorsConfig(AppConfig):
    name = "ambassadors"

    def ready(self) -> None:
        from allauth.usersessions.models import UserSession
        from django.db.models.signals import pre_save

        from ambassadors import application_messages, awaited, deeds, devices, facts, messages, records  # noqa: F401 (each registers itself)

        pre_save.connect(devices.keep_only_what_is_shown, sender=UserSession)
