"""Addresses. Language is part of the address: English at `/`, Korean under `/ko/`."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path, register_converter

from kb.admin.languages import in_language
from kb.pages import (
    card,
    changes,
    charts,
    compare,
    component,
    datasets,
    design,
    families,
    frameworks,
    home,
    language_model,
    licenses,
    matrix,
    organizations,
    search,
    sources,
    suggest,
    timeline,
    wayfinding,
)
from kb.pages.wayfinding import read_only


class KeyConverter:
    """A slug with points, as in llama-3.1."""

    regex = "[a-z0-9]+(?:[-.][a-z0-9]+)*"

    @staticmethod
    def to_python(value):
        return value

    to_url = to_python


register_converter(KeyConverter, "key")

handler400 = wayfinding.bad_request
handler404 = wayfinding.not_found
handler500 = wayfinding.server_error

urlpatterns = [
    path("admin/", admin.site.urls),
    *(
        path(f"{code}/admin/", include([path("", in_language), path("<path:rest>", in_language)]), {"code": code})
        for code, _name in settings.LANGUAGES
    ),
    path("robots.txt", wayfinding.robots, name="robots"),
    path(
        "sitemap.xml",
        read_only(sitemaps.index),
        {"sitemaps": wayfinding.SITEMAPS, "sitemap_url_name": "sitemap_section"},
        name="sitemap",
    ),
    path(
        "sitemap-<slug:section>.xml",
        read_only(sitemaps.sitemap),
        {"sitemaps": wayfinding.SITEMAPS},
        name="sitemap_section",
    ),
    *i18n_patterns(
        path("", home.home, name="home"),
        path("card.png", card.card, name="card"),
        path("models/", matrix.matrix, name="matrix"),
        path("models/<key:slug>/", language_model.language_model, name="language_model"),
        path("compare/", compare.compare, name="compare"),
        path("models/<key:slug>/card.png", card.card, name="model_card"),
        path("models/<key:slug>/<slug:key>/", component.component, name="component"),
        path("organizations/", organizations.organizations, name="organizations"),
        path("organizations/<key:slug>/", organizations.organization, name="organization"),
        path("families/", families.families, name="families"),
        path("families/<key:slug>/", families.family, name="family"),
        path("datasets/", datasets.datasets, name="datasets"),
        path("datasets/<key:slug>/", datasets.dataset, name="dataset"),
        path("licenses/", licenses.licenses, name="licenses"),
        path("licenses/<key:slug>/", licenses.license, name="license"),
        path("sources/", sources.sources, name="sources"),
        path("sources/<key:slug>/", sources.source, name="source"),
        path("frameworks/", frameworks.frameworks, name="frameworks"),
        path("frameworks/<key:slug>/", frameworks.framework, name="framework"),
        path("timeline/", timeline.timeline, name="timeline"),
        path("charts/", charts.charts, name="charts"),
        path("changes/", changes.changes, name="changes"),
        path("changes/feed/", read_only(changes.ChangesFeed()), name="changes_feed"),
        path("design/", design.design, name="design"),
        path("search/", search.search, name="search"),
        path("search/suggestions/", search.suggested, name="suggestions"),
        path("suggest/", suggest.suggest, name="suggest"),
        path("suggest/<slug:token>/", suggest.suggestion, name="suggestion"),
        prefix_default_language=False,
    ),
]
