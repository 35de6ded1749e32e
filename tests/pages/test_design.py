"""`/design/`: the parts of which pages are built."""

import re
from pathlib import Path

from django.conf import settings

from kb.pages.design import COLOURS, SIZES, SPACES


def test_every_colour_size_and_space_of_the_tokens_is_shown(read):
    tokens = (Path(settings.BASE) / "static/css/tokens.css").read_text()

    assert set(re.findall(r"--([a-z0-9-]+): #", tokens)) == set(COLOURS)
    assert set(re.findall(r"--t-([a-z0-9]+):", tokens)) == set(SIZES)
    assert set(re.findall(r"--s-([0-9]+):", tokens)) == {str(one) for one in SPACES}


def test_the_page_shows_the_marks_irises_and_standings_that_pages_use(db, read):
    html = read("/design/")

    assert '<span class="mark p">partial</span>' in html
    assert '<span class="standing standing--refuted">' in html
    assert html.count('class="iris"') > 40
