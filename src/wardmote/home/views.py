from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wardmote.access.doors import signed_in
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.casework.queries.my_work import my_work as gather
from wardmote.common.formfields import new_token
from wardmote.plan.queries.calendar import my_entry
from wardmote.plan.queries.rounds import waiting_for

# Where somebody may go from here beside the places of the navigation, by permission.
_DOORS = (
    (Permission.REFERRAL_SEND, "My referrals", "casework:referrals"),
    (Permission.REFERRAL_TRIAGE, "Triage referrals", "casework:triage"),
    (Permission.AUDIT_VIEW, "Who did and saw what", "casework:audit_trail"),
    (Permission.ACCOUNT_MANAGE, "People’s accounts", "access:accounts"),
)


@signed_in()
def my_work(request: Request) -> HttpResponse:
    """The first page: what is overdue and due, what waits for an answer, what comes to panel. Nothing else."""
    work, rounds, duty = gather(request.actor), waiting_for(request.actor), my_entry(request.actor)
    return render(
        request,
        "home/my_work.html",
        {
            "work": work,
            "rounds": rounds,
            "duty": duty,
            "empty": not (work.overdue or work.due or work.waiting or work.coming or rounds or duty),
            "may_refer": bool(request.actor.may(Permission.REFERRAL_SEND)),
            "token": new_token(),
            "doors": [(text, reverse(name)) for permission, text, name in _DOORS if request.actor.may(permission)],
        },
    )
