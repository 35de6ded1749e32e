"""Datasets: the list, and the page of one."""

from datetime import date

from django.shortcuts import get_object_or_404, render

from kb.catalogue import datasets as catalogue
from kb.catalogue.events import published_events
from kb.catalogue.references import References
from kb.catalogue.search import quoted
from kb.models import Dataset
from kb.pages.parameters import Parameters
from kb.pages.wayfinding import read_only

_PER_PAGE = 100


@read_only
def datasets(request):
    """`/datasets/`: a row per dataset. In: `q`, `page`."""
    parameters = Parameters(request.GET)
    text = parameters.text("q")
    context = {
        "page": parameters.page(catalogue.listing(text=text), per_page=_PER_PAGE),
        "parameters": parameters,
        "text": text,
        "chips": parameters.chips(q=quoted(text)),
    }
    return render(request, "datasets/list.html", context)


@read_only
def dataset(request, slug):
    """`/datasets/<slug>/`: its facts with licenses and periods, what it was built from, and who trained on it."""
    row = get_object_or_404(Dataset.objects.select_related("organization"), slug=slug)
    recorded = catalogue.facts(row, date.today())
    references = References()
    references.of(one.fact for one in recorded)
    children = references.of(catalogue.children(row)[: catalogue.SHOWN + 1])
    context = {
        "dataset": row,
        "recorded": recorded,
        "parents": references.of(catalogue.parents(row)),
        "children": children[: catalogue.SHOWN],
        "has_more_children": len(children) > catalogue.SHOWN,
        "refuted_facts": references.of(catalogue.refuted_facts(row)),
        "events": references.of(published_events(datasets=row)),
        "references": references,
    }
    return render(request, "datasets/detail.html", context)
