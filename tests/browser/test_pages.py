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
    "/organizations/",
    "/sources/",
    "/changes/",
    "/ko/models/llama/",
    "/nowhere/",
]
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
        found = Axe().run(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

        assert found.violations_count == 0, (scheme, size, found.generate_report())
        assert overflow <= 0, (scheme, size)
    assert not complaints


@pytest.mark.parametrize("path", ["/", "/models/", "/models/llama/"])
def test_a_page_is_whole_without_scripts(browser, base_url, path):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto(path)

    assert page.locator("h1").is_visible()
    assert page.locator("main a").count() > 5
    context.close()
