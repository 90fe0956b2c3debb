"""The site's own files, gathered for the browser: under hashed names, compressed, only when something has changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

_STAMP = ".gathered"
_NEEDED = "web/site.css"


def are_built() -> bool:
    """Whether the styles have been built from their sources."""
    return any(path == _NEEDED for path, _, _, _ in _sources())


def are_gathered() -> bool:
    """Whether what the browser is given is what this version holds."""
    try:
        return _stamp().read_text(encoding="ascii") == _fingerprint()
    except OSError:
        return False


def gather() -> bool:
    """Gather them where they are not; files of earlier versions stay, for pages that are still open. Whether it did."""
    if are_gathered():
        return False
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    _stamp().write_text(_fingerprint(), encoding="ascii")
    return True


def _stamp() -> Path:
    return Path(settings.STATIC_ROOT) / _STAMP


def _fingerprint() -> str:
    said = hashlib.sha256()
    for path, source, size, changed in sorted(_sources()):
        said.update(f"{path}\0{source}\0{size}\0{changed}\n".encode())
    return said.hexdigest()


def _sources() -> list[tuple[str, str, int, int]]:
    found = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path))
            about = file.stat()
            found.append((path, str(file), about.st_size, about.st_mtime_ns))
    return found
