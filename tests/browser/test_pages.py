"""Public pages in a real browser: accessible, quiet, and no wider than the screen, in both schemes and two widths."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PATHS = [
    "/",
    "/models/",
    "/models/?q=라마",
    "/models/llama/",
    "/licenses/",
    "/licenses/apache-2.0/",
    "/timeline/",
    "/charts/",
    "/organizations/",
    "/sources/",
    "/changes/",
    "/ko/models/llama/",
    "/compare/?model=gpt-4&model=llama&model=dolly-2",
    "/models/?view=list",
    "/ko/models/",
    "/models/llama/weights/",
    "/frameworks/",
    "/frameworks/mof/",
    "/datasets/",
    "/families/",
    "/search/?q=gpt",
    "/design/",
    "/suggest/?about=models/llama/weights",
    "/nowhere/",
]
# Axe's own choice leaves out the size of targets, new in WCAG 2.2.
RULES = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
SCREENS = [
    (scheme, size)
    for scheme in ("light", "dark")
    for size in ({"width": 1280, "height": 900}, {"width": 390, "height": 844})
]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_accessible_quiet_and_fits_the_screen(page, complaints, path):
    page.goto(path)
    if path == "/nowhere/":
        complaints[:] = [text for text in complaints if "404" not in text]  # the page itself

    for scheme, size in SCREENS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        found = Axe().run(page, options=RULES)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

        assert found.violations_count == 0, (scheme, size, found.generate_report())
        assert overflow <= 0, (scheme, size)
    assert not complaints


@pytest.mark.parametrize("path", ["/", "/models/", "/models/llama/", "/compare/?model=gpt-4&model=llama"])
def test_a_page_is_whole_without_scripts(browser, base_url, path):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto(path)

    assert page.locator("h1").is_visible()
    assert page.locator("main a").count() > 5
    context.close()


def test_a_choice_renews_counts_and_links(page, complaints):
    page.goto("/models/?facet=license")
    facet = page.locator("details:has(#facet-license)")
    box = facet.locator("input").first
    choice = box.get_attribute("value")

    box.check()
    page.wait_for_url(f"**={choice}")

    page.wait_for_function("document.querySelector('#language').href.includes('=')")
    assert box.is_checked()
    assert page.locator("#language").get_attribute("href").endswith(f"={choice}")
    assert page.locator("#announced").inner_text() == page.locator(".results__count").inner_text()
    assert not complaints


def test_a_choice_that_did_not_arrive_is_sent_as_without_scripts(page):
    page.goto("/models/")
    page.route(
        "**/models/?*", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    box = page.locator("details:has(#facet-rung) input").first
    choice = box.get_attribute("value")

    box.check()
    page.wait_for_load_state()
    page.wait_for_url(f"**={choice}")

    assert page.locator(".chip").count() == 1
    assert page.locator("#facets input:checked").count() == 1


def test_a_mark_shows_its_fact_under_the_mouse_in_focus_and_touched(page, browser, base_url, complaints):
    page.goto("/models/?q=llama")
    box = page.locator("#peek-box")
    page.locator("td a[href='llama/#weights']").hover()
    box.get_by_text("by request").wait_for()
    assert Axe().run(page, options=RULES).violations_count == 0

    page.keyboard.press("Escape")
    assert not box.is_visible()

    page.locator("th a[href='llama/']").focus()
    page.keyboard.press("ArrowRight")
    box.get_by_text("Architecture").first.wait_for()
    page.keyboard.press("ArrowDown")
    focused = "document.activeElement.getAttribute('href')"
    assert page.evaluate(focused) == "llama-2/#architecture"
    page.keyboard.press("End")
    assert page.evaluate(focused) == "llama-2/#hosted-interface"
    first, last = (page.locator("th[scope=row] a").nth(place).get_attribute("href") for place in (0, -1))
    page.keyboard.press("Control+Home")
    assert page.evaluate(focused) == first
    page.keyboard.press("Control+End")
    assert page.evaluate(focused) == f"{last}#hosted-interface"
    assert not complaints

    context = browser.new_context(base_url=base_url, has_touch=True, viewport={"width": 390, "height": 844})
    phone = context.new_page()
    phone.goto("/ko/models/?q=라마")
    phone.locator("td a[href='llama/#weights']").tap()
    phone.locator("#peek-box article").wait_for()
    assert phone.url.endswith("%EB%9D%BC%EB%A7%88")
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_keyboard_goes_on_from_what_it_folded_sorted_or_opened(page, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/models/")

    def follow(selector: str) -> str:
        """Follow a link by keys alone. Out: what has the focus then, in sight, as a reader hears it."""
        page.locator(selector).focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        focused = page.locator(":focus")
        box = focused.bounding_box()
        assert 0 <= box["y"] <= 844 - box["height"] and 0 <= box["x"] <= width - 12, selector
        return " ".join(focused.inner_text().split()) or focused.get_attribute("id")

    assert follow("#fold-data") == "Unfold: Data"
    assert follow("#fold-data") == "Fold: Data"
    assert follow("th[aria-sort] a") == "Rung"
    assert follow("thead th:last-child a:not([id])") == "Hosted"
    assert page.locator("th[aria-sort] a").get_attribute("href").endswith("?sort=-hosted-interface#sorted")
    head = page.locator("th[scope=row]").first
    head.locator("a").press("End")
    for _ in range(20):  # no mark in the focus is under the first column
        page.keyboard.press("ArrowLeft")
        mark, edge = page.locator(":focus").bounding_box(), head.bounding_box()
        assert edge["x"] + edge["width"] <= mark["x"] <= width - mark["width"]
    if width == 390:
        page.locator(".results__filter").press("Enter")
    assert follow("#facet-license") == "License"
    known = page.locator("input[name=organization]").count()
    following = follow("details:has(#facet-organization) .facets__more a")
    assert page.locator("input[name=organization]").nth(known).get_attribute("id") == following


def test_columns_fold_and_stay_folded_in_either_language_without_scripts(browser, base_url):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto("/models/?weights=public")
    columns = page.locator(".matrix thead th[scope=col]")
    before = columns.count()

    page.get_by_role("link", name="Fold: Data").click()
    assert columns.count() == before - 9
    page.locator("#language").click()
    assert columns.count() == before - 9
    assert "fold=data" in page.url
    context.close()


def test_a_first_visit_to_the_models_is_light(page):
    heard = []
    page.on("requestfinished", lambda request: heard.append((request.url, request.sizes())))
    page.goto("/models/", wait_until="networkidle")

    assert len(heard) <= 5, [url for url, _sizes in heard]
    assert heard[0][1]["responseBodySize"] <= 14_000
    assert sum(sizes["responseBodySize"] for _url, sizes in heard) <= 40_000


def test_a_model_page_and_a_comparison_print(page, browser_name):
    for path in ("/models/llama/", "/compare/?model=llama&model=dolly-2&model=gpt-4"):
        page.goto(path)
        assert page.pdf(format="A4").startswith(b"%PDF")
        page.emulate_media(media="print")
        assert not page.locator(".site-nav").is_visible()
        page.emulate_media(media="screen")


def test_names_are_suggested_and_chosen_by_keys_alone(page, complaints):
    page.goto("/organizations/")
    field = page.get_by_role("combobox", name="Search everything")
    options = page.get_by_role("listbox", name="Search everything").get_by_role("option")

    page.keyboard.press("/")
    page.keyboard.type("lama")
    options.first.wait_for()

    assert field.input_value() == "lama"
    assert page.locator(".search-field [role=status]").inner_text().startswith("Nothing is named “lama”; ")
    assert Axe().run(page, options=RULES).violations_count == 0

    page.keyboard.press("Escape")
    assert options.count() == 0
    assert field.get_attribute("aria-expanded") == "false"

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") == options.last.get_attribute("id")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator(".suggestions [aria-selected=true]").inner_text().startswith("LLaMA")
    page.keyboard.press("Enter")
    page.wait_for_url("**/models/llama/")
    assert not complaints


def test_a_comparison_takes_a_suggested_model(page, complaints):
    page.goto("/compare/?model=llama")
    page.get_by_role("combobox", name="Name of a model").fill("dolly")
    options = page.locator(".compare-add [role=option]")
    options.filter(has_text="Dolly 2.0").click()

    page.wait_for_url("**/compare/?model=llama&model=dolly-2")
    assert page.locator(".compare__names th").all_inner_texts() == ["LLaMA", "Dolly 2.0"]
    assert not complaints


def test_on_a_phone_a_slash_leads_to_the_field_that_is_seen_only_then(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/organizations/")
    field = page.get_by_role("combobox", name="Search everything")
    assert page.locator(".site-header__search").bounding_box()["width"] == 1

    page.keyboard.press("/")
    page.keyboard.type("lama")
    page.get_by_role("option").first.wait_for()

    assert field.bounding_box()["width"] > 200
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_without_a_choice_enter_leads_to_all_results_and_a_slash_is_typed_in_a_field(page):
    page.goto("/ko/")
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    page.keyboard.press("Enter")

    page.wait_for_url("**/ko/search/?q=a%2Fb")


def test_a_comparison_is_built_by_name_without_scripts(browser, base_url):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto("/models/llama/")

    page.get_by_role("link", name="Compare with another").click()
    page.locator(".compare-add input[type=search]").fill("dolly 2.0")
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("link", name="Only differences").click()

    assert page.url.endswith("/compare/?model=llama&model=dolly-2&only=differences")
    assert page.locator(".compare__names th").all_inner_texts() == ["LLaMA", "Dolly 2.0"]
    assert page.locator(".compare__alike").count() == 0
    context.close()
