"""Addresses of the coordinator's area that look across the apps."""

from django.urls import path

from influencer_hub import cockpit

urlpatterns = [path("cockpit/", cockpit.cockpit, name="cockpit")]
