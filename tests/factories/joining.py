"""Cohorts, and people who apply."""

from datetime import timedelta

import factory

from ambassadors.models import (
    Application,
    ApplicationAnswer,
    AskBack,
    Cohort,
    CohortQuestion,
    GoOn,
    NextRound,
)
from tests.factories.ambassadors import AmbassadorFactory, UserFactory
from tests.factories.trainings import NOW


class CohortFactory(factory.django.DjangoModelFactory):
    """Open since yesterday, for three weeks."""

    class Meta:
        model = Cohort

    name = "Spring 2027"
    opens_at = NOW - timedelta(days=1)
    closes_at = NOW + timedelta(days=20)
    places = 3


class CohortQuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CohortQuestion

    cohort = factory.SubFactory(CohortFactory)
    place = 1
    text_de = "Worüber sprichst du gern?"
    text_en = "What do you like to talk about?"


class ApplicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Application

    person = factory.SubFactory(UserFactory)
    words = "I explain grids to my neighbours anyway."
    applied_at = NOW


class ApplicationAnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ApplicationAnswer

    application = factory.SubFactory(ApplicationFactory)
    question = factory.SubFactory(CohortQuestionFactory)
    text = "District heating."


class AskBackFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AskBack

    application = factory.SubFactory(ApplicationFactory)
    question = "Which of your topics would you start with?"
    asked_at = NOW


class NextRoundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NextRound

    person = factory.SubFactory(UserFactory)
    asked_at = NOW


class GoOnFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GoOn

    ambassador = factory.SubFactory(AmbassadorFactory)
    year = 1
