"""Links from one page of the admin to another."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html


def change_url(instance) -> str:
    opts = instance._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[instance.pk])


def list_url(model, **query) -> str:
    """A list, filtered. In: lookups of the list as keywords."""
    return _with(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"), query)


def add_url(model, **initial) -> str:
    """A form for a new row with some fields filled in."""
    return _with(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add"), initial)


def revert_url(number: int, only=None) -> str:
    """Where to undo a revision, or what it did to one thing."""
    address = reverse("admin:kb_revision_revert", args=[number])
    return f"{address}?kind={only._meta.model_name}&key={only.pk}" if only is not None else address


def link(instance, text=None):
    """A link to the page of a row, or a dash where there is none."""
    if instance is None:
        return "–"
    return format_html('<a href="{}">{}</a>', change_url(instance), text or instance)


def _with(address: str, query: dict) -> str:
    return f"{address}?{urlencode(query)}" if query else address
