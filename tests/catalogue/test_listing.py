"""The list of models: what an address asks for, what it gets, and how many each further choice would give."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kb.catalogue.filters import ProfileFilter
from kb.catalogue.index import Selection, build
from kb.catalogue.listing import TOP, listing
from kb.catalogue.profiles import rebuild_profiles
from kb.catalogue.query import CHOOSABLE, ModelQuery, read
from kb.models import LanguageModel
from kb.vocabulary.availability import Availability
from kb.vocabulary.kinds import LicenseKind, ModelKind
from kb.vocabulary.statuses import Status
from tests.factories import (
    make_family,
    make_license,
    make_model,
    make_organization,
    make_published_fact,
    make_specification,
    published,
)


def make_catalogue() -> None:
    """Four models that differ in everything one can choose by."""
    meadow = make_organization("meadow", name="Meadow", name_ko="초원")
    hill = make_organization("hill", name="Hill", country="US")
    free, closed = make_license("mit", osi_approved=True), make_license("llama-1", kind="research-only")
    larks = make_family("larks", organization=meadow)
    lark = make_model("lark", organization=meadow, family=larks, released=date(2023, 1, 1))
    finch = make_model("finch", organization=meadow, kind="chat", released=date(2024, 1, 1))
    owl = make_model("owl", organization=hill, released=date(2023, 6, 1))
    make_model("wren", organization=hill, released=None, summary="Not built on lark.")
    make_published_fact(language_model=lark, licenses=(free,))
    make_published_fact(language_model=lark, component="training-code", licenses=(closed,))
    make_published_fact(language_model=finch, availability="by-request", licenses=(closed,))
    make_published_fact(language_model=owl, availability="withheld")
    published(make_specification(language_model=lark, value=2_900_000_000))
    published(make_specification(language_model=finch, value=100_000_000_000))
    rebuild_profiles()


@pytest.fixture
def catalogue(db):
    make_catalogue()


def names(address: str) -> list[str]:
    return [row.slug for row in listing(QueryDict(address)).rows]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", ["lark", "finch", "owl", "wren"]),
        ("sort=name", ["finch", "lark", "owl", "wren"]),
        ("organization=meadow", ["lark", "finch"]),
        ("organization=meadow&organization=hill", ["lark", "finch", "owl", "wren"]),
        ("organization=meadow&released=2023", ["lark"]),
        ("released=2023&released=none", ["lark", "owl", "wren"]),
        ("weights=public", ["lark"]),
        ("weights=none", ["wren"]),
        ("weights=none&weights=withheld", ["owl", "wren"]),
        ("license=llama-1", ["lark", "finch"]),
        ("license_kind=research-only", ["finch"]),
        ("family=larks", ["lark"]),
        ("country=US", ["owl", "wren"]),
        ("kind=chat", ["finch"]),
        ("size=under-3b", ["lark"]),
        ("size=over-100b", ["finch"]),
        ("size=none", ["owl", "wren"]),
        ("released_from=2023-06", ["finch", "owl"]),
        ("released_until=2023", ["lark", "owl"]),
        ("released_from=2023-01-02&released_until=2023-12", ["owl"]),
        ("released_until=2023-01-01", ["lark"]),
        ("size_from=2.9", ["lark", "finch"]),
        ("size_until=100&size_from=3", ["finch"]),
        ("released_from=2024&released_from=2023-06", ["finch", "owl"]),
        ("status_model=open", ["lark"]),
        ("status_model=no-entry", ["wren"]),
        ("status_training=partial", ["lark"]),
        ("q=lark", ["lark", "wren"]),
        ("q=lark&sort=oldest", ["lark", "wren"]),
        ("q=lark&organization=hill", ["wren"]),
        ("sort=newest", ["finch", "owl", "lark", "wren"]),
        ("sort=oldest", ["lark", "owl", "finch", "wren"]),
        ("sort=size", ["finch", "lark", "owl", "wren"]),
        ("sort=open", ["lark", "finch", "owl", "wren"]),
        ("sort=weights", ["lark", "finch", "owl", "wren"]),
        ("sort=training-code", ["lark", "finch", "owl", "wren"]),
        # From its other end, and what is not known is last all the same.
        ("sort=-rung", ["finch", "lark", "owl", "wren"]),
        ("sort=-name", ["wren", "owl", "lark", "finch"]),
        ("sort=-size", ["lark", "finch", "owl", "wren"]),
        ("sort=-open", ["finch", "owl", "lark", "wren"]),
        ("sort=-weights", ["owl", "finch", "lark", "wren"]),
        ("sort=-gradient", ["finch", "lark", "owl", "wren"]),
    ],
)
def test_choices_join_within_a_facet_and_narrow_between_them(catalogue, address, expected):
    assert names(address) == expected


@pytest.mark.parametrize(
    ("address", "field", "message"),
    [
        ("released=20x3", "Released", "“20x3” is not a year"),
        ("organization=nobody", "Organization", "“nobody” is not an organization"),
        ("country=zz", "Country", "“zz” is not the code"),
        ("size=huge", "Parameters", "“huge” is not one of the sizes"),
        ("released_from=2023-13", "Released from", "“2023-13” is not a year, a month"),
        ("released_until=2023-02-30", "Released until", "“2023-02-30” is not a year, a month"),
        ("released_from=2023-00", "Released from", "“2023-00” is not a year, a month"),
        ("size_from=many", "Billions of parameters, at least", "“many” is not a number of billions"),
        ("released_from=2024&released_until=2023", "Released", "“2024” to “2023” ends before it begins"),
        ("size_from=70&size_until=7", "Parameters", "“70” to “7” ends before it begins"),
        ("status_data=nonsense", "Data components", "“nonsense” is not a status"),
        ("license=%00", "License", "“” is not a license"),
        ("kind=%FF", "Kind of model", "“�” is not a kind"),
        ("sort=zz", "Sort", "“zz” is no order"),
        ("sort=best", "Sort", "“best” is no order"),
        ("sort=-newest", "Sort", "“-newest” is no order"),
        ("per=7", "Per page", "“7” is not 25"),
        ("page=zzz", "Page", "“zzz” is not the number of a page"),
        ("page=-1", "Page", "“-1” is not the number of a page"),
        ("page=0", "Page", "“0” is not the number of a page"),
        ("page=999999", "Page", "There is only 1 page"),
        (f"page={'9' * 5000}", "Page", "is not the number of a page"),
        ("q=---", "Search", "“---” has no letter or digit"),
        (f"q={'lark' * 100}", "Search", "Only the first 200 characters"),
    ],
)
def test_a_wrong_value_is_left_out_and_named(catalogue, address, field, message):
    problems = listing(QueryDict(address)).problems

    assert [str(problem.field) for problem in problems] == [field]
    assert message in str(problems[0].message)


def test_a_range_of_one_day_or_with_another_limit_is_none_that_is_wrong(catalogue):
    for address in ("released_from=2023-01-01&released_until=2023-01-01", "size_from=9&size_from=2&size_until=7"):
        assert listing(QueryDict(address)).problems == []


def test_a_wrong_value_does_not_take_the_right_ones_with_it(catalogue):
    assert names("organization=nobody&organization=hill&released=20x3") == ["owl", "wren"]


def test_of_many_wrong_values_a_few_are_named_and_the_rest_counted(catalogue):
    problems = listing(QueryDict("&".join(f"kind=x{number}" for number in range(50)))).problems

    assert len(problems) == 6
    assert "45 more values" in str(problems[-1].message)


def test_counts_of_a_facet_leave_its_own_choice_out(catalogue):
    found = listing(QueryDict("released=2023&organization=hill"))

    counts = {c.facet.name: {one.value: (one.count, one.is_chosen) for one in c.choices} for c in found.facets}

    assert counts["released"] == {"2023": (1, True), "none": (1, False)}
    assert counts["organization"] == {"hill": (1, True), "meadow": (1, False)}
    assert counts["weights"] == {"withheld": (1, False)}


def test_a_choice_that_gives_nothing_is_shown_only_if_it_was_made(catalogue):
    found = listing(QueryDict("released=2024&weights=withheld"))

    shown = {one.value: one.count for c in found.facets if c.facet.name == "weights" for one in c.choices}

    assert shown == {"withheld": 0, "by-request": 1}


def test_an_empty_result_says_what_dropping_one_choice_would_give(catalogue):
    found = listing(QueryDict("released=2024&organization=hill&q=owl"))

    assert found.count == 0
    assert [(str(way.label), way.count, way.query) for way in found.ways_out] == [
        ("2024", 1, "?q=owl&organization=hill")
    ]


def test_an_empty_result_offers_the_choice_that_frees_most_first(catalogue):
    found = listing(QueryDict("released=2024&organization=hill"))

    assert [(str(way.label), way.count) for way in found.ways_out] == [("2024", 2), ("Hill", 1)]


def test_each_chip_drops_just_its_own_choice(catalogue):
    found = listing(QueryDict("q=lark&released=2023&released=none&per=25"))

    assert [(str(chip.label), chip.query) for chip in found.chips] == [
        ("“lark”", "?released=2023&released=none&per=25"),
        ("2023", "?q=lark&released=none&per=25"),
        ("not known", "?q=lark&released=2023&per=25"),
    ]
    assert found.cleared == "?per=25"


def test_long_facets_show_the_commonest_and_whatever_is_chosen(db):
    for number in range(TOP + 3):
        make_model(f"m{number}", organization=make_organization(f"o{number:02}"))
    make_model("second", organization=LanguageModel.objects.get(slug=f"m{TOP + 2}").organization)
    rebuild_profiles()

    found = listing(QueryDict(f"organization=o{TOP + 1:02}"))

    choices = next(one for one in found.facets if one.facet.name == "organization")
    assert choices.choices[0].value == f"o{TOP + 2:02}"
    assert len(choices.choices) == TOP + 1
    assert choices.choices[-1].value == f"o{TOP + 1:02}"
    assert choices.hidden == 2
    assert choices.toggle == f"?organization=o{TOP + 1:02}&facet=organization"
    whole = next(one for one in listing(QueryDict(choices.toggle[1:])).facets if one.facet.name == "organization")
    assert (len(whole.choices), whole.hidden) == (TOP + 3, 0)
    assert whole.toggle == f"?organization=o{TOP + 1:02}"


def test_the_canonical_query_is_one_for_all_ways_to_ask(catalogue):
    known = build()
    addresses = [
        "released=none&q=lark&released=2023&page=1&per=50&sort=best",
        "q=lark&released=2023&released=none&released=2023",
        "released=2023&released=none&nobody=knows&q=+lark+",
    ]

    assert {read(QueryDict(one), known)[0].encode() for one in addresses} == {"?q=lark&released=2023&released=none"}
    assert ModelQuery().encode() == ""


def test_the_present_order_is_offered_from_its_other_end(catalogue):
    def offered(address):
        return [key for key, _label in listing(QueryDict(address)).sorts]

    general = offered("sort=newest")
    assert general == offered("sort=oldest") == [one for one in general if not one.startswith("-")]
    assert [one for one in offered("sort=size") if one not in general] == ["-size"]
    assert offered("sort=-size") == offered("sort=size")
    assert offered("sort=-weights") == [*general, "weights", "-weights"]
    assert [str(label) for _key, label in listing(QueryDict("sort=-weights")).sorts][-2:] == [
        "Weights: open first",
        "Weights: closed first",
    ]


def test_pages_hold_what_their_size_says(db):
    for number in range(60):
        make_model(f"m{number:02}")
    rebuild_profiles()

    found = listing(QueryDict("per=25&page=3"))

    assert [row.slug for row in found.rows] == [f"m{number}" for number in range(50, 60)]
    assert (found.first, found.last, found.next) == (51, 60, None)
    assert found.previous == "?per=25&page=2"


def test_the_same_number_of_queries_for_three_models_and_for_thirty(db, django_assert_num_queries):
    for number in range(3):
        make_published_fact(language_model=make_model(f"m{number}"))
    rebuild_profiles()
    listing(QueryDict())

    with django_assert_num_queries(2):
        listing(QueryDict("status_model=partial"))
    with django_assert_num_queries(3):
        listing(QueryDict("q=m"))

    for number in range(3, 30):
        make_published_fact(language_model=make_model(f"m{number}", organization=make_organization(f"o{number}")))
    rebuild_profiles()
    with django_assert_num_queries(7):  # the first reader of a revision also builds its index
        listing(QueryDict())

    with django_assert_num_queries(2):
        assert len(listing(QueryDict("status_model=partial")).rows) == 30
    with django_assert_num_queries(3):
        listing(QueryDict("q=m"))


records = ["meadow", "hill", "larks", "mit", "llama-1", "KR", "US", "2023", "2024", "2023-06", "3", "none"]
values = st.sampled_from([*records, *Status.values, *Availability.values, *ModelKind.values, *LicenseKind.values])
# No deadline: the time of an example is the machine's affair, not the rule's.
unhurried = settings(max_examples=40, deadline=None)


class TwoWaysOfChoosing(TestCase):
    """What the index counts is what the filter set finds, whatever is chosen."""

    @classmethod
    def setUpTestData(cls):
        make_catalogue()

    @unhurried
    @given(st.dictionaries(st.sampled_from([*CHOOSABLE]), st.lists(values, max_size=3), max_size=4))
    def test_index_and_filter_set_agree(self, asked):
        known = build()
        parameters = QueryDict(mutable=True)
        for name, chosen in asked.items():
            parameters.setlist(name, chosen)
        query, _problems = read(parameters, known)
        kept = QueryDict(query.encode().lstrip("?"))
        selection = Selection(known, {name: list(chosen) for name, chosen in query.chosen.items()})

        rows = ProfileFilter(kept, known=known).qs

        assert set(known.ordered(selection.bits(), "name")) == set(rows.values_list("pk", flat=True))

    @unhurried
    @given(st.dictionaries(st.sampled_from([*CHOOSABLE, "q", "page", "sort", "per"]), st.lists(st.text(), max_size=3)))
    def test_no_address_breaks_the_list(self, asked):
        parameters = QueryDict(mutable=True)
        for name, chosen in asked.items():
            parameters.setlist(name, chosen)

        found = listing(parameters)

        assert 0 <= found.count <= 4
        assert listing(QueryDict(found.canonical.lstrip("?"))).canonical == found.canonical


def test_every_facet_and_range_is_a_parameter_of_the_filter_set():
    assert set(ProfileFilter.base_filters) == {"q", *CHOOSABLE}
