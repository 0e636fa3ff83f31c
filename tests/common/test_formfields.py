from datetime import date

import pytest
from django import forms
from django.template import engines

from wardmote.common.formfields import GovDateField, GovForm, OneTimeToken, lower_first
from wardmote.common.formview import error_list, field_kind


class Sample(GovForm):
    what = forms.CharField(label="What happened?", widget=forms.Textarea, max_length=20)
    email = forms.EmailField(label="Email address")
    count = forms.IntegerField(label="Incidents", min_value=1)
    born = GovDateField(label="Date of birth", earliest=date(1900, 1, 1), latest=lambda: date(2025, 3, 24))
    agency = forms.ChoiceField(label="Agency", choices=[("", "Choose"), ("h", "Housing")])
    risk = forms.ChoiceField(label="Risk", choices=[("high", "High"), ("low", "Low")], widget=forms.RadioSelect)
    why = forms.CharField(label="Why?", required=False, widget=forms.Textarea)
    needs = forms.MultipleChoiceField(
        label="Needs", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="I have checked this", error_messages={"required": "Check it first"})
    form_token = OneTimeToken()


GOOD = {
    "what": "Noise", "email": "a@example.org", "count": "2", "born-day": "5", "born-month": "11", "born-year": "1990",
    "agency": "h", "risk": "high", "why": "", "needs": ["b"], "agreed": "on", "form_token": "t",
}  # fmt: skip


def drawn(form: forms.BaseForm, source: str) -> str:
    lead = '{% from "components/forms.html" import error_summary, field, hidden_fields, render_form, submit %}'
    return engines["jinja2"].from_string(lead + source).render({"form": form})


class TestGovDate:
    def cleaned(self, day: str, month: str, year: str, **options: object) -> date | None:
        field = GovDateField(label="Date of birth", **options)
        return field.clean((day, month, year))

    @pytest.mark.parametrize("month", ["11", "Nov", "november"])
    def test_a_date_in_three_boxes(self, month):
        assert self.cleaned("5", month, "1990") == date(1990, 11, 5)

    @pytest.mark.parametrize(
        ("typed", "message", "parts"),
        [
            (("", "", ""), "Enter date of birth", None),
            (("5", "", "1990"), "Date of birth must include a month", ("month",)),
            (("", "11", ""), "Date of birth must include a day and a year", ("day", "year")),
            (("31", "2", "2025"), "Date of birth must be a real date", ("day",)),
            (("x", "2", "2025"), "Date of birth must be a real date", ("day",)),
            (("1", "13", "2025"), "Date of birth must have a month from 1 to 12", ("month",)),
            (("1", "²", "2025"), "Date of birth must have a month from 1 to 12", ("month",)),
            (("1", "3", "25"), "Date of birth must have a year of 4 numbers, like 2025", ("year",)),
            (("1", "3", "0000"), "Date of birth must be a real date", ("day",)),
        ],
    )
    def test_the_message_names_what_is_wrong(self, typed, message, parts):
        with pytest.raises(forms.ValidationError) as caught:
            self.cleaned(*typed)
        assert caught.value.messages == [message]
        assert (caught.value.params or {}).get("parts") == parts

    def test_limits_are_said_as_dates(self):
        with pytest.raises(forms.ValidationError, match="must be on or before 24 March 2025"):
            self.cleaned("25", "3", "2025", latest=lambda: date(2025, 3, 24))
        with pytest.raises(forms.ValidationError, match="must be on or after 1 January 1900"):
            self.cleaned("31", "12", "1899", earliest=date(1900, 1, 1))

    def test_an_optional_date_may_be_left_out(self):
        assert self.cleaned("", "", "", required=False) is None

    def test_it_reads_and_shows_the_form(self):
        form = Sample(GOOD)
        assert form.is_valid(), form.errors
        assert form.cleaned_data["born"] == date(1990, 11, 5)
        assert 'name="born-month" type="text" value="11"' in drawn(form, "{{ field(form, 'born') }}")
        shown = drawn(Sample(initial={"born": date(1990, 11, 5)}), "{{ field(form, 'born') }}")
        assert 'name="born-day" type="text" value="5"' in shown

    def test_a_changed_date_is_a_change(self):
        field = GovDateField()
        assert not field.has_changed(date(1990, 11, 5), ("5", "11", "1990"))
        assert field.has_changed(date(1990, 11, 5), ("6", "11", "1990"))


class TestMessages:
    def messages(self, **wrong: object) -> dict[str, str]:
        form = Sample({**GOOD, **wrong})
        return {name: errors[0] for name, errors in form.errors.items()}

    def test_they_are_made_from_the_labels(self):
        empty = Sample({})
        assert empty.errors["what"] == ["Enter what happened"]
        assert empty.errors["agency"] == ["Select agency"]
        assert empty.errors["risk"] == ["Select risk"]
        assert "open too long" in empty.errors["form_token"][0]

    def test_they_say_what_to_do(self):
        assert self.messages(what="x" * 21) == {"what": "What happened must be 20 characters or fewer"}
        assert self.messages(count="two") == {"count": "Incidents must be a whole number, like 15"}
        assert self.messages(count="0") == {"count": "Incidents must be 1 or more"}
        assert self.messages(agency="zz") == {"agency": "Agency must be one of those listed"}
        assert "like name@example.com" in self.messages(email="a")["email"]

    def test_the_authors_own_message_is_kept(self):
        assert self.messages(agreed="") == {"agreed": "Check it first"}

    def test_abbreviations_keep_their_capitals(self):
        assert lower_first("ASB case") == "ASB case"
        assert lower_first("Case") == "case"


class TestToken:
    def test_each_showing_has_its_own_and_a_shown_again_form_keeps_it(self):
        first, second = (drawn(Sample(), "{{ hidden_fields(form) }}") for _ in range(2))
        assert first != second
        assert 'type="hidden" name="form_token" value="t"' in drawn(Sample(GOOD), "{{ hidden_fields(form) }}")


class TestDrawing:
    def test_every_field_is_drawn_with_its_label(self):
        page = drawn(Sample(), "{{ render_form(form) }}")
        for name, field in Sample().fields.items():
            assert f'name="{name}' in page
            assert field.label is None or field.label in page

    def test_optional_fields_say_so_unless_told_not_to(self):
        assert "Why? (optional)" in drawn(Sample(), "{{ field(form, 'why') }}")
        assert "(optional)" not in drawn(Sample(), "{{ field(form, 'why', mark_optional=False) }}")
        assert "(optional)" not in drawn(Sample(), "{{ field(form, 'what') }}")

    def test_a_limited_text_box_counts(self):
        assert 'data-maxlength="20"' in drawn(Sample(), "{{ field(form, 'what') }}")

    def test_typed_lines_survive_however_deep_the_field_stands(self):
        source = "{{ field(form, 'risk', conditional={'high': field(form, 'why')}) }}"
        assert ">one&#10;  two &lt;b&gt;</textarea>" in drawn(Sample({**GOOD, "why": "one\r\n  two <b>"}), source)

    def test_errors_are_tied_to_their_field(self):
        page = drawn(Sample({**GOOD, "email": "a"}), "{{ field(form, 'email') }}")
        assert 'aria-describedby="id_email-error"' in page
        assert 'id="id_email-error"' in page
        assert 'value="a"' in page

    def test_the_wrong_part_of_a_date_is_marked(self):
        page = drawn(Sample({**GOOD, "born-year": ""}), "{{ field(form, 'born') }}")
        assert page.count("govuk-input--error") == 1

    def test_choices_show_what_was_chosen(self):
        page = drawn(Sample(GOOD), "{{ field(form, 'risk') }}{{ field(form, 'needs') }}{{ field(form, 'agency') }}")
        assert 'value="high" checked' in page
        assert 'value="low" checked' not in page
        assert 'value="b" checked' in page
        assert 'value="h" selected' in page

    def test_a_legend_can_be_the_heading_of_the_page(self):
        page = drawn(Sample(), "{{ field(form, 'risk', page_heading=True) }}")
        assert '<h1 class="govuk-fieldset__heading">' in page
        assert "govuk-fieldset__legend--l" in page

    def test_a_password_is_never_sent_back(self):
        class Secret(forms.Form):
            word = forms.CharField(widget=forms.PasswordInput)

        assert "hunter" not in drawn(Secret({"word": "hunter"}), "{{ field(form, 'word') }}")

    def test_an_ordinary_form_with_a_prefix_is_drawn_too(self):
        class Plain(forms.Form):
            name = forms.CharField()

        page = drawn(Plain(prefix="p"), "{{ field(form, 'name') }}")
        assert 'id="id_p-name" name="p-name"' in page

    def test_the_kind_comes_from_the_widget(self):
        kinds = {
            "what": "textarea", "email": "input", "born": "date", "agency": "select", "risk": "radios",
            "needs": "checkboxes", "agreed": "checkbox", "form_token": "hidden",
        }  # fmt: skip
        assert {name: field_kind(Sample()[name]) for name in kinds} == kinds


class TestSummary:
    def test_each_error_leads_to_its_field(self):
        form = Sample({**GOOD, "email": "", "born-month": "", "risk": ""})
        page = drawn(form, "{{ error_summary(form) }}{{ render_form(form) }}")
        for anchor in ("id_email", "id_born-month", "id_risk"):
            assert f'href="#{anchor}"' in page
            assert f'id="{anchor}"' in page

    def test_what_belongs_to_no_visible_field_has_no_link(self):
        form = Sample({**GOOD, "form_token": ""})
        form.add_error(None, "The case has been closed")
        assert [("href" in each) for each in error_list(form)] == [False, False]

    def test_no_errors_no_summary(self):
        assert drawn(Sample(GOOD), "{{ error_summary(form) }}").strip() == ""

    def test_the_title_says_error(self):
        source = '{% extends "base.html" %}{% block title %}Referral{% endblock %}'
        page = engines["jinja2"].from_string(source).render({"form": Sample({})})
        assert "<title>Error: Referral – Wardmote</title>" in page
        assert "There is a problem" in page
