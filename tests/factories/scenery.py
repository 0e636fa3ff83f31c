"""What hangs on the scene's case, and what the rooms beside casework show. Made by tests/factories/visitors.py."""

from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from tests.factories import world as factory
from tests.factories.assessed import assessed
from tests.factories.plan_scene import make_plan_scene, writes
from tests.factories.scenery_figures import make_figures
from tests.factories.scenery_incidents import make_incidents
from tests.factories.scenery_rounds import make_rounds
from tests.factories.scenery_year import make_year
from wardmote.access import services as access
from wardmote.access.models import Invitation
from wardmote.access.tokens import hashed
from wardmote.casework import services as casework
from wardmote.casework.models import Case, CaseAction, CaseAgency, CaseGrant, ResearchRequest
from wardmote.casework.queries.actions import doers_for
from wardmote.casework.services import panel
from wardmote.casework.services.minutes import ActionGiven, capture
from wardmote.casework.services.read_list import rebuild
from wardmote.casework.services.research import answer_research, stamp
from wardmote.demo.people import PEOPLE
from wardmote.evidence.models import LoadedFile, LoadJob, LoadRun
from wardmote.meetings import services as meetings
from wardmote.meetings.models import Meeting
from wardmote.people.models import ContactPoint
from wardmote.people.services import add_contact_point
from wardmote.performance.services import define_indicator
from wardmote.plan.services.importing import start_import
from wardmote.registers.services import record_warning

if TYPE_CHECKING:
    from tests.factories.visitors import Scene

QUARTER, INDICATOR, TOKEN = "2024-25-Q3", "warnings", "an invitation that waits"
PLAN_FILE = b"Ref,Action,Lead,Due\r\n1,Walk the high street on Fridays,Council,March 2026\r\n"
BORN, WAITING_BORN = date(1931, 2, 17), date(1932, 3, 18)
# Who has signed at the meeting, whether or not it opens anything to them.
_SIGNED = (
    "administrator", "chair", "representative", "other_panel_administrator", "barred_chair", "barred_administrator",
    "unsigned_chair", "observer",
)  # fmt: skip


def _named(s: "Scene", role: str, name: str, born: date = BORN) -> Any:
    return factory.subject(
        role, s.mark(f"{name} given"), s.mark(f"{name} family"), date_of_birth=born, address=s.mark(f"{name} address"),
        safe_to_contact="unknown",
    )  # fmt: skip


def _texts(s: "Scene", name: str) -> dict[str, Any]:
    return {
        "what_happened": s.mark(f"{name} happened"), "risk_reason": s.mark(f"{name} risk"),
        "wanted": s.mark(f"{name} wanted"), "consent": "refused", "consent_reason": s.mark(f"{name} consent"),
    }  # fmt: skip


def make_cases(s: "Scene") -> None:
    """The case, accepted from a referral; another that nobody is barred from; a referral that waits; a draft."""
    w, administrator = s.world, s.actor("administrator")
    subjects = [_named(s, "victim", "victim"), _named(s, "alleged_perpetrator", "perpetrator")]
    sent = factory.make_referral(w, by=s.people["practitioner"], subjects=subjects, **_texts(s, "referral"))
    s.case = casework.accept_referral(
        actor=administrator, reference=sent.reference, reason=s.mark("decision reason"), words=s.mark("words to sender")
    )
    s.subject = s.case.subjects.select_related("person").get(role="victim")
    for kind in (ContactPoint.Kind.TELEPHONE, ContactPoint.Kind.EMAIL):
        add_contact_point(actor=administrator, person=s.subject.person, kind=kind, value=s.mark(kind.value), safe="no")
    s.point = s.subject.person.contact_points.get(kind="telephone")
    for each in ("police", "probation"):
        casework.add_agency(actor=administrator, reference=s.case.reference, organisation_id=getattr(w, each).pk,
                            reason=s.mark(f"circle {each}"))  # fmt: skip
    casework.end_agency(actor=administrator, reference=s.case.reference, organisation_id=w.probation.pk,
                        reason=s.mark("circle left"))  # fmt: skip
    s.entry = casework.add_update(actor=s.actor("practitioner"), reference=s.case.reference, text=s.mark("update"))
    casework.correct_entry(actor=s.actor("representative"), reference=s.case.reference, text=s.mark("correction"),
                           entry_id=casework.add_update(actor=s.actor("representative"), reference=s.case.reference,
                                                        text=s.mark("corrected")).pk)  # fmt: skip
    casework.edit_summary(actor=s.actor("practitioner"), reference=s.case.reference, summary=s.mark("summary"),
                          risk_level="high", started_from=Case.unguarded.get(pk=s.case.pk).version)  # fmt: skip
    s.other_case = factory.make_case(w, by=s.people["representative"])
    s.waiting = factory.make_referral(
        w, by=s.people["referrer"], subjects=[_named(s, "victim", "waiting", WAITING_BORN)], **_texts(s, "waiting")
    )
    draft = casework.start_draft(actor=s.actor("referrer"))
    typed = {"given_names": s.mark("draft given"), "address": s.mark("draft address")}
    s.draft = casework.save_draft(actor=s.actor("referrer"), public_id=draft.public_id, step="victim", answers=typed)
    issued = record_warning(
        actor=s.actor("practitioner"), reference=s.case.reference, person_id=s.subject.person.public_id,
        issued_by_id=w.council.pk, issued_on=date(2024, 11, 5), conduct=s.mark("conduct"), required=s.mark("required"),
    )  # fmt: skip
    s.warning = issued


def make_doors(s: "Scene") -> None:
    """Grants, actions, and organisations in the circle whose signature does not hold."""
    w, common = s.world, {"actor": s.actor("administrator"), "reference": s.case.reference}
    for visitor in ("live_grant", "expired_grant"):
        casework.grant_access(**common, user_id=s.people[visitor].pk, until=factory.in_days(30),
                              reason=s.mark(f"{visitor} reason"))  # fmt: skip
    CaseGrant.unguarded.filter(user=s.people["expired_grant"]).update(until=timezone.now())
    for visitor in ("former_member", "elsewhere_administrator"):
        CaseGrant.unguarded.create(case=s.case, user=s.people[visitor], reason="As it was", granted_at=timezone.now(),
                                   until=factory.in_days(30))  # fmt: skip
    for organisation in (w.unsigned, w.withdrawn):
        CaseAgency.unguarded.create(case=s.case, organisation=organisation, reason="Before", added_at=timezone.now())
    rebuild(Case.unguarded.get(pk=s.case.pk))
    s.action = CaseAction.unguarded.create(
        case=s.case, number=1, organisation=w.health, owner=s.people["action_owner"], what=s.mark("action what"),
        due_on=date(2025, 3, 20), assigned_at=timezone.now(),
    )  # fmt: skip
    done = CaseAction.unguarded.create(
        case=s.case, number=2, organisation=w.police, owner=s.people["representative"], what=s.mark("done what"),
        due_on=date(2025, 3, 10), assigned_at=timezone.now(), state="done", result=s.mark("action result"),
        closed_at=timezone.now(), closed_by=s.people["representative"],
    )  # fmt: skip
    kept = CaseAction.unguarded.create(
        case=s.case, number=3, organisation=w.housing_org, owner=s.people["barred_practitioner"],
        what=s.mark("barred owner what"), due_on=date(2025, 3, 21), assigned_at=timezone.now(),
    )  # fmt: skip
    s.actions = [s.action, done, kept]


def _bars(s: "Scene") -> None:
    """Set the bars: after the meeting is prepared, because nobody may put a case on a list who is kept from it."""
    common = {"actor": s.actor("administrator"), "reference": s.case.reference}
    casework.bar_from_case(**common, user_id=s.people["barred_chair"].pk, reason=s.mark("case bar reason"))
    for visitor, role in (("barred_practitioner", "victim"), ("barred_administrator", "alleged_perpetrator")):
        casework.bar_from_person_in_case(
            **common, user_id=s.people[visitor].pk, reason=s.mark(f"bar reason {role}"),
            person_id=s.case.subjects.get(role=role).person.public_id,
        )  # fmt: skip


def make_panel(s: "Scene") -> None:
    """A meeting in session that hears both cases, the case first; and next month's, whose list is open with both."""
    w, administrator = s.world, s.actor("administrator")
    series = meetings.create_series(
        actor=None, group_id=w.panel.pk, title="Joint tasking", rule="FREQ=MONTHLY;BYDAY=-1TH",
        starts_on=date(2025, 3, 1), starts_at=time(10),
    )  # fmt: skip
    s.meeting, s.open_meeting = meetings.plan_meetings(actor=None, series=series, until=date(2025, 4, 30))
    for meeting in (s.meeting, s.open_meeting):
        meetings.open_list(actor=administrator, meeting=meeting)
        meetings.add_standing_item(actor=administrator, meeting=meeting, title="Apologies")
        for case in (s.case, s.other_case):
            panel.add_case(actor=administrator, meeting=meeting, reference=case.reference, why=s.mark("why listed")
                           if case == s.case else "Review due")  # fmt: skip
    s.item = s.case.panel_items.get(agenda_item__meeting=s.meeting)
    panel.close_list_and_ask(actor=administrator, meeting=s.meeting)
    asked = ResearchRequest.unguarded.filter(panel_item=s.item)
    s.research = asked.get(organisation=w.housing_org)
    answer_research(actor=s.actor("practitioner"), request_id=s.research.pk, state="known", text=s.mark("research"))
    answer_research(actor=s.actor("representative"), request_id=asked.get(organisation=w.police).pk,
                    state="cannot_share", text=s.mark("research refused"))  # fmt: skip
    meetings.open_session(actor=administrator, meeting=s.meeting)
    for visitor in _SIGNED:
        meetings.sign_agreement(actor=s.actor(visitor), meeting=s.meeting)
    doer = next(each for each in doers_for(s.case) if each.user_id == s.people["practitioner"].pk)
    capture(actor=administrator, meeting=s.meeting, agenda_item_id=s.item.agenda_item_id, minute=s.mark("minute"),
            started_from=s.item.version, decision=s.mark("decision"),
            actions=[ActionGiven(doer.key, s.mark("given what"), date(2025, 4, 20))])  # fmt: skip
    s.seen = stamp(ResearchRequest.unguarded.get(pk=s.research.pk))
    s.item_version = s.case.panel_items.get(pk=s.item.pk).version
    _bars(s)
    s.meeting, s.open_meeting = (Meeting.objects.get(pk=each.pk) for each in (s.meeting, s.open_meeting))
    s.case = Case.unguarded.get(pk=s.case.pk)


def make_plans(s: "Scene") -> None:
    """What the rooms beside casework show, and somebody invited whose account the system administrator manages."""
    w = s.world
    s.plan_import = start_import(actor=None, partnership=w.county, name="plan.csv", content=PLAN_FILE)
    define_indicator(actor=None, partnership=w.county, key=INDICATOR, name="Warnings issued", definition="Counted.",
                     measure_key="warnings_issued")  # fmt: skip
    counts = {"rows": 1, "accepted": 1, "rejected": 0, "repeated": 0}
    run = LoadRun.objects.create(at=timezone.now(), files=1, **counts)
    s.load_job = LoadJob.objects.create(
        asked_by=s.people["analyst"], asked_at=timezone.now(), names=["areas.csv"], folder="none",
        state=LoadJob.State.DONE, report={"files": [], "areas": []},
    )  # fmt: skip
    s.file = LoadedFile.objects.create(
        run=run, name="2025-01-hampshire-street.csv", sha256="0" * 64, force="hampshire", month="2025-01",
        synthetic=True, no_location=0, loaded_at=timezone.now(), **counts,
    )  # fmt: skip
    invitation = access.invite(actor=s.actor("system_administrator"), email="guest@example.org", name="Gorse Platt")
    Invitation.objects.filter(pk=invitation.pk).update(token_hash=hashed(TOKEN))
    s.guest, s.demo_person = invitation.user, PEOPLE[0].key
    get_user_model().objects.create_user(email=PEOPLE[0].email, name=PEOPLE[0].name)
    make_year(s)
    make_rounds(s)
    make_figures(s)
    make_incidents(s)
    s.assessment = assessed(w.county)
    s.plans = make_plan_scene(w.county, w.health, w.council)
    s.plan, s.plan_forms = s.plans.plan, writes(s.plans)
    s.membership = w.nurse.memberships.get()
    s.signature = factory.OrganisationSignature.objects.get(agreement=w.agreement, organisation=w.health)
