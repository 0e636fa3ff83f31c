from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wardmote.access.doors import signed_in
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.casework.queries.my_work import my_work as gather

# What somebody may begin from here, by permission; the first is the page's main action.
_DOORS = (
    (Permission.REFERRAL_SEND, "Send a referral", "casework:referrals", ""),
    (Permission.REFERRAL_TRIAGE, "All referrals", "casework:triage", "secondary"),
    (Permission.AUDIT_VIEW, "Who did and saw what", "casework:audit_trail", "secondary"),
    (Permission.ACCOUNT_MANAGE, "People’s accounts", "access:accounts", "secondary"),
)


@signed_in()
def my_work(request: Request) -> HttpResponse:
    """The first page: what is overdue and due, what waits for an answer, what comes to panel. Nothing else."""
    work = gather(request.actor)
    return render(
        request,
        "home/my_work.html",
        {
            "work": work,
            "empty": not (work.overdue or work.due or work.waiting or work.coming),
            "doors": [
                {"text": text, "href": reverse(name), "kind": kind}
                for permission, text, name, kind in _DOORS
                if request.actor.may(permission)
            ],
        },
    )
