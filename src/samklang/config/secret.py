"""The key that signs sessions and links: from the environment, or made once and kept in the data folder."""

import os
import secrets
from pathlib import Path

_BYTES = 50


def kept_secret(given: str, folder: Path) -> str:
    """The key given; without one, the key that lies in the folder, made the first time it is asked for.

    raises: OSError where the folder cannot be written.
    """
    if given:
        return given
    path = folder / "secret-key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with open(path, "x", opener=_only_for_me, encoding="ascii") as file:
            file.write(secrets.token_urlsafe(_BYTES))
    except FileExistsError:
        pass  # another process was quicker, and its key is as good
    return path.read_text(encoding="ascii").strip()


def _only_for_me(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
