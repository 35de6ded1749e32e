"""Changes of what the public sees: the list, and a feed of it."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext_lazy as _

from kb.models import Revision
from kb.pages.parameters import Parameters
from kb.pages.wayfinding import read_only

_PER_PAGE = 50


@read_only
def changes(request):
    """`/changes/`: who changed what when and why, newest first. In: `page`."""
    parameters = Parameters(request.GET)
    page = parameters.page(Revision.objects.select_related("by"), per_page=_PER_PAGE)
    context = {
        "page": page,
        "parameters": parameters,
        "rows": [(revision, author(revision), subject_address(revision)) for revision in page.object_list],
    }
    return render(request, "changes/list.html", context)


class ChangesFeed(Feed):
    """`/changes/feed/`: the newest changes as Atom."""

    feed_type = Atom1Feed
    title = _("Aperture: changes")
    subtitle = _("What changed in the knowledge base, who changed it, and why.")

    def link(self):
        return reverse("changes")

    def items(self):
        return Revision.objects.select_related("by")[:_PER_PAGE]

    def item_title(self, item):
        return item.subject or item.reason()

    def item_description(self, item):
        return item.reason()

    def item_link(self, item):
        return subject_address(item) or f"{reverse('changes')}#revision-{item.number}"

    def item_guid(self, item):
        return f"{reverse('changes')}#revision-{item.number}"

    def item_author_name(self, item):
        return author(item)

    def item_updateddate(self, item):
        return item.at

    def item_pubdate(self, item):
        return item.at


def author(revision: Revision) -> str:
    """Who made a change: the account's name, or that it came from the curated files."""
    return revision.by.get_username() if revision.by else pgettext("author of a change", "files")


def subject_address(revision: Revision) -> str:
    """The address of what changed, in the language of the page."""
    language = get_language() or settings.LANGUAGE_CODE
    if not revision.subject_url or language == settings.LANGUAGE_CODE:
        return revision.subject_url
    with override(settings.LANGUAGE_CODE):  # in which it was written down
        return translate_url(revision.subject_url, language)
