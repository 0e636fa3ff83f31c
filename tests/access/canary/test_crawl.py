"""Nothing typed about a case stands on a page, in a file, a message or a log that is not meant for its reader."""

import logging

import pytest
from django.core import mail
from django.test import Client, TestCase
from django.urls import reverse

from tests.access.canary.crawl import forbidden_strings, readable, told
from tests.access.table.asking import rolled_back
from tests.access.table.judging import VISITORS
from tests.factories.visitors import Scene
from wardmote.casework.services.chasing import send_chasers
from wardmote.common import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

# What each kind of marker is about, by the beginning of its name; everything else is of the case.
ABOUT = {
    "waiting": "waiting", "draft": "draft", "decision reason": "triage", "words": "sender", "action what": "owned",
    "case bar": "managers", "bar reason": "managers", "live_grant": "managers", "expired_grant": "managers",
    "incident": "own incidents",
}  # fmt: skip
_CASE = {"case", "owned"}
# Who may see what, said here by hand. Whoever is not named may see nothing of it.
MAY_SEE = {
    "administrator": _CASE | {"managers", "triage", "sender", "waiting"},
    "chair": _CASE | {"managers", "triage", "sender", "waiting"},
    "practitioner": _CASE | {"sender"},
    "representative": _CASE,
    "not_yet_signed": _CASE,
    "live_grant": _CASE,
    "other_panel_chair": _CASE,
    "other_panel_administrator": _CASE,
    "barred_chair": {"waiting"},
    "barred_administrator": {"waiting"},
    "referrer": {"draft"},
    "action_owner": {"owned"},
    "analyst": {"own incidents"},
}
# That the case is there at all is known to those who may see it, to whom an action of it is given, and to the trail.
MAY_KNOW = {visitor for visitor, kinds in MAY_SEE.items() if "owned" in kinds} | {"data_protection_officer"}


def about(name: str) -> str:
    """Return what kind of thing a marker is about."""
    return next((kind for start, kind in ABOUT.items() if name.startswith(start)), "case")


@pytest.mark.parametrize("visitor", VISITORS)
def test_no_marker_is_shown(scene: Scene, caplog: pytest.LogCaptureFixture, visitor: str):
    caplog.set_level(logging.DEBUG, "wardmote")
    caplog.set_level(logging.DEBUG, "django.request")
    allowed, found = MAY_SEE.get(visitor, set()), told(scene, visitor)
    wrong = []
    for address, names in found.items():
        wrong += [f"{address} shows {name}" for name in names - {"reference"} if about(name) not in allowed]
        if "reference" in names and visitor not in MAY_KNOW and scene.case.reference not in address:
            wrong.append(f"{address} shows the reference")
    assert len(found) > 10
    assert not wrong, "\n".join(wrong)
    _not_logged(scene, caplog)


def test_the_crawl_finds_what_may_be_seen(scene: Scene):
    """A crawl that found nothing would show nothing: those who may see it come upon every marker."""
    found = {
        name for visitor in ("chair", "administrator", "practitioner", "representative", "referrer", "analyst")
        for names in told(scene, visitor).values() for name in names
    }  # fmt: skip
    # What a decided referral said beside what happened, an address before that, and a grant that is over.
    gone = {"referral risk", "referral wanted", "referral consent", "waiting address", "expired_grant reason"}
    assert set(forbidden_strings(scene)) - found == gone


def test_no_marker_is_sent(scene: Scene):
    """Reminders before and after the due date go to owners, name nobody, and never to an owner who is barred."""
    for due in sorted({action.due_on for action in scene.case.actions.all()}):
        for days in (-1, 3):
            with rolled_back(), TestCase.captureOnCommitCallbacks(execute=True):
                send_chasers(due.fromordinal(due.toordinal() + days))
    text = " ".join(f"{each.subject} {each.body} {each.message()}".lower() for each in mail.outbox)
    assert mail.outbox
    assert not [name for name, forms in forbidden_strings(scene).items() if any(form in text for form in forms)]
    barred = {scene.people[visitor].email for visitor in VISITORS if visitor.startswith("barred")}
    assert not barred & {address for each in mail.outbox for address in each.to}
    assert clock.today()


def test_error_pages_and_logs_tell_nothing(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    from wardmote.casework.views import case_pages

    def fails(actor: object, case: object) -> None:
        told = case.summary  # type: ignore[attr-defined]  # what a careless log would print of a failure
        raise RuntimeError(f"something broke after {len(told)} characters")

    monkeypatch.setattr(case_pages, "case_page", fails)
    caplog.set_level(logging.DEBUG)
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = scene.browser("practitioner").cookies
    target = reverse("casework:case", args=[scene.case.reference])
    with rolled_back():
        answers = {
            500: scene.browser("practitioner").get(target),
            404: scene.browser("practitioner").get(target + "no-such-page/"),
            403: strict.post(reverse("casework:case_edit", args=[scene.case.reference]), {"summary": "x"}),
            400: scene.browser("practitioner").get(target, headers={"host": "elsewhere.example"}),
        }
    for status, answer in answers.items():
        assert answer.status_code == status
        text = readable(answer)
        assert not [name for name, forms in forbidden_strings(scene).items() if any(form in text for form in forms)]
        assert "traceback" not in text
    _not_logged(scene, caplog)


def _not_logged(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    logged = caplog.text.lower()
    assert not [name for name, forms in forbidden_strings(scene).items() if any(form in logged for form in forms)]
