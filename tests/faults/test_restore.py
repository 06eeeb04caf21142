"""A backup comes back that knows nothing of what went out since. The long version: `test_long_restore.py`."""

from datetime import timedelta

from django.utils import timezone

from outbox import services
from outbox.models import Hold, Tick
from tests.factories.ambassadors import CoordinatorFactory
from tests.faults.database import back_up, bring_back
from tests.faults.house import wait_until
from tests.faults.post import Audit, audit, due, post


def test_no_ask_goes_again_without_a_word(house, sink, client_for):
    post(20, kind="post_ask", name="ask")
    services.ticked(name="send due messages", now=timezone.now() - timedelta(hours=2))
    back_up()
    Tick.objects.all().delete()
    worker = house.worker()
    wait_until(lambda: house.wake() or due() == 0, "everything is sent", pause=0.3)
    house.kill(worker)
    bring_back()
    house.worker()
    wait_until(lambda: house.wake() or Hold.objects.exists(), "the gap is noticed", pause=0.3)
    post(5, name="new")
    post(5, kind="post_ask", name="later")
    wait_until(lambda: house.wake() or due() <= 20, "what is new goes", pause=0.3)
    assert (due(), max(sink.accepted().values())) == (20, 1)
    cockpit = client_for(CoordinatorFactory())
    assert "/cockpit/messages/drop/" in cockpit.get("/cockpit/messages/").content.decode()
    cockpit.post("/cockpit/messages/drop/")
    assert audit(sink) == Audit(sent=10, lost=0, doubled=0, most=1)
