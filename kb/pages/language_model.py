"""`/models/<slug>/`: one model, with all that is known of it and every source."""

from datetime import date

from django.http import Http404
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from kb.catalogue.dossier import dossier
from kb.models import Revision
from kb.pages.wayfinding import read_only


@read_only
def language_model(request, slug):
    """In: the slug; `?preview=1` shows drafts to those who may see them, and is the ordinary page to anyone else."""
    # The account is looked at only where a preview is asked for: a public page stays the same for everyone.
    preview = request.GET.get("preview") == "1" and request.user.has_perm("kb.view_fact")
    found = dossier(slug, day=date.today(), drafts=preview)
    if found is None:
        raise Http404(_("There is no model with this address."))
    response = render(
        request,
        "language_models/language_model.html",
        {
            "dossier": found,
            "language_model": found.language_model,
            "today": date.today(),
            "revision": Revision.objects.latest_number(),
        },
    )
    if preview:
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex"
    return response
