"""Names of countries."""

from django import template

from kb.vocabulary.countries import country_name

register = template.Library()

register.filter("country", country_name)
