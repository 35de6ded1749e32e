"""For templates of the admin."""

from django import template

from kb.admin.links import change_url
from kb.admin.needs_work import panels

register = template.Library()


@register.simple_tag(takes_context=True)
def needs_work(context):
    """Panels of the start page. None for an account that may not see statements."""
    return panels() if context["user"].has_perm("kb.view_fact") else []


register.filter("change_url", change_url)
