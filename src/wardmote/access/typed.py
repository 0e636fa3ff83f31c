"""What somebody had typed when it turned out that they were no longer signed in: kept on the server until they are.

A view marked `keeps_typed` shows it again only once it has made sure that what it belongs to is this visitor's own; a
different person who signs in at the same desk never sees it, and the first page they open removes it.
"""

import time

from django.http import HttpRequest, QueryDict

_KEPT = "wardmote_typed"
_NOT_ANSWERS = {"csrfmiddlewaretoken"}
MOST_BYTES = 50_000
# What nobody came back for is not shown later than this (seconds).
LONGEST = 60 * 60


def keep_typed(request: HttpRequest) -> bool:
    """Keep the fields of this POST in the visitor's session under its address; say whether they were kept."""
    fields = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if name not in _NOT_ANSWERS:
            fields.setlist(name, values)
    text = fields.urlencode()
    if not text or len(text.encode()) > MOST_BYTES:
        return False
    request.session[_KEPT] = {"path": request.get_full_path(), "fields": text, "at": int(time.time())}
    return True


def take_typed(request: HttpRequest) -> QueryDict | None:
    """Return what was kept for this address, if it is not too old, and forget it whatever it was kept for."""
    kept = request.session.pop(_KEPT, None)
    if kept is None or kept["path"] != request.get_full_path() or time.time() - kept["at"] > LONGEST:
        return None
    return QueryDict(kept["fields"])


def forget_typed(request: HttpRequest) -> None:
    """Remove what was kept: the visitor went elsewhere, so it is not theirs or not wanted."""
    if _KEPT in request.session:
        del request.session[_KEPT]
