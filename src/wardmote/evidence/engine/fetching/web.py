"""One polite visitor to one site: parts of files, asked for with patience, and no redirect elsewhere."""

import http.client
import json
import re
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import IO, Any
from urllib.parse import urljoin, urlsplit

USER_AGENT = "Wardmote (crime data for a community safety partnership)"
# The store that the site's archives redirect to, and nowhere else.
ALLOWED_HOSTS = frozenset({"data.police.uk", "policeuk-data.s3.amazonaws.com"})
LARGEST_ANSWER = 256 * 2**20
_LARGEST_JSON = 2**20
_REDIRECTS = 4
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
# The archive's store says 403 of what it does not have.
_ABSENT = frozenset({403, 404, 410})
_RANGE = re.compile(r"^bytes (\d+)-(\d+)/(\d+)$")
_CHUNK = 64 * 1024


class NotFetched(Exception):
    """The site could not be asked, or answered in a way that cannot be used; the message says what to do."""


class Absent(Exception):
    """There is nothing at the address."""


class _Again(Exception):
    """The request may be tried again; `after` is how long the site asks to wait, None when it does not say."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


@dataclass(frozen=True)
class Site:
    """Where to ask, and how patiently. Only tests have another than POLICE_UK.

    `pause` is how many seconds lie between two requests, `patience` the longest wait that the site may ask for.
    """

    base: str = "https://data.police.uk"
    hosts: frozenset[str] = ALLOWED_HOSTS
    pause: float = 0.5
    timeout: float = 60.0
    tries: int = 5
    patience: float = 300.0
    wait: Callable[[float], None] = time.sleep


POLICE_UK = Site()


@dataclass(frozen=True)
class Part:
    """Bytes of a file from `start`; `total` is the whole file's length and `tag` changes when the file does."""

    data: bytes
    start: int
    total: int
    tag: str


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class Visitor:
    """Asks one site, one request at a time. `requests` and `received` count what was asked and the bytes that came."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.requests = self.received = 0
        self._last = 0.0
        self._scheme = urlsplit(site.base).scheme
        # A council's proxy is used as everywhere on its machines; the certificate is checked through it all the same.
        proxies = urllib.request.getproxies() if self._scheme == "https" else {}
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler(proxies),
            urllib.request.HTTPSHandler(context=ssl.create_default_context()),
            _NoRedirect,
        )

    def url(self, path: str) -> str:
        """Return the address of something on the site."""
        return f"{self.site.base}/{path}"

    def json(self, path: str) -> Any:
        """Return what the site's interface answers. Raises NotFetched for anything but JSON, Absent for nothing."""
        data, _, _ = self._patiently(self.url(path), {}, _LARGEST_JSON)
        try:
            return json.loads(data)
        except ValueError as error:
            raise NotFetched(f"{self.site.base} did not answer as it should. Try again later.") from error

    def where(self, path: str) -> tuple[str, Part]:
        """Follow the site to where a file is kept; return that address, and the end of the file.

        Raises Absent when there is no such file and NotFetched when parts of it cannot be had.
        """
        return self._part(self.url(path), "bytes=-65536")

    def part(self, url: str, first: int, last: int) -> Part:
        """Return the bytes from `first` to `last`, both included. Raises as `where` does."""
        if last - first >= LARGEST_ANSWER:
            raise NotFetched("A file in the archive is larger than such a file could be.")
        _, part = self._part(url, f"bytes={first}-{last}")
        if part.start != first or len(part.data) != last - first + 1:
            raise NotFetched("The archive's store answered with another part than was asked for. Try again later.")
        return part

    def _part(self, url: str, wanted: str) -> tuple[str, Part]:
        data, headers, url = self._patiently(url, {"Range": wanted}, LARGEST_ANSWER)
        match = _RANGE.match(headers.get("Content-Range", ""))
        if match is None:
            raise NotFetched("Parts of the archive cannot be had. Download it with a browser, and load the zip file.")
        first, last, total = (int(number) for number in match.groups())
        if last - first + 1 != len(data) or last >= total:
            raise NotFetched("The archive's store answered with another part than it said. Try again later.")
        return url, Part(data, first, total, headers.get("ETag", ""))

    def _patiently(self, url: str, headers: dict[str, str], limit: int) -> tuple[bytes, Message, str]:
        """Ask until there is an answer, a bounded number of times, waiting as long as the site says."""
        for attempt in range(1, self.site.tries + 1):
            try:
                return self._follow(url, headers, limit)
            except _Again as again:
                if attempt == self.site.tries:
                    host = urlsplit(url).netloc
                    raise NotFetched(
                        f"{host} could not be asked ({again}), {attempt} times. What was fetched is kept: run the same "
                        "command again later."
                    ) from again
                delay = 2.0 ** (attempt - 1) if again.after is None else again.after
                if delay > self.site.patience:
                    raise NotFetched(
                        f"The site asks to wait {delay:,.0f} seconds. What was fetched is kept: run the same command "
                        "again after that."
                    ) from again
                self.site.wait(delay)
        raise NotFetched("The site could not be asked.")

    def _follow(self, url: str, headers: dict[str, str], limit: int) -> tuple[bytes, Message, str]:
        for _ in range(_REDIRECTS):
            self._check(url)
            answer, to = self._once(url, headers, limit)
            if answer is not None:
                return *answer, url
            url = urljoin(url, to)
        raise NotFetched("The site leads from one address to the next without end.")

    def _check(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme != self._scheme or parts.netloc not in self.site.hosts:
            raise NotFetched(f"The site leads to {parts.scheme}://{parts.netloc}, which is not asked.")

    def _once(self, url: str, headers: dict[str, str], limit: int) -> tuple[tuple[bytes, Message] | None, str]:
        """Ask once; return the answer, or None and where the site leads to."""
        self._pause()
        request = urllib.request.Request(url, headers={"User-Agent": USER_AGENT, **headers})  # noqa: S310 - `_check`
        try:
            with self._opener.open(request, timeout=self.site.timeout) as answer:
                if headers and answer.status != http.HTTPStatus.PARTIAL_CONTENT:
                    # The whole archive is about to come: hang up.
                    return (b"", answer.headers), ""
                return (self._read(answer, answer.headers, limit), answer.headers), ""
        except urllib.error.HTTPError as error:
            with error:
                return None, _refusal(error)
        except ssl.SSLCertVerificationError as error:
            raise NotFetched("The site's certificate could not be checked. Nothing was fetched.") from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, ssl.SSLCertVerificationError):
                raise NotFetched("The site's certificate could not be checked. Nothing was fetched.") from error
            raise _Again("no connection") from error
        except (OSError, http.client.HTTPException) as error:
            raise _Again("the answer broke off") from error

    def _read(self, answer: IO[bytes], headers: Message, limit: int) -> bytes:
        told = headers.get("Content-Length", "")
        parts, size = [], 0
        while part := answer.read(_CHUNK):
            parts.append(part)
            size += len(part)
            self.received += len(part)
            if size > limit:
                raise NotFetched("The site answered with more than was asked for.")
        if told.isdecimal() and int(told) != size:
            raise _Again("the answer broke off")
        return b"".join(parts)

    def _pause(self) -> None:
        since = time.monotonic() - self._last
        if self.requests and since < self.site.pause:
            self.site.wait(self.site.pause - since)
        self._last = time.monotonic()
        self.requests += 1


def _refusal(error: urllib.error.HTTPError) -> str:
    """Return where a redirect leads. Raises what any other refusal means."""
    if error.code in (301, 302, 303, 307, 308):
        return error.headers.get("Location", "")
    if error.code in _ABSENT:
        raise Absent from error
    if error.code in _AGAIN:
        raise _Again(f"it answered {error.code}", _asked_to_wait(error.headers)) from error
    raise NotFetched(f"The site answered {error.code}, which no request of ours should meet.") from error


def _asked_to_wait(headers: Message) -> float | None:
    """Return the seconds of Retry-After, which may be a number or a moment."""
    told = (headers.get("Retry-After") or "").strip()
    if told.isdecimal():
        return float(told)
    try:
        moment = parsedate_to_datetime(told)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
