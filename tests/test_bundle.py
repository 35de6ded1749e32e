"""Style sheets and scripts in one file of each kind."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders


def test_every_style_sheet_of_the_public_pages_is_in_the_bundle_after_the_order_of_the_layers():
    bundle = Path(finders.find("aperture.css")).read_text()

    assert bundle.startswith("@layer reset,tokens,base,layout,components,pages;")
    for file in (Path(settings.BASE) / "static" / "css").iterdir():
        if file.name not in ("admin.css", "design.css", "layers.css", "suggest.css"):
            rule = file.read_text().split("@layer")[1].split("{")[1].split("\n")[-1].strip() or "{"
            assert rule.replace(" ", "") in bundle.replace(" ", ""), file.name


def test_each_script_has_its_names_to_itself():
    bundle = Path(finders.find("aperture.js")).read_text()

    assert bundle.count("(()=>{") >= len(list((Path(settings.BASE) / "static" / "js").iterdir()))


def test_no_selector_changes_its_meaning_when_spaces_go():
    """rcssmin takes a space before a colon for none: “.browse :target” becomes “.browse:target”."""
    for file in (Path(settings.BASE) / "static" / "css").iterdir():
        assert file.name == "admin.css" or not re.findall(r"[\w\])] ::?[a-z-]+.*\{", file.read_text()), file.name
