"""What tests about signing in share."""

import re
from contextlib import contextmanager

from django.contrib.auth.hashers import MD5PasswordHasher

# What is new each time, and where the reader is.
NOISE = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"|\?next=[^"]*|request_id\S+')


def words(response, *typed: str) -> str:
    """A page without its noise, and without what somebody typed."""
    text = NOISE.sub("", response.text)
    for each in typed:
        text = text.replace(each, "…")
    return text


class CountingHasher(MD5PasswordHasher):
    """Counts what costs the time of a sign-in."""

    made = 0

    def encode(self, password, salt):
        type(self).made += 1
        return super().encode(password, salt)


@contextmanager
def hashes():
    """How many hashes are made inside."""
    before, made = CountingHasher.made, []
    yield made
    made.append(CountingHasher.made - before)
