"""Style sheets and scripts of the public pages, each kind in one file, so that a first visit asks for little.

They are written as many small files; a finder hands them out together, so that `collectstatic`, the tests and a server
that looks for files itself all see the same.
"""

from pathlib import Path

import rcssmin
import rjsmin
from django.conf import settings
from django.contrib.staticfiles.finders import BaseStorageFinder
from django.core.files.storage import FileSystemStorage

STYLES, SCRIPTS = "aperture.css", "aperture.js"
_FOLDER = Path(settings.DATA) / "bundle"
_SOURCES = Path(settings.BASE) / "static"
_APART = ("admin.css", "design.css", "suggest.css")  # pages that few readers visit


class BundleFinder(BaseStorageFinder):
    storage = FileSystemStorage(location=_FOLDER)

    def __init__(self, *args, **kwargs):
        _write()
        super().__init__(*args, **kwargs)

    def find(self, path, *args, **kwargs):
        if path in (STYLES, SCRIPTS):
            _write()  # a source may have changed since
        return super().find(path, *args, **kwargs)


def _write() -> None:
    """Write what differs from what stands there: a time that does not change is a file that is not collected again."""
    # The order of style sheets is that of their layers, which the first of them names.
    styles = sorted(_files("css"), key=lambda file: (file.name != "layers.css", file.name))
    _write_file(STYLES, rcssmin.cssmin("\n".join(file.read_text() for file in styles)))
    # Each has its names to itself.
    _write_file(SCRIPTS, "\n".join(rjsmin.jsmin(f"(() => {{\n{file.read_text()}}})();") for file in _files("js")))


def _files(folder: str) -> list[Path]:
    return sorted(file for file in (_SOURCES / folder).iterdir() if file.name not in _APART)


def _write_file(name: str, text: str) -> None:
    target = _FOLDER / name
    if target.exists() and target.read_text() == text:
        return
    _FOLDER.mkdir(parents=True, exist_ok=True)
    waiting = target.with_suffix(f"{target.suffix}.{id(text)}")
    waiting.write_text(text)
    waiting.replace(target)  # readers never see half a file
