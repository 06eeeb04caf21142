"""Kinds of message for tests, one of each class; what they say and whether they are true stands in their context."""

from datetime import datetime
from typing import Any

from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "tests.post"
    label = "post"

    def ready(self) -> None:
        from outbox.kinds import Kind, register
        from outbox.models import Message, MessageClass

        def context(message: Message, now: datetime) -> dict[str, Any]:
            return {"words": "", "secret": "", **message.context}

        def sample(now: datetime) -> dict[str, Any]:
            return {"words": "Words", "secret": ""}

        def untrue(message: Message, now: datetime) -> str:
            return message.context.get("untrue", "")

        def kind(name: str, message_class: MessageClass, **more: Any) -> None:
            register(Kind(name, name, message_class, context, sample, untrue, **more))

        kind("post_now", MessageClass.NOW, can_be_muted=False)
        kind("post_secret", MessageClass.NOW, can_be_muted=False, secret=True)
        kind("post_reminder", MessageClass.SIGNED_UP)
        kind("post_ask", MessageClass.ASK)
