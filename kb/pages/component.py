"""`/models/<slug>/<component>/`: one mark of the matrix, explained. The matrix shows it beside the mark."""

from datetime import date

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from kb.catalogue.component import component_of_model
from kb.pages.wayfinding import read_only
from kb.vocabulary.components import COMPONENTS

_BY_KEY = {one.key: one for one in COMPONENTS}  # a dataset's own has no mark


@read_only
def component(request, slug, key):
    """In: the slug of a model, the key of a component. Out: its facts with their sources, or that there is no entry."""
    found = component_of_model(slug, _BY_KEY[key], day=date.today()) if key in _BY_KEY else None
    if found is None:
        raise Http404(_("There is no such component of a model."))
    return render(request, "language_models/component.html", {"found": found, "component": found.rows.component})
