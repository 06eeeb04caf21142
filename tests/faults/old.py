"""What the version before did not have yet: a kind of message and a task."""

from typing import Any

from celery import current_app
from celery.signals import celeryd_after_setup

from tests.post.apps import PostConfig

NEW_KIND, NEW_TASK = "post_ask", "trainings.tasks.plan_reminders"


class OldPostConfig(PostConfig):
    def ready(self) -> None:
        from outbox import kinds

        super().ready()
        del kinds._KINDS[NEW_KIND]
        celeryd_after_setup.connect(forget_task)


def forget_task(**about: Any) -> None:
    del current_app.tasks[NEW_TASK]
