from django.http import HttpResponse
from django.shortcuts import render

from wardmote.access.doors import signed_in
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.casework.queries.my_work import my_work as gather


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
            "may_refer": bool(request.actor.may(Permission.REFERRAL_SEND)),
        },
    )
