"""Files that are either the old one or the new one, whatever happens in between."""

import os
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Put the content at the path in one step, so that nobody ever finds half a file there.

    path:   where it shall be; folders that are missing are made.
    raises: OSError where it cannot be written; what stood there before still does, and nothing is left beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
