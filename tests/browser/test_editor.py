"""One editor's day in a real browser, from logging in to the public page; and what a contributor cannot do."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import PASSWORD

NOTE = "Meta published no data card for the corpus."
CORRECTED = "Meta published no data card for the corpus; the model card lists its parts."


@pytest.fixture(autouse=True)
def _patience(page):
    page.set_default_timeout(20_000)


def log_in(page, username):
    page.goto("/admin/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def open_llama(page):
    """To the page of LLaMA in the admin, by its Korean name."""
    page.goto("/admin/kb/languagemodel/")
    page.locator("#searchbar").fill("라마")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="LLaMA", exact=True).click()


def save(page):
    page.get_by_role("button", name="Save and continue editing").click()


def cite(page, source, locator):
    """Fill in the first citation of the page, its source found by typing."""
    # Select2's box is named by what was chosen, so it is found by the field that it stands for.
    page.locator("[name='citations-0-source'] + .select2").click()
    page.get_by_role("searchbox").last.fill(source)
    page.get_by_role("option", name=re.compile(source, re.IGNORECASE)).first.click()
    page.get_by_label("Locator:").first.fill(locator)


def test_an_editor_adds_publishes_changes_and_looks_back(page, accounts):
    log_in(page, accounts("ada", "editor"))
    open_llama(page)
    page.get_by_role("link", name="Add Data card").click()
    page.get_by_label("Availability:").select_option("withheld")
    page.get_by_label("What exactly:", exact=True).fill(NOTE)
    page.get_by_label("Publication:").select_option("published")

    save(page)
    expect(page.get_by_text("Nothing is published without a citation that supports it.").first).to_be_visible()

    cite(page, "LLaMA", "section Training dataset")
    save(page)
    expect(page.get_by_text("was added successfully")).to_be_visible()
    fact = page.url

    page.goto("/models/llama/")
    expect(page.get_by_text(NOTE).first).to_be_visible()

    page.goto(fact)
    page.get_by_label("What exactly:", exact=True).fill(CORRECTED)
    page.get_by_label("why:").fill("The parts are listed after all.")
    save(page)
    expect(page.get_by_text("was changed successfully")).to_be_visible()

    page.goto("/models/llama/")
    expect(page.get_by_text(CORRECTED).first).to_be_visible()
    page.goto("/changes/")
    expect(page.get_by_text("The parts are listed after all.").first).to_be_visible()

    page.goto(fact)
    page.get_by_role("link", name="History").click()
    entry = page.get_by_role("row").filter(has_text="The parts are listed after all.")
    expect(entry).to_contain_text("ada")
    expect(entry.locator("del")).to_have_text(NOTE)
    expect(entry.locator("ins")).to_have_text(CORRECTED)


def test_an_editor_sees_a_draft_in_the_preview_only(page, accounts):
    log_in(page, accounts("abe", "editor"))
    open_llama(page)
    page.get_by_role("link", name="Add Metadata").click()
    page.get_by_label("Availability:").select_option("unknown")
    page.get_by_label("What exactly:", exact=True).fill("Looked for in the repository and on the hub.")
    save(page)
    expect(page.get_by_text("was added successfully")).to_be_visible()

    open_llama(page)
    page.get_by_role("link", name="Preview the public page with drafts").click()
    expect(page.get_by_text("Looked for in the repository and on the hub.").first).to_be_visible()

    page.goto("/models/llama/")
    expect(page.get_by_text("Looked for in the repository and on the hub.")).to_have_count(0)


def test_a_contributor_writes_drafts_and_has_no_way_to_publish(page, accounts):
    log_in(page, accounts("ben", "contributor"))
    open_llama(page)
    page.get_by_role("link", name="Add Sample outputs").click()

    expect(page.get_by_label("Publication:").get_by_role("option")).to_have_text(["draft", "in review"])
    page.goto("/admin/kb/fact/")
    actions = page.get_by_label("Action:").get_by_role("option").all_inner_texts()
    assert not [action for action in actions if "Publish" in action or "Withdraw" in action]
