"""Search: the nearest models, organizations, licenses and whatever else goes by a name."""

from django.shortcuts import render

from kb.catalogue.everywhere import find_everywhere
from kb.catalogue.search import readable
from kb.catalogue.suggestions import suggestions
from kb.models import LanguageModel
from kb.pages.wayfinding import read_only

_EXAMPLES = 8


@read_only
def search(request):
    """`/search/`: hits by kind. In: `q`. Without a query: what can be looked for, with examples."""
    text = readable(request.GET.get("q", ""))
    found = find_everywhere(text)
    near = suggestions(text)
    context = {
        "text": text,
        "found": found,
        "count": sum(one.count for one in found),
        # What is found may have the letters somewhere in its text, and not be what was meant.
        "similar": near.entries if near.are_similar or not found else [],
    }
    if not found:
        # Those most is known of are the best doors.
        context["examples"] = LanguageModel.objects.filter(profile__isnull=False).order_by("-profile__facts", "slug")[
            :_EXAMPLES
        ]
    return render(request, "search/search.html", context)


@read_only
def suggested(request):
    """`/search/suggestions/`: what may be meant by what was typed so far. Out: a page of few links.

    In: `q`; `kind=model` for models alone, anything else for all that has a name.
    """
    text = readable(request.GET.get("q", ""))
    near = suggestions(text, kinds=(LanguageModel,)) if request.GET.get("kind") == "model" else suggestions(text)
    response = render(request, "search/suggestions.html", {"text": text, "near": near})
    response.is_quick = True
    return response
