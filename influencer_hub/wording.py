"""Words of Django and allauth that pages can show, and that our German says with "du".

Their own catalogues say "Sie". Listed here they enter our catalogue, which is read first.
"""

from django.utils.translation import gettext_noop

FOREIGN_WORDS = [
    gettext_noop("No file was submitted. Check the encoding type on the form."),
    gettext_noop("Please either submit a file or check the clear checkbox, not both."),
    gettext_noop("Use your password"),
    gettext_noop("You cannot add an email address to an account protected by two-factor authentication."),
]
