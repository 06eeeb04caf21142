from django.apps import AppConfig


class AmbassadorsConfig(AppConfig):
    name = "ambassadors"

    def ready(self) -> None:
        from allauth.usersessions.models import UserSession
        from django.db.models.signals import pre_save

        from ambassadors import (  # noqa: F401 (each registers itself)
            application_messages,
            awaited,
            deeds,
            devices,
            facts,
            joining_facts,
            joining_records,
            messages,
            office_messages,
            records,
            signing_in_facts,
        )

        pre_save.connect(devices.keep_only_what_is_shown, sender=UserSession)
