from django.http import HttpResponse
from django.shortcuts import render

from wardmote.access.doors import signed_in
from wardmote.access.http import Request


@signed_in()
def my_work(request: Request) -> HttpResponse:
    """The first page: what is due, what waits for an answer."""
    return render(request, "home/my_work.html", {})
