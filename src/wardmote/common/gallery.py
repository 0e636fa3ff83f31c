"""The component gallery: every component with invented content. It reads no records, so anybody may open it."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wardmote.common.dates import LONDON
from wardmote.common.formfields import GovDateField, GovForm, OneTimeToken
from wardmote.common.gallery_map import sample_map

RISKS = [("high", "High"), ("medium", "Medium"), ("standard", "Standard")]


class SampleForm(GovForm):
    """One field of each kind."""

    subject = forms.CharField(label="Short description", help_text="A few words. Do not name anybody.", max_length=80)
    account = forms.CharField(
        label="What happened?",
        help_text="Say it as you would on the telephone.",
        widget=forms.Textarea,
        max_length=2000,
    )
    email = forms.EmailField(label="Your work email address", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(
        label="Password", required=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    incidents = forms.IntegerField(label="Incidents in the last six months", min_value=0)
    happened = GovDateField(label="Date it last happened", help_text="For example, 27 3 2025")
    agency = forms.ChoiceField(
        label="Your agency",
        choices=[("", "Choose an agency"), ("housing", "Housing association"), ("council", "Council")],
    )
    risk = forms.ChoiceField(label="How worried are you?", choices=RISKS, widget=forms.RadioSelect)
    reason = forms.CharField(label="Why is the risk high?", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    needs = forms.MultipleChoiceField(
        label="What would help?",
        choices=[("mediation", "Mediation"), ("locks", "Better locks"), ("warning", "A written warning")],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    paper = forms.FileField(label="Supporting paper", required=False)
    agreed = forms.BooleanField(label="The victim or survivor agrees to this referral")
    form_token = OneTimeToken()


class SampleFilters(forms.Form):
    state = forms.ChoiceField(
        label="State", choices=[("", "Any"), ("open", "Open"), ("closed", "Closed")], required=False
    )
    risk = forms.MultipleChoiceField(label="Risk", choices=RISKS, widget=forms.CheckboxSelectMultiple, required=False)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    sent = {
        "account": "Shouting at night.\nBins pushed over twice.",
        "email": "sam.sample",
        "incidents": "many",
        "happened-day": "31",
        "happened-month": "2",
        "happened-year": "2025",
        "risk": "high",
        "form_token": "sample",
    }
    context: dict[str, Any] = {
        "marking": "OFFICIAL-SENSITIVE (sample)",
        "ogl": True,
        "empty_form": SampleForm(),
        "wrong_form": SampleForm(sent, prefix=None, auto_id="wrong_%s"),
        "filters": SampleFilters({"risk": ["high"]}, auto_id="filter_%s"),
        "cases": CASES,
        "quarter": QUARTER,
        "entries": ENTRIES,
        "items": ITEMS,
        "today": date(2025, 3, 24),
        "map": sample_map(),
    }
    return render(request, "gallery/index.html", context)


CASES = [
    ["Kestrel 0412", "Neighbour dispute", "High", "Vale of White Horse", date(2025, 3, 21), 3],
    ["Plover 0398", "Street drinking", "Medium", "South Oxfordshire", date(2025, 3, 19), 11],
    [
        "Teal 0391",
        "Criminal damage to a shared entrance and a long description that has to wrap",
        "Standard",
        "Winchester",
        date(2025, 2, 27),
        1204,
    ],
]
QUARTER = [
    ["Burglary recorded", 315, 358, "−12.0%", "down", "Falling", "green"],
    ["Vehicle crime recorded", 1204, 1190, "+1.2%", "level", "No clear change", "amber"],
    ["Repeat cases of antisocial behaviour", 41, 29, "+41.4%", "up", "Rising", "red"],
    ["Warnings issued", "fewer than 5", 12, "not shown", "unknown", "Too few to say", "grey"],
]
ENTRIES = [
    {
        "title": "Action done",
        "by": "Housing association",
        "when": datetime(2025, 3, 21, 14, 5, tzinfo=LONDON),
        "text": "The lock was changed and the entrance lit.",
    },
    {
        "title": "Decision",
        "by": "Panel",
        "when": date(2025, 2, 27),
        "text": "A written warning is to be issued.",
        "links": [{"text": "Open the minute", "href": "#"}],
    },
    {
        "title": "Telephone call",
        "by": "Council",
        "when": datetime(2025, 2, 3, 9, 30, tzinfo=LONDON),
        "text": "Called the wrong number.",
        "struck": True,
    },
]
ITEMS = [
    {"text": "Welcome and the agreement", "href": "#", "done": True},
    {"text": "Kestrel 0412", "about": "New case, high risk", "href": "#", "active": True},
    {"text": "Plover 0398", "about": "Review due", "href": "#"},
]
