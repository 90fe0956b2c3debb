"""A real IMAP server to talk with (RFC 9051, as far as a mailbox is read), that can be told to break off."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

USER, PASSWORD = "virksomhed@egtved.example", 'hem"me\\lig/@:'


@dataclass
class Message:
    """One mail in a folder."""

    uid: int
    content: bytes
    flags: set[str] = field(default_factory=set)


class Box:
    """The folders, and how the server behaves.

    breaks_at:    the words of a command at which it drops the line, once each, such as "STORE".
    refuses:      words of commands that it answers with NO.
    capabilities: what it can.
    """

    def __init__(self, *contents: bytes) -> None:
        self.folders: dict[str, list[Message]] = {"INBOX": [], "Done": []}
        self.breaks_at: list[str] = []
        self.refuses: set[str] = set()
        self.capabilities = "IMAP4rev1 MOVE UIDPLUS"
        self.commands: list[str] = []
        self.next_uid = 7
        for one in contents:
            self.comes(one)

    def comes(self, content: bytes) -> Message:
        """A mail is put into the mailbox."""
        message = Message(self.next_uid, content)
        self.next_uid += 1
        self.folders["INBOX"].append(message)
        return message

    @property
    def unread(self) -> list[Message]:
        """What nobody has read."""
        return [one for one in self.folders["INBOX"] if "\\Seen" not in one.flags]


class _Broken(Exception):
    pass


class _Conversation(socketserver.StreamRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        self.folder: list[Message] = []
        self.wfile.write(b"* OK ready\r\n")
        while line := self.rfile.readline():
            tag, _, rest = line.decode().strip().partition(" ")
            try:
                if not self._answer(tag, rest):
                    return
            except _Broken:
                return

    def _answer(self, tag: str, rest: str) -> bool:
        box = self.server.box
        box.commands.append(rest)
        words = rest.split(" ")
        name = words[1].upper() if words[0].upper() == "UID" else words[0].upper()
        if name in box.breaks_at:
            box.breaks_at.remove(name)
            raise _Broken
        if name in box.refuses:
            self._say(f"{tag} NO not now")
            return True
        getattr(self, f"_{name.lower()}")(rest)
        self._say(f"{tag} OK {name} done")
        return name != "LOGOUT"

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def _capability(self, _rest: str) -> None:
        self._say(f"* CAPABILITY {self.server.box.capabilities}")

    def _login(self, rest: str) -> None:
        quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', rest)
        given = [re.sub(r"\\(.)", r"\1", one) for one in quoted]
        if given[-1] != PASSWORD or USER not in rest:
            raise _Broken

    def _select(self, rest: str) -> None:
        self.folder = self.server.box.folders[rest.split('"')[1]]
        self._say(f"* {len(self.folder)} EXISTS")
        self._say("* OK [UIDVALIDITY 42] fine")

    def _search(self, _rest: str) -> None:
        found = [str(one.uid) for one in self.folder if "\\Seen" not in one.flags]
        self._say(f"* SEARCH {' '.join(found)}".rstrip())

    def _fetch(self, rest: str) -> None:
        at, one = self._named(rest)
        if "RFC822.SIZE" in rest:
            self._say(f"* {at} FETCH (UID {one.uid} RFC822.SIZE {len(one.content)})")
            return
        part = re.search(r"<(\d+)\.(\d+)>", rest)
        content = one.content[int(part[1]) : int(part[1]) + int(part[2])] if part else one.content
        shown = "BODY[]<0>" if part else "BODY[]"
        self.wfile.write(f"* {at} FETCH (UID {one.uid} {shown} {{{len(content)}}}\r\n".encode())
        self.wfile.write(content + b")\r\n")

    def _store(self, rest: str) -> None:
        _, one = self._named(rest)
        one.flags |= set(re.findall(r"\\\w+", rest.split("(", 1)[1]))

    def _move(self, rest: str) -> None:
        at, one = self._named(rest)
        self.server.box.folders[rest.split('"')[1]].append(one)
        self.folder.remove(one)
        self._say(f"* {at} EXPUNGE")

    def _copy(self, rest: str) -> None:
        _, one = self._named(rest)
        self.server.box.folders[rest.split('"')[1]].append(Message(one.uid, one.content, set(one.flags)))

    def _expunge(self, rest: str) -> None:
        _, one = self._named(rest)
        self.folder.remove(one)

    def _logout(self, _rest: str) -> None:
        self._say("* BYE")

    def _named(self, rest: str) -> tuple[int, Message]:
        uid = int(rest.split(" ")[2])
        return next((at, one) for at, one in enumerate(self.folder, 1) if one.uid == uid)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    box: Box


@contextmanager
def an_imap_server(*contents: bytes) -> Iterator[tuple[int, Box]]:
    """Its port, and the mailbox."""
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.box = Box(*contents)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_address[1], server.box
        finally:
            server.shutdown()
            thread.join()
