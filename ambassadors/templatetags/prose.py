"""Texts that people wrote in Markdown: {{ text|markdown }}, or {{ text|markdown:3 }} where # is an h3."""

from django import template
from django.utils.safestring import SafeString

from ambassadors.markdown import to_html

register = template.Library()


@register.filter
def markdown(text: str, top: int = 2) -> SafeString:
    return to_html(text or "", top)
