"""People come by import and invitation: nobody makes an account for themselves."""

import pytest
from django.test import Client

from ambassadors.models import User

NEW = {
    "email": "new@nordwerk.example",
    "password1": "nachtschicht-77-tor",
    "password2": "nachtschicht-77-tor",
}


@pytest.mark.django_db
@pytest.mark.parametrize("send", [lambda client: client.get, lambda client: client.post], ids=["get", "post"])
def test_the_page_says_how_people_come_and_makes_nobody(send):
    page = send(Client())("/accounts/signup/", NEW)
    assert (page.templates[0].name, User.objects.count()) == ("account/signup_closed.html", 0)
