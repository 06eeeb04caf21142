"""The hub's addresses, and those that exist on the embedded default alone."""

from influencer_hub import local_mails, urls

urlpatterns = [*urls.urlpatterns, *local_mails.addresses]
