"""Families: the list, and the page of one."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, render

from kb.catalogue.names import matching
from kb.catalogue.search import quoted
from kb.models import Family
from kb.pages.parameters import Parameters
from kb.pages.wayfinding import read_only

_PER_PAGE = 100
_SHOWN = 200  # models on the page of one; the matrix has all


@read_only
def families(request):
    """`/families/`: a row per family. In: `q`, `page`."""
    parameters = Parameters(request.GET)
    text = parameters.text("q")
    rows = matching(Family.objects.select_related("organization"), text)
    rows = rows.annotate(models=Count("language_models")).order_by("sort_key", "slug")
    context = {
        "page": parameters.page(rows, per_page=_PER_PAGE),
        "parameters": parameters,
        "text": text,
        "chips": parameters.chips(q=quoted(text)),
    }
    return render(request, "families/list.html", context)


@read_only
def family(request, slug):
    """`/families/<slug>/`: the models sold under one name, in the order of their release."""
    row = get_object_or_404(Family.objects.select_related("organization"), slug=slug)
    models = row.language_models.select_related("profile", "organization").order_by("released", "sort_key")
    context = {"family": row, "models": models[:_SHOWN], "model_count": models.count()}
    return render(request, "families/detail.html", context)
