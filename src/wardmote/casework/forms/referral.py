"""The pages of a referral, in order. A page's answers are kept as they were typed and made sense of when it is sent."""

from collections.abc import Mapping
from typing import Any

from django import forms

from wardmote.access.actor import Actor
from wardmote.casework.models import Category, Referral, RiskLevel
from wardmote.common import clock
from wardmote.common.dates import plainday
from wardmote.common.formfields import DateParts, GovDateField, GovForm, OneTimeToken
from wardmote.partnership.queries import gateways_of, panels_of

_MOST = 4000
# What an unfinished page may keep of one answer; a finished one is checked against the field's own limit.
_MOST_KEPT = 20_000
SAFE = [
    ("yes", "Yes, it is safe"),
    ("no", "No, it is not safe"),
    ("unknown", "I do not know"),
]


def say(message: str) -> dict[str, str]:
    """Return the one message of a choice that was not made, or that was not among those offered."""
    return {"required": message, "invalid_choice": message}


def _words(rows: int = 5) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _name(label: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, max_length=80, required=False, widget=widget)


class StepForm(GovForm):
    """One page of the referral. `actor` is the person writing it."""

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        self.actor = actor
        super().__init__(*args, **options)

    def typed(self, data: Mapping[str, str]) -> dict[str, str]:
        """Return what was typed on this page and nothing else, to be kept in the draft."""
        names = [name for field in self.fields for name in self._inputs(field)]
        return {name: data[name][:_MOST_KEPT] for name in names if name in data}

    def show(self, typed: Mapping[str, str]) -> None:
        """Put what was typed earlier into the page, without checking it."""
        for name, field in self.fields.items():
            if any(each in typed for each in self._inputs(name)):
                self.initial[name] = field.widget.value_from_datadict(typed, {}, name)

    def told(self) -> list[tuple[str, Any]]:
        """Return the rows of *check your answers*, from checked answers."""
        return [(str(self.fields[name].label), self._said(name)) for name in self.fields]

    def _said(self, name: str) -> Any:
        field, value = self.fields[name], self.cleaned_data.get(name)
        if isinstance(field, forms.ChoiceField):
            return self.offered(name).get(value, value)
        return plainday(value) if isinstance(field, GovDateField) else value

    def _inputs(self, name: str) -> list[str]:
        if isinstance(self.fields[name].widget, DateParts):
            return [f"{name}-{part}" for part in ("day", "month", "year")]
        return [name]


class PersonForm(StepForm):
    """Somebody by name, as far as it is known."""

    given_names = _name("First names")
    family_name = _name("Family name")
    date_of_birth = GovDateField(
        label="Date of birth", required=False, latest=clock.today, help_text="For example, 27 3 1985"
    )
    address = forms.CharField(label="Address", required=False, max_length=300, widget=_words(3))

    def needs_a_name(self, cleaned: dict[str, Any]) -> None:
        if not (cleaned.get("given_names") or cleaned.get("family_name")):
            self.add_error("given_names", "Enter a first name or a family name")


class VictimForm(PersonForm):
    """Who the sender is worried about."""

    safe_to_contact = forms.ChoiceField(
        label="Is it safe to contact them at this address?", choices=SAFE, widget=forms.RadioSelect,
        error_messages=say("Select whether it is safe to contact them at this address"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.needs_a_name(cleaned)
        return cleaned


class CausingForm(PersonForm):
    """Who is causing it, if that is known."""

    known = forms.ChoiceField(
        label="Do you know who is causing it?", widget=forms.RadioSelect,
        choices=[("yes", "Yes"), ("no", "No, or not sure")],
        error_messages=say("Select whether you know who is causing it"),
    )  # fmt: skip
    field_order = ["known"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("known") == "yes":
            self.needs_a_name(cleaned)
        elif cleaned.get("known") == "no":
            for name in ("given_names", "family_name", "date_of_birth", "address"):
                self.errors.pop(name, None)
                cleaned[name] = None
        return cleaned

    def told(self) -> list[tuple[str, Any]]:
        return super().told() if self.cleaned_data["known"] == "yes" else super().told()[:1]


class CategoryForm(StepForm):
    """What it is about."""

    category = forms.ChoiceField(
        label="What is it mainly about?", choices=Category.choices, widget=forms.RadioSelect,
        error_messages=say("Select what it is mainly about"),
    )  # fmt: skip


class HappenedForm(StepForm):
    """What happened."""

    what_happened = forms.CharField(
        label="What happened?", max_length=_MOST, widget=_words(10), error_messages={"required": "Enter what happened"},
        help_text="Say what happened, when, how often, and how it affects them. Facts first, then what you think.",
    )  # fmt: skip


class RiskForm(StepForm):
    """How worried the sender is, and why."""

    risk_level = forms.ChoiceField(
        label="How high is the risk, in your judgement?", choices=RiskLevel.choices, widget=forms.RadioSelect,
        error_messages=say("Select how high the risk is"),
    )  # fmt: skip
    risk_reason = forms.CharField(
        label="Why do you think so?", max_length=2000, widget=_words(),
        error_messages={"required": "Enter why you think the risk is at this level"},
    )  # fmt: skip


class ConsentForm(StepForm):
    """Whether the victim or survivor agreed, and otherwise why not."""

    consent = forms.ChoiceField(
        label="Does the victim or survivor agree to this referral?", choices=Referral.Consent.choices,
        widget=forms.RadioSelect, error_messages=say("Select whether they agreed"),
    )  # fmt: skip
    refused_reason = forms.CharField(
        label="What did they say, and why share it anyway?", required=False, max_length=2000, widget=_words()
    )
    not_sought_reason = forms.CharField(
        label="Why were they not asked?", required=False, max_length=2000, widget=_words()
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        wanted = {"refused": "refused_reason", "not_sought": "not_sought_reason"}.get(cleaned.get("consent", ""))
        cleaned["consent_reason"] = (cleaned.get(wanted) or "") if wanted else ""
        if wanted and wanted not in self.errors and not cleaned["consent_reason"]:
            asked = "Enter what they said and why you share it anyway"
            self.add_error(wanted, asked if wanted == "refused_reason" else "Enter why they were not asked")
        return cleaned

    def told(self) -> list[tuple[str, Any]]:
        return [("Do they agree?", self._said("consent")), *(
            [("Why it is shared all the same", self.cleaned_data["consent_reason"])]
            if self.cleaned_data["consent_reason"] else []
        )]  # fmt: skip


class GatewayForm(StepForm):
    """The power in law under which it is shared."""

    gateway = forms.TypedChoiceField(
        label="Which power in law lets you share this?", coerce=int, widget=forms.RadioSelect,
        error_messages=say("Select the power in law that lets you share this"),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        found = list(gateways_of(self.actor.partnership_id))
        self.offer("gateway", [(each.pk, each.name) for each in found])
        self.sources = {str(each.pk): each.source for each in found}

    @property
    def possible(self) -> bool:
        return bool(self.sources)


class WantedForm(StepForm):
    """How soon, what for and, where there are several, to which panel."""

    urgency = forms.ChoiceField(
        label="How soon does somebody need to act?", choices=Referral.Urgency.choices, widget=forms.RadioSelect,
        error_messages=say("Select how soon somebody needs to act"),
    )  # fmt: skip
    wanted = forms.CharField(
        label="What would you like the panel to do?", required=False, max_length=2000, widget=_words()
    )
    panel = forms.TypedChoiceField(
        label="Which panel is it for?", coerce=int, widget=forms.RadioSelect,
        error_messages=say("Select which panel it is for"),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        found = [(panel.pk, panel.name) for panel in panels_of(self.actor.partnership_id)]
        self.offer("panel", found)
        self.only_panel = found[0][0] if len(found) == 1 else None
        self.possible = bool(found)
        if len(found) < 2:
            del self.fields["panel"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.only_panel:
            cleaned["panel"] = self.only_panel
        elif not self.possible:
            raise forms.ValidationError("This partnership has no panel that takes referrals yet.")
        return cleaned


class MoreForm(GovForm):
    """The sender's answer when the panel asked for more."""

    text = forms.CharField(
        label="What would you like to add?", max_length=_MOST, widget=_words(8),
        error_messages={"required": "Enter what you would like to add"},
    )  # fmt: skip
    form_token = OneTimeToken()
