"""What kind of sound a file is, by what it begins with and not by its name. Pure."""

AUDIO = {
    "audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "m4a", "audio/mpeg": "mp3", "audio/wav": "wav",
}  # fmt: skip
"""The kinds that are taken, and what such a file is called."""
_PICTURES = (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG", b"V_THEORA")
"""What films say of themselves in Matroska."""
_FIRST = 1_000_000


def kind_of(content: bytes) -> str | None:
    """One of AUDIO; None for anything else, films included."""
    if content[:4] == b"\x1a\x45\xdf\xa3":
        return None if any(one in content[:_FIRST] for one in _PICTURES) else "audio/webm"
    if content[4:8] == b"ftyp":
        return None if _shows_pictures(content) else "audio/mp4"
    if content[:4] == b"OggS":
        return None if b"\x80theora" in content[:_FIRST] else "audio/ogg"
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    is_mpeg = content[:3] == b"ID3" or (len(content) > 3 and content[0] == 0xFF and content[1] & 0xE6 in {0xE2, 0xE4})
    return "audio/mpeg" if is_mpeg else None


def _shows_pictures(content: bytes) -> bool:
    """Whether one of the tracks is a film: its handler says so eight bytes after it begins."""
    at = content.find(b"hdlr")
    while at >= 0:
        if content[at + 12 : at + 16] == b"vide":
            return True
        at = content.find(b"hdlr", at + 4)
    return False
