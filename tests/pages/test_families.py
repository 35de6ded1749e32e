"""The list of families, and the page of one."""

from datetime import date

import pytest

from kb.catalogue.profiles import rebuild_profiles
from tests.factories import make_family, make_model, make_published_fact

pytestmark = pytest.mark.django_db


def test_models_stand_in_the_order_of_their_release(read):
    family = make_family()
    make_model("skylark-2", family=family, released=date(2024, 1, 1))
    make_model("skylark-1", family=family, released=date(2023, 1, 1))

    text = read("/families/skylark/")

    assert text.index("/models/skylark-1/") < text.index("/models/skylark-2/")
    assert 'href="/organizations/meadow/"' in text
    assert 'href="/models/?family=skylark"' in text


def test_a_model_stands_with_the_status_of_its_groups(read):
    make_published_fact(language_model=make_model(family=make_family()), availability="withheld")
    rebuild_profiles()

    assert '<span class="mark c">closed</span>' in read("/families/skylark/")


def test_a_model_without_a_profile_stands_all_the_same(read):
    make_model(family=make_family())

    assert "/models/skylark-7b/" in read("/families/skylark/")


def test_a_family_without_models_says_so(read):
    make_family()

    assert "Nothing recorded yet." in read("/families/skylark/")


def test_the_list_is_searched_by_any_name(read):
    make_family("llama", aliases=["라마"])
    make_family("skylark")

    text = read("/families/?q=라마")

    assert 'href="/families/llama/"' in text
    assert 'href="/families/skylark/"' not in text


def test_queries_do_not_grow(count_queries):
    counts = []
    for numbers in (range(3), range(3, 30)):
        for number in numbers:
            make_model(f"model-{number}", family=make_family(f"family-{number}"))
        rebuild_profiles()
        counts.append((count_queries("/families/"), count_queries("/families/family-0/")))

    assert counts[0] == counts[1]


def test_queries_do_not_grow_with_models_of_one_family(count_queries):
    family = make_family()
    counts = []
    for numbers in (range(3), range(3, 30)):
        for number in numbers:
            make_model(f"model-{number}", family=family)
        rebuild_profiles()
        counts.append(count_queries("/families/skylark/"))

    assert counts[0] == counts[1]
