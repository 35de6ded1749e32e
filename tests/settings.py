"""Settings of the tests: the product's own, quicker where safety is no concern, and away from the real data."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("APERTURE_DATA", str(Path(tempfile.gettempdir()) / f"aperture-tests-{os.getuid()}"))

from kb.settings import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False
# Neither collected files nor a manifest are needed to answer in a test.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
# Tests change what no revision tells of, and take back revisions whose numbers then name something else.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
