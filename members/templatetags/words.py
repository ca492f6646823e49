"""Template filters that turn values into words; built into every template."""

from django import template

register = template.Library()
