"""A site on this machine that answers as data.police.uk and its store do, and can be told to misbehave."""

import io
import json
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.evidence.conftest import HEADER, row
from wardmote.evidence.engine.fetching import Site

Trouble = Callable[["Visit"], bool]


def csv_of(month: str, rows: int = 3) -> bytes:
    return "\n".join([HEADER, *(row(number, month=month) for number in range(1, rows + 1)), ""]).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def named(month: str, force: str = "hampshire", kind: str = "street") -> str:
    return f"{month}/{month}-{force}-{kind}.csv"


@dataclass
class World:
    """What the site has, what it was asked, and the trouble it makes: each takes a visit and tells if it answered."""

    archives: dict[str, bytes] = field(default_factory=dict)
    newest: str = "2025-03"
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    trouble: list[Trouble] = field(default_factory=list)
    elsewhere: str = ""
    waits: list[float] = field(default_factory=list)
    tag: str = '"one"'
    base: str = ""

    def site(self, *, timeout: float = 2.0, tries: int = 3) -> Site:
        hosts = frozenset({self.base.removeprefix("http://")})
        return Site(self.base, hosts, pause=0.0, timeout=timeout, tries=tries, wait=self.waits.append)

    @property
    def bytes_asked(self) -> list[str]:
        return [span for path, span in self.asked if path.startswith("/store/")]


class Visit(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"
    world: World

    def log_message(self, *_: object) -> None:
        return None

    def do_GET(self) -> None:
        span = self.headers.get("Range", "")
        self.world.asked.append((self.path, span))
        self.world.agents.add(self.headers.get("User-Agent", ""))
        for trouble in list(self.world.trouble):
            if trouble(self):
                return
        if self.path == "/api/crime-last-updated":
            self.answer(200, json.dumps({"date": f"{self.world.newest}-01"}).encode())
        elif self.path.startswith("/data/archive/"):
            self.lead(self.world.elsewhere or f"{self.world.base}/store/{self.path.rsplit('/', 1)[1]}")
        else:
            data = self.world.archives.get(self.path.rsplit("/", 1)[1].removesuffix(".zip"))
            if data is None:
                self.answer(403, b"<Error/>")
            else:
                self.part(data, span)

    def lead(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def part(self, data: bytes, span: str) -> None:
        first, last = span.removeprefix("bytes=").split("-")
        start = int(first) if first else max(0, len(data) - int(last))
        end = min(int(last), len(data) - 1) if first else len(data) - 1
        self.answer(206, data[start : end + 1], **{"Content-Range": f"bytes {start}-{end}/{len(data)}"})

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), "ETag": self.world.tag, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(world: World) -> Iterator[World]:
    """Serve `world` on loopback until the block ends."""
    handler = type("Here", (Visit,), {"world": world})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    world.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield world
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def once(trouble: Trouble, *, on: str = "/store/", nth: int = 1) -> Trouble:
    """Make trouble at the `nth` request to a path that begins with `on`, and at no other."""
    met = [0]

    def made(visit: Visit) -> bool:
        if not visit.path.startswith(on):
            return False
        met[0] += 1
        return met[0] == nth and trouble(visit)

    return made


def says(status: int, **headers: str) -> Trouble:
    def made(visit: Visit) -> bool:
        visit.answer(status, b"", **{name.replace("_", "-"): value for name, value in headers.items()})
        return True

    return made


def cut(visit: Visit) -> bool:
    """Promise more than is sent, and hang up."""
    visit.send_response(206)
    visit.send_header("Content-Length", "100000")
    visit.send_header("Content-Range", "bytes 0-99999/100000")
    visit.end_headers()
    visit.wfile.write(b"PK")
    return True


def slow(visit: Visit) -> bool:
    time.sleep(1.0)
    return True
