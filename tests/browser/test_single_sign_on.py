"""Somebody signs in with the account that they have at the company anyway."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.browser.visitor import Look, Visitor
from tests.company import Company
from tests.factories.ambassadors import UserFactory

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("look", [Look("de", "light", 1440), Look("en", "dark", 390)], ids=str)
def test_from_the_button_through_the_company_to_where_one_wanted_to_go(
    visit: Callable[..., Visitor], company: Company, look: Look
) -> None:
    UserFactory(personnel_number="100042", language=look.language)
    joerdis = visit(look=look)
    joerdis.open(reverse("trainings:catalogue"))
    joerdis.press("Sign in with the company account")
    assert joerdis.path == reverse("trainings:catalogue")
    went_out_to(joerdis, company)


def test_who_turns_round_at_the_company_is_told_so(visit: Callable[..., Visitor], company: Company) -> None:
    company.answers = "denied"
    joerdis = visit(look=Look("en", "light", 1440))
    joerdis.open(reverse("account_login"))
    joerdis.press("Sign in with the company account")
    assert joerdis.headline == "You went back"
    went_out_to(joerdis, company)


def went_out_to(visitor: Visitor, company: Company) -> None:
    """The one other host that a browser is sent to; it is no fault."""
    asked = [fault for fault in visitor.wrong if f"asks {company.url}/authorize?" in fault]
    visitor.wrong[:] = [fault for fault in visitor.wrong if fault not in asked]
    assert len(asked) == 1
