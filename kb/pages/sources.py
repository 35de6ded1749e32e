"""Sources: the list, and the page of one with every published statement that rests on it."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from kb.catalogue import sources as catalogue
from kb.catalogue.search import quoted
from kb.models import Source
from kb.pages.parameters import Parameters
from kb.pages.wayfinding import read_only
from kb.templatetags.wording import language_name
from kb.vocabulary.kinds import SourceKind

_PER_PAGE = 50
_STATEMENTS_PER_PAGE = 200


@read_only
def sources(request):
    """`/sources/`: a row per document. In: `q`, `kind`, `language`, `publisher`, `page`."""
    kinds = catalogue.counted_by("kind")
    languages = catalogue.counted_by("language")
    parameters = Parameters(request.GET)
    text = parameters.text("q")
    kind = parameters.choice("kind", kinds)
    language = parameters.choice("language", languages)
    publisher = parameters.text("publisher")
    if publisher and not catalogue.has_publisher(publisher):
        parameters.refuse("publisher", publisher)
        publisher = ""
    rows = catalogue.listing(text=text, kind=kind, language=language, publisher=publisher)
    page = parameters.page(rows, per_page=_PER_PAGE)
    counts = catalogue.statement_counts(list(page.object_list))
    context = {
        "page": page,
        "rows": [(row, counts.get(row.pk, 0)) for row in page.object_list],
        "parameters": parameters,
        "text": text,
        "kind": kind,
        "language": language,
        "publisher": publisher,
        "kinds": [(key, SourceKind(key).label, kinds[key]) for key in SourceKind.values if key in kinds],
        "languages": [(key, language_name(key), count) for key, count in languages.items()],
        "chips": parameters.chips(
            q=quoted(text),
            kind=SourceKind(kind).label if kind else "",
            language=language_name(language),
            publisher=publisher,
        ),
    }
    return render(request, "sources/list.html", context)


@read_only
def source(request, slug):
    """`/sources/<slug>/`: the document, how it was read, and what rests on it. In: `page`."""
    row = get_object_or_404(Source, slug=slug)
    parameters = Parameters(request.GET)
    page = parameters.page(catalogue.citations(row), per_page=_STATEMENTS_PER_PAGE)
    context = {
        "source": row,
        "visited": catalogue.visited(row),
        "language": language_name(row.language),
        "organizations": row.organizations.order_by("sort_key"),
        "page": page,
        "groups": _by_subject(page.object_list),
        "parameters": parameters,
    }
    return render(request, "sources/detail.html", context)


def _by_subject(citations) -> list[tuple]:
    """Citations with the record they are about; events together, as each is its own."""
    groups: dict = {}  # not groupby: a model and a dataset of one name may alternate
    for citation in citations:
        about = _("Events") if citation.event_id else citation.statement().subject()
        groups.setdefault(about, []).append(citation)
    return list(groups.items())
