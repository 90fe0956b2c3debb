"""Disks that are soon full: a small one in memory where one may be mounted, and a limit on files everywhere."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

AS_ROOT = [] if os.geteuid() == 0 else ["sudo", "-n"]


def may_mount() -> bool:
    """Whether we may make a small disk."""
    try:
        return not AS_ROOT or subprocess.run([*AS_ROOT, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@contextmanager
def a_small_disk(at: Path, megabytes: int) -> Iterator[Path]:
    """A disk of so many megabytes at the folder."""
    at.mkdir(exist_ok=True)
    options = f"size={megabytes}m,mode=0700,uid={os.getuid()}"
    subprocess.run([*AS_ROOT, "mount", "-t", "tmpfs", "-o", options, "tmpfs", str(at)], check=True)
    try:
        yield at
    finally:
        subprocess.run([*AS_ROOT, "umount", "--lazy", str(at)], check=True)


def fill(disk: Path, leave: int) -> Path:
    """A file that leaves so many bytes of room."""
    ballast = disk / "ballast"
    about = os.statvfs(disk)
    left = about.f_bavail * about.f_frsize - leave
    with ballast.open("wb") as file:
        while left > 0:
            left -= file.write(b"\0" * min(left, 1 << 20))
    return ballast
