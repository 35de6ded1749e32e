"""`/models/`: the matrix answers every address with a whole page that helps onward."""

import re

import html5lib
import pytest

from kb.catalogue.profiles import rebuild_profiles
from kb.vocabulary.components import COMPONENTS
from tests.factories import make_license, make_model, make_organization, make_published_fact


@pytest.fixture
def lark(db):
    lark = make_model("lark-1.5", name="Lark <1.5>", name_ko="종달새", aliases=["라크"])
    make_published_fact(language_model=lark, licenses=(make_license("mit", osi_approved=True),))
    make_published_fact(language_model=lark, component="training-data", availability="withheld")
    make_model("wren", organization=make_organization("hill", name="Hill & Dale"))
    rebuild_profiles()
    return lark


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def rows(html: str) -> list[list[str]]:
    """The words of each model's row of the table, as a reader hears them."""
    document = html5lib.parse(html, namespaceHTMLElements=False)
    found = document.findall(".//section[@id='results']//table/tbody/tr")
    return [["".join(cell.itertext()) for cell in row] for row in found if row.get("class") != "rungs"]


def test_a_row_has_a_word_for_every_component(client, lark):
    found = rows(page(client, "/models/"))

    assert [row[0] for row in found] == ["Lark <1.5> Meadow", "wren Hill & Dale".title()]
    assert all(len(row) == len(COMPONENTS) + 2 for row in found)
    assert (found[0][1], found[0][3], found[0][6]) == ("Weights, open license", "open", "closed")
    assert (found[1][1], set(found[1][2:])) == ("not assessed", {"no entry"})


def test_a_mark_leads_to_its_fact(client, lark):
    html = page(client, "/models/")

    assert "<a tabindex=-1 href=lark-1.5/#weights class=o>open</a>" in html
    assert "<a tabindex=-1 href=lark-1.5/#training-data class=c>closed</a>" in html


def test_the_korean_matrix_has_korean_names(client, lark):
    assert rows(page(client, "/ko/models/"))[0][0].startswith("종달새")


def test_names_are_escaped(client, lark):
    assert "<1.5>" not in page(client, "/models/?q=lark&organization=<script>")
    assert "<script>alert" not in page(client, "/models/?q=<script>alert&kind=<script>alert")


@pytest.mark.parametrize(
    "query",
    [
        "weights=nonsense",
        "released=2023-13-45",
        "page=zzz",
        "page=999999",
        f"page={'9' * 5000}",
        "nobody=knows",
        "q=%00",
        "q=%FF%FE",
        "q=%ED%A0%80",
        "organization=%00&organization=%FF",
        f"q={'x' * 10_000}",
        f"organization={'x' * 10_000}",
        "&".join(["organization=hill"] * 500),
        "q=a&q=b&page=1&page=2&sort=x&sort=y",
        "q=%25&q=_",
        "per=0&sort=",
        "=&&&==",
        "q[]=1&q[$ne]=2",
        "columns=%00&columns=dataset&fold=zzz&facet=%FF&view=cube",
        "fold=model&fold=data&fold=training&fold=documents&fold=access&columns=api",
    ],
)
@pytest.mark.parametrize("path", ["/models/", "/ko/models/"])
def test_a_query_string_never_breaks_the_page(client, lark, path, query):
    response = client.get(f"{path}?{query}", follow=True)

    assert response.status_code == 200
    assert 'id="results"' in response.content.decode()


def test_more_parameters_than_the_server_reads_are_refused_not_failed(client, lark):
    assert client.get("/models/?" + "&".join(["kind=x"] * 6000)).status_code == 400


def test_a_wrong_value_is_named_and_the_rest_still_holds(client, lark):
    html = page(client, "/models/?released=20x3&organization=hill")

    assert "<b>Released</b>: “20x3” is not a year in which a model here was released. The choice was left out." in html
    assert [row[0] for row in rows(html)] == ["Wren Hill & Dale"]


def test_empty_fields_of_a_form_leave_the_address(client, lark):
    response = client.get("/models/?q=&sort=&per=&organization=hill&released=20x3")

    assert response.status_code == 302
    assert response["Location"] == "/models/?organization=hill&released=20x3"
    assert client.get("/ko/models/?q=&sort=")["Location"] == "/ko/models/"


def test_an_empty_result_leads_onward(client, lark):
    html = page(client, "/models/?organization=hill&weights=public")

    assert "0 models" in html
    assert 'href="/models/?weights=public">Without Organization: Hill &amp; Dale</a> gives 1 model' in html


def test_chips_drop_one_choice_each(client, lark):
    html = page(client, "/models/?q=lark&weights=public")

    assert 'class="chip" href="/models/?weights=public"' in html
    assert 'class="chip" href="/models/?q=lark"' in html


def test_filtered_pages_name_their_canonical_address_and_are_not_indexed(client, lark):
    html = page(client, "/models/?per=50&weights=public&page=1")

    assert '<link rel="canonical" href="http://testserver/models/?weights=public">' in html
    assert "noindex" in html
    assert "noindex" not in page(client, "/models/")


def test_the_page_is_well_formed(client, lark):
    parser = html5lib.HTMLParser(strict=False)
    for query in ("", "?q=lark&weights=public&kind=zzz", "?q=nothing"):
        parser.parse(page(client, f"/models/{query}"))

        # What the parser minds of unquoted and unclosed markup is nothing; doubled ids would break links.
        ids = re.findall(r' id="([^"]+)"', page(client, f"/models/{query}"))
        assert len(ids) == len(set(ids))


def test_an_empty_catalogue_says_so(client, db):
    assert "No model has been published here yet." in page(client, "/models/")


def test_the_number_of_queries_does_not_grow_with_models(client, lark, django_assert_num_queries):
    page(client, "/models/?weights=public&q=lark")
    with django_assert_num_queries(4):  # revision for the tag, revision for the index, search, rows
        page(client, "/models/?weights=public&q=lark")

    for number in range(30):
        make_published_fact(language_model=make_model(f"lark-{number}"))
    rebuild_profiles()
    page(client, "/models/?weights=public&q=lark")

    with django_assert_num_queries(4):
        assert len(rows(page(client, "/models/?weights=public&q=lark"))) == 31


def headings(html: str) -> list[str]:
    document = html5lib.parse(html, namespaceHTMLElements=False)
    return ["".join(cell.itertext()).strip() for cell in document.findall(".//tr[@class='rungs']/th")]


def test_models_stand_under_their_rung_with_how_many_there_are_in_all(client, lark):
    assert headings(page(client, "/models/")) == ["Weights, open license 1", "not assessed 1"]
    assert headings(page(client, "/models/?sort=name#sorted")) == []


def heads(html: str) -> dict[str, tuple[str | None, str]]:
    """Of each column of the table: how it is sorted, and where its head leads to."""
    document = html5lib.parse(html, namespaceHTMLElements=False)
    return {
        "".join(head.itertext()): (head.get("aria-sort"), head.find(".//a").get("href"))
        for head in document.findall(".//thead//th[@scope='col']")
    }


def test_a_column_sorts_by_its_component_and_turns_round(client, lark):
    html = page(client, "/models/?sort=training-data")

    assert [row[0] for row in rows(html)] == ["Lark <1.5> Meadow", "Wren Hill & Dale"]
    assert heads(html)["Training data"] == ("descending", "/models/?sort=-training-data#sorted")
    assert heads(html)["Weights"] == (None, "/models/?sort=weights#sorted")

    turned = page(client, "/ko/models/?sort=-training-data#sorted")
    assert '<option value="-training-data" selected>학습 데이터: 비공개 먼저</option>' in turned
    assert heads(turned)["학습 데이터"] == ("ascending", "/ko/models/?sort=training-data#sorted")


def test_names_and_rungs_turn_round(client, lark):
    by_rung, by_name = page(client, "/models/"), page(client, "/models/?sort=name#sorted")
    assert heads(by_rung)["Rung"] == ("descending", "/models/?sort=-rung#sorted")
    assert heads(by_name)["Model"] == ("ascending", "/models/?sort=-name#sorted")

    assert heads(page(client, "/models/?sort=-name#sorted"))["Model"] == ("descending", "/models/?sort=name#sorted")
    from_below = page(client, "/models/?sort=-rung#sorted")
    assert heads(from_below)["Rung"] == ("ascending", "/models/#sorted")
    assert headings(from_below) == ["Weights, open license 1", "not assessed 1"]


def test_a_folded_group_is_one_column_with_the_status_of_the_group(client, lark):
    html = page(client, "/models/?fold=data&fold=model")

    assert len(rows(html)[0]) == 2 + 1 + 1 + sum(one.group not in ("data", "model") for one in COMPONENTS)
    assert "<a tabindex=-1 href=lark-1.5/#group-data class=c>closed</a>" in html
    assert 'href="/models/?fold=model#fold-data"><span class="unseen">Unfold: </span>Data</a>' in html


def test_chosen_columns_alone_are_shown_and_stay_in_every_link(client, lark):
    html = page(client, "/models/?columns=api&columns=weights&columns=dataset&q=lark")

    assert len(rows(html)[0]) == 4
    assert "<b>Columns</b>: “dataset” is not known here. It was left out." in html
    assert 'class="chip" href="/models/?columns=weights&amp;columns=api"' in html
    assert '<input type="hidden" name="columns" value="api">' in html
    assert '<link rel="canonical" href="http://testserver/models/?q=lark">' in html


def test_a_facet_that_is_not_listed_opens_by_its_link(client, lark):
    html = page(client, "/models/")
    opened = page(client, "/models/?facet=license")

    assert 'name="license"' not in html
    assert 'href="/models/?facet=license#facet-license">License</a>' in html
    assert 'name="license" value="mit"' in opened
    assert '<input type="hidden" name="facet" value="license">' in opened


def test_a_limit_stays_in_its_field(client, lark):
    html = page(client, "/models/?size_from=7&released_until=2023")

    assert 'name="size_from" id="size_from" value="7"' in html
    assert 'name="released_until" id="released_until" value="2023"' in html


def test_a_wrong_limit_stays_in_its_field_which_says_what_is_wrong(client, lark):
    def fields(query):
        document = html5lib.parse(page(client, f"/models/?{query}"), namespaceHTMLElements=False)
        said = {one.get("id"): "".join(one.itertext()) for one in document.iter("p") if one.get("id")}
        ends = [one for one in document.iter("input") if one.get("name", "").startswith("size_")]
        return [(one.get("value"), one.get("aria-invalid"), said.get(one.get("aria-describedby"))) for one in ends]

    refused = "“many” is not a number of billions, such as 7 or 0.5. The choice was left out."
    assert fields("size_from=many&size_until=7") == [("many", "true", refused), ("7", None, None)]

    turned = "“70” to “7” ends before it begins, so no model is within. Exchange the two."
    assert fields("size_from=70&size_until=7") == [("70", "true", turned), ("7", "true", turned)]
    assert "Parameters, at most: 7" in page(client, "/models/?size_from=70&size_until=7").replace("Billions of p", "P")

    assert [value for value, *_more in fields("size_from=1&size_from=2")] == ["1", "2", ""]


def test_what_the_page_does_not_know_is_named_in_one_line(client, lark):
    html = page(client, "/models/?nobody=knows&q=lark&utm_source=letter&%3Ci%3E=1")

    assert "This page knows none of “nobody”, “&lt;i&gt;”; they were left out." in html
    assert "이 페이지에 없는 항목이라 제외했다: ‘nobody’" in page(client, "/ko/models/?nobody=knows")
    assert "This page knows no" not in page(client, "/models/?utm_source=letter&fbclid=1")


def test_the_list_view_has_a_mark_for_each_group(client, lark):
    html = page(client, "/models/?view=list")

    assert rows(html) == []
    assert 'href="lark-1.5/#group-data">Data<span class="unseen">: closed</span>' in html
    assert '<input type="hidden" name="view" value="list">' in html


def test_the_list_view_says_the_rung_where_models_do_not_stand_by_it(client, lark):
    assert 'class="models__rung"' not in page(client, "/models/?view=list")
    assert 'class="models__rung"' in page(client, "/models/?view=list&sort=name")


def test_the_list_view_shows_what_it_is_sorted_by(client, lark):
    assert "#training-data" not in page(client, "/models/?view=list")
    html = page(client, "/models/?view=list&sort=-training-data")

    assert '<a class="mark c" href="lark-1.5/#training-data">Training data: closed</a>' in html
    assert '<a class="mark e" href="wren/#training-data">Training data: no entry</a>' in html


def test_a_filtered_list_says_so_in_its_title_and_knows_its_twin(client, lark):
    text = page(client, "/models/?q=lark")

    assert "<title>“lark” – Models – Aperture" in " ".join(text.split()).replace("<title> ", "<title>")
    assert 'hreflang="ko" href="http://testserver/ko/models/?q=lark"' in text
