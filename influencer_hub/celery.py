"""The Celery app and the whole beat schedule on one screen.

Celery only wakes work that is due in PostgreSQL; losing a wake-up loses nothing, since the next tick
finds the row. Ticks are UTC intervals; local time is computed by the planners.
"""

import os
from typing import Any

from celery import Celery, Task
from celery.signals import worker_init
from celery.worker.request import Request
from django_structlog.celery.steps import DjangoStructLogInitStep
from kombu.transport.virtual import QoS

from influencer_hub import memory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "influencer_hub.settings")


class TickRequest(Request):
    """A task in the worker's hand whose lost acknowledgement does not keep its place.

    Kombu logs "Couldn't ack" and goes on; with a prefetch of one this worker would then wait for a free place for ever. What stays behind in
    the broker is handed out once more after its visibility timeout and has expired by then.
    """

    def acknowledge(self) -> None:
        super().acknowledge()
        if not self.message.acknowledged:
            QoS.ack(self.message.channel.qos, self.message.delivery_tag)


class Tick(Task):
    Request = "influencer_hub.celery:TickRequest"


app = Celery("influencer_hub", task_cls=Tick)
app.config_from_object("django.conf:settings", namespace="CELERY")
# What a worker logs names the request that woke it.
app.steps["worker"].add(DjangoStructLogInitStep)
app.conf.update(
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=False,
    task_default_queue="bulk",
    task_routes={"outbox.tasks.send_urgent": {"queue": "urgent"}},
    task_publish_retry=False,
    worker_prefetch_multiplier=1,
    worker_soft_shutdown_timeout=10,
    # A sender goes on while the broker is away: cut off between the mail server's 250 and our commit it would double a mail.
    worker_cancel_long_running_tasks_on_connection_loss=False,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    timezone="UTC",
    beat_schedule={
        "send urgent messages": {
            "task": "outbox.tasks.send_urgent",
            "schedule": 1.0,
            "options": {"expires": 5},
        },
        "send due messages": {"task": "outbox.tasks.send_due", "schedule": 3.0, "options": {"expires": 10}},
        "plan training reminders": {
            "task": "trainings.tasks.plan_reminders",
            "schedule": 60.0,
            "options": {"expires": 60},
        },
        "move waiting lists on": {
            "task": "trainings.tasks.move_waiting_lists_on",
            "schedule": 30.0,
            "options": {"expires": 30},
        },
        "forget access needs": {
            "task": "trainings.tasks.forget_access_needs",
            "schedule": 3600.0,
            "options": {"expires": 600},
        },
        "forget attendance": {
            "task": "trainings.tasks.forget_attendance",
            "schedule": 3600.0,
            "options": {"expires": 600},
        },
        "forget removed materials": {
            "task": "trainings.tasks.forget_removed_materials",
            "schedule": 3600.0,
            "options": {"expires": 600},
        },
        "count interest in trainings": {
            "task": "trainings.tasks.look_after_interests",
            "schedule": 600.0,
            "options": {"expires": 600},
        },
        "count feedback on trainings": {
            "task": "trainings.tasks.look_after_feedback",
            "schedule": 600.0,
            "options": {"expires": 600},
        },
        "count months of trainings": {
            "task": "trainings.tasks.count_months",
            "schedule": 600.0,
            "options": {"expires": 600},
        },
        "plan campaign reminders": {
            "task": "campaigns.tasks.plan_reminders",
            "schedule": 60.0,
            "options": {"expires": 60},
        },
        "count answers": {
            "task": "campaigns.tasks.count_answers",
            "schedule": 600.0,
            "options": {"expires": 600},
        },
        "forget removed pictures": {
            "task": "campaigns.tasks.forget_removed_pictures",
            "schedule": 3600.0,
            "options": {"expires": 600},
        },
        "plan joining": {
            "task": "ambassadors.tasks.plan_joining",
            "schedule": 60.0,
            "options": {"expires": 60},
        },
        "check imports": {
            "task": "ambassadors.tasks.check_imports",
            "schedule": 5.0,
            "options": {"expires": 5},
        },
        "part with leavers": {
            "task": "ambassadors.tasks.part_with_leavers",
            "schedule": 60.0,
            "options": {"expires": 60},
        },
        "forget what has expired": {
            "task": "ambassadors.tasks.forget_expired",
            "schedule": 3600.0,
            "options": {"expires": 600},
        },
    },
)
app.autodiscover_tasks()


@worker_init.connect
def _settle(**_sent: Any) -> None:
    """Before the pool starts, so that its processes share what is loaded."""
    memory.settle()
