"""Filters of lists by a choice of named conditions."""

from collections.abc import Callable, Iterable

from django.contrib import admin
from django.db.models import Q
from django.utils.functional import Promise

_Choice = tuple[str, str | Promise, Q]


def choice_filter(
    title: str | Promise, name: str, choices: Iterable[_Choice] | Callable[..., Iterable[_Choice]]
) -> type[admin.SimpleListFilter]:
    """A filter of a list.

    In: its title; its name in addresses; for each choice its name in addresses, its words and what rows fulfil it, or
    a function of the request that says so. A name that is not among them filters nothing.
    """

    class ChoiceFilter(admin.SimpleListFilter):
        def lookups(self, request, model_admin):
            offered = list(choices(request) if callable(choices) else choices)
            self.conditions = {key: condition for key, _label, condition in offered}
            return [(key, label) for key, label, _condition in offered]

        def queryset(self, request, queryset):
            return queryset.filter(self.conditions.get(self.value(), Q()))

    ChoiceFilter.title = title
    ChoiceFilter.parameter_name = name
    return ChoiceFilter
