"""The shapes of areas for maps in the browser, as this installation holds them."""

import hashlib
import json

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.evidence.forms.explore import ExploreForm
from wardmote.evidence.queries.explore import boundaries_of, scope_of


@require_safe
@needs(Permission.EVIDENCE_VIEW)
def boundaries(request: Request) -> HttpResponse:
    """The areas of a question as GeoJSON, each with its `code`: `area`, `by`, `from` and `to` as on the explore page.

    Asked again, it answers 304 until the content changes. A question that makes no sense has no areas.
    """
    scope = scope_of(request.actor)
    form = ExploreForm(request.GET, scope=scope)
    features = boundaries_of(request.actor, form.asked) if scope.latest and form.is_valid() else []
    body = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type="application/geo+json")
    response["ETag"] = etag
    # Kept by the reader's own browser alone, and asked about each time: who may see it can change.
    response["Cache-Control"] = "private, no-cache"
    conditional = get_conditional_response(request, etag=etag, response=response)
    return conditional if conditional is not None else response
