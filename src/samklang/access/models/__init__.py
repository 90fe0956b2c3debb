"""The facts of access: one file for each noun."""

from samklang.access.models.correction import Correction
from samklang.access.models.directory import DirectoryEntry
from samklang.access.models.elevation import Elevation
from samklang.access.models.grant import RoleGrant
from samklang.access.models.notice import Notice
from samklang.access.models.person import Person
from samklang.access.models.place import Place
from samklang.access.models.retention import RetentionRule
from samklang.access.models.token import Token

__all__ = [
    "Correction",
    "DirectoryEntry",
    "Elevation",
    "Notice",
    "Person",
    "Place",
    "RetentionRule",
    "RoleGrant",
    "Token",
]
