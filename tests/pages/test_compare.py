"""`/compare/`: models side by side, what differs first, whatever the address asks for."""

import html5lib
import pytest

from tests.factories import (
    make_derivation,
    make_family,
    make_license,
    make_model,
    make_organization,
    make_published_fact,
    make_specification,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def birds():
    """Lark and wren: alike in the training code, different in weights and license, and neither has a data card."""
    mit = make_license("mit", name="MIT License", spdx_id="MIT", osi_approved=True)
    lark = make_model("lark", name_ko="종달새", aliases=["Alauda"])
    wren = make_model("wren", organization=make_organization("hill"))
    make_published_fact(language_model=lark, licenses=(mit,))
    make_published_fact(language_model=wren, availability="withheld")
    for bird in (lark, wren):
        make_published_fact(language_model=bird, component="training-code", availability="withheld")
    published(make_specification(language_model=lark))
    return lark, wren


def table(text: str) -> list[tuple[bool, list[list[str]]]]:
    """Bodies of the table: whether it is of what is alike, and its rows as a reader hears them."""
    page = html5lib.parse(text, namespaceHTMLElements=False)
    bodies = page.findall(".//table[@class='compare']/tbody")
    return [
        (
            body.get("class") == "compare__alike",
            [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in body],
        )
        for body in bodies
    ]


def rows(text: str, *, alike: bool) -> list[list[str]]:
    return [row for is_alike, found in table(text) if is_alike == alike for row in found]


def test_what_differs_comes_before_what_is_alike(read, birds):
    text = read("/compare/?model=lark&model=wren")

    assert ["Weights", "open public · MIT", "closed withheld"] in rows(text, alike=False)
    assert ["Training code", "closed withheld", "closed withheld"] in rows(text, alike=True)
    assert [is_alike for is_alike, _rows in table(text)][:2] == [False, True]
    assert "1 component differs" in text
    assert "1 component is alike" in text


def test_another_license_or_availability_makes_a_difference(read, birds):
    for bird, slug in zip(birds, ("apache", "gpl"), strict=True):
        license = make_license(slug, osi_approved=True)
        make_published_fact(language_model=bird, component="inference-code", licenses=(license,))
    make_published_fact(language_model=birds[0], component="model-card", availability="by-request")
    make_published_fact(language_model=birds[1], component="model-card", availability="click-through")

    differing = [row[0] for row in rows(read("/compare/?model=lark&model=wren"), alike=False)]

    assert {"Inference code", "Model card"} <= set(differing)


def test_what_nobody_has_an_entry_for_is_left_out_and_named(read, birds):
    text = read("/compare/?model=lark&model=wren")

    assert "Data card" not in [row[0] for _alike, found in table(text) for row in found]
    assert "Data card" in text[text.index("none of them has an entry") :]


def test_licenses_verdicts_and_specifications_stand_beside(read, birds):
    text = read("/compare/?model=lark&model=wren")

    differing = rows(text, alike=False)
    assert ["MIT permissive", "Weights", "–on nothing"] in differing
    assert ["The ladder", "Weights, open license 3 of 8 criteria met", "not assessed 0 of 7 criteria met"] in differing
    assert ["Parameters", "7 billion [1]", "no entry"] in differing
    assert 'id="source-1"' in text


def test_cells_lead_to_facts_and_verdicts_on_the_page_of_the_model(read, birds):
    text = read("/compare/?model=lark&model=wren")

    for link in ("/models/lark/#weights", "/models/wren/#training-code", "/models/wren/#verdict-mof", "/licenses/mit/"):
        assert f'href="{link}"' in text
        path, _, anchor = link.partition("#")
        assert not anchor or f'id="{anchor}"' in read(path)
    assert 'href="/frameworks/mof/"' in text


def test_only_differences_is_an_address(read, birds):
    text = read("/compare/?model=wren&model=lark&only=differences")

    assert not rows(text, alike=True)
    assert rows(text, alike=False)
    address = "http://testserver/compare/?model=wren&amp;model=lark&amp;only=differences"
    assert f'<link rel="canonical" href="{address}">' in text


def test_a_model_is_removed_by_a_link(read, birds):
    make_model("owl")

    assert 'href="/compare/?model=lark&amp;model=owl"' in read("/compare/?model=lark&model=wren&model=owl")


@pytest.mark.parametrize("typed", ["LARK", "종달새", "alauda", "+lark+"])
def test_a_name_in_any_spelling_leads_to_the_address_with_slugs(client, birds, typed):
    response = client.get(f"/compare/?model=wren&model={typed}&model=&model=wren")

    assert response.status_code == 302
    assert response["Location"] == "/compare/?model=wren&model=lark"


def test_a_name_of_several_or_with_an_error_offers_what_may_be_meant(read, birds):
    make_model("swift", aliases=["Devil bird"])
    make_model("nightjar", aliases=["Devil bird"])

    several = read("/compare/?model=wren&model=devil+bird")
    assert 'href="/compare/?model=wren&amp;model=swift"' in several
    assert 'href="/compare/?model=wren&amp;model=nightjar"' in several
    typo = read("/compare/?model=wern&model=lark")
    assert "Which model is “wern”?" in typo
    assert 'href="/compare/?model=wren&amp;model=lark"' in typo


def test_a_name_that_is_near_to_none_is_left_out_by_name(read, birds):
    text = read("/compare/?model=lark&model=zzzzzz&model=wren")

    assert "No model is called “zzzzzz”" in text
    assert rows(text, alike=False)


def test_of_more_than_six_the_first_six_are_compared(read):
    for number in range(8):
        make_model(f"bird-{number}")

    text = read("/compare/?" + "&".join(f"model=bird-{number}" for number in range(8)))

    assert "No more than 6 models are compared at once; left out: Bird 6, Bird 7." in text
    assert '<th scope="col"><a href="/models/bird-5/">' in text
    assert 'type="search" name="model"' not in text


def test_one_model_asks_for_a_second_and_offers_its_relatives(read, birds):
    lark, wren = birds
    lark.family = make_family("songbirds", organization=lark.organization)
    lark.save()
    make_model("starling", organization=wren.organization, family=lark.family)
    published(make_derivation(language_model=wren, parent_model=lark))

    text = read("/compare/?model=lark")

    assert "Choose a second" in text
    for other in ("wren", "starling"):
        assert f'href="/compare/?model=lark&amp;model={other}"' in text


def test_without_a_model_the_page_explains_and_begins(read, birds):
    make_published_fact(language_model=make_model("owl"), availability="by-request")

    text = read("/compare/")

    assert "Up to 6 models side by side" in text
    assert 'href="/compare/?model=owl&amp;model=lark"' in text


def test_the_page_of_a_model_leads_here(read, birds):
    assert 'href="/compare/?model=lark"' in read("/models/lark/")


def test_hostile_names_are_only_unknown(client, birds):
    for value in ("%00", "%ff%fe", "x" * 20_000, "%3Cscript%3Ealert(1)%3C/script%3E", "%25_%5C", "%E2%80%AE", "|||"):
        response = client.get(f"/compare/?model=lark&model={value}&model=wren&only={value}", follow=True)
        assert response.status_code == 200
        assert "<script>alert" not in response.text
    assert client.get("/compare/?" + "&".join(f"model=x{n}" for n in range(900)), follow=True).status_code == 200


def test_six_models_cost_as_many_queries_as_two(count_queries):
    license = make_license("mit", osi_approved=True)
    for number in range(6):
        model = make_model(f"bird-{number}")
        make_published_fact(language_model=model, licenses=(license,))
        published(make_specification(language_model=model))

    two, six = (
        count_queries("/compare/?" + "&".join(f"model=bird-{number}" for number in range(many))) for many in (2, 6)
    )

    assert two == six <= 11
