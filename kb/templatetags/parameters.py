"""Links to other pages of the same list."""

from django import template

register = template.Library()


@register.simple_tag
def page_link(parameters, number):
    """The query string of another page of the list. In: its Parameters, the number of the page."""
    return parameters.link(page=number if number > 1 else "")
