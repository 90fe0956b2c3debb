"""Backups of a whole installation in one file: database, files, secret key, and a manifest that vouches for them."""

from samklang.config.backup.archive import BackupWrong, Manifest
from samklang.config.backup.making import make, rotate
from samklang.config.backup.restoring import Restored, is_empty, restore

__all__ = ["BackupWrong", "Manifest", "Restored", "is_empty", "make", "restore", "rotate"]
