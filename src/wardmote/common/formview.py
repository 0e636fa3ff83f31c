"""Turns a bound field into the options of the GOV.UK macro that draws it. Used by `components/forms.html`."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from wardmote.common.formfields import DateParts, shown_parts

_PASSED_OVER = {"id", "class", "required", "name", "value", "type", "maxlength", "minlength", "rows", "cols"}
# Django gives every text box this height; a page that says nothing gets GOV.UK's five lines.
_DJANGO_ROWS = "10"


def field_kind(bound: BoundField) -> str:
    """Say which macro draws the field."""
    widget = bound.field.widget
    kinds: list[tuple[type, str]] = [
        (forms.MultipleHiddenInput, "hidden"),
        (forms.HiddenInput, "hidden"),
        (DateParts, "date"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.SelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.Select, "select"),
        (forms.CheckboxInput, "checkbox"),
        (forms.Textarea, "textarea"),
        (forms.FileInput, "file"),
        (forms.PasswordInput, "password"),
    ]
    return next((kind for widget_type, kind in kinds if isinstance(widget, widget_type)), "input")


def field_params(form: forms.BaseForm, name: str, options: dict[str, Any]) -> dict[str, Any]:
    """Return `{"kind", "params"}` for the field `name`; `options` are the keyword arguments of the `field` macro."""
    bound = form[name]
    kind = field_kind(bound)
    build = {
        "radios": _choices,
        "checkboxes": _choices,
        "checkbox": _single,
        "select": _select,
        "date": _date,
        "textarea": _textarea,
        "hidden": _hidden,
    }.get(kind, _input)
    params = build(bound, kind, options)
    return {"kind": "count" if params.get("maxlength") else kind, "params": params}


def error_list(*found: forms.BaseForm) -> list[dict[str, str]]:
    """Return the errors of the forms for the summary at the top, each linked to its field, in the order of the page."""
    listed = []
    for form in found:
        listed += [{"text": str(error)} for error in form.non_field_errors()]
        for name in form.fields:
            bound = form[name]
            target = {} if bound.is_hidden else {"href": f"#{_first_id(bound)}"}
            listed += [{"text": str(error), **target} for error in bound.errors]
    return listed


def _first_id(bound: BoundField) -> str:
    if field_kind(bound) != "date":
        return str(bound.auto_id)
    return f"{bound.auto_id}-{(_wrong_parts(bound) or ('day',))[0]}"


def _wrong_parts(bound: BoundField) -> tuple[str, ...]:
    for error in bound.errors.as_data() if bound.errors else []:
        return tuple((error.params or {}).get("parts", ("day", "month", "year")))
    return ()


def _common(bound: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    attrs = {**bound.field.widget.attrs, **(options.get("attributes") or {})}
    params: dict[str, Any] = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "classes": " ".join(filter(None, [attrs.get("class", ""), options.get("classes") or ""])),
        "attributes": {key: value for key, value in attrs.items() if key not in _PASSED_OVER and value is not False},
    }
    if bound.errors:
        params["errorMessage"] = {"text": str(bound.errors[0])}
    if options.get("hint_html"):
        params["hint"] = {"html": options["hint_html"]}
    elif options.get("hint") or bound.help_text:
        params["hint"] = {"text": str(options.get("hint") or bound.help_text)}
    if options.get("group_classes"):
        params["formGroup"] = {"classes": options["group_classes"]}
    return params


def _label_text(bound: BoundField, options: dict[str, Any]) -> str:
    text = str(options.get("label") or bound.label)
    optional = options.get("mark_optional", True) and not bound.field.required
    return f"{text} (optional)" if optional and "(optional)" not in text else text


def _label(bound: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    heading = bool(options.get("page_heading"))
    size = options.get("size") or ("l" if heading else "")
    classes = f"govuk-label--{size}" if size else ""
    return {"text": _label_text(bound, options), "classes": classes, "isPageHeading": heading}


def _fieldset(bound: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    label = _label(bound, options)
    return {"legend": {**label, "classes": label["classes"].replace("govuk-label", "govuk-fieldset__legend")}}


def _text_value(bound: BoundField) -> str:
    value = bound.value()
    shown = bound.field.widget.format_value(value) if value is not None else ""
    return "" if shown is None else str(shown)


def _input(bound: BoundField, kind: str, options: dict[str, Any]) -> dict[str, Any]:
    params = {**_common(bound, options), "label": _label(bound, options)}
    if kind == "file":
        return params
    widget = bound.field.widget
    params["value"] = "" if kind == "password" else _text_value(bound)
    params["autocomplete"] = params["attributes"].pop("autocomplete", None)
    if kind == "password":
        return params
    params["type"] = {"number": "text"}.get(widget.input_type, widget.input_type)
    if isinstance(bound.field, forms.IntegerField):
        params["inputmode"] = "numeric"
    for affix in ("prefix", "suffix"):
        if options.get(affix):
            params[affix] = {"text": options[affix]}
    return params


def _textarea(bound: BoundField, kind: str, options: dict[str, Any]) -> dict[str, Any]:
    params = {**_common(bound, options), "label": _label(bound, options), "value": _text_value(bound)}
    asked = str(bound.field.widget.attrs.get("rows") or _DJANGO_ROWS)
    params["rows"] = str(options.get("rows") or (5 if asked == _DJANGO_ROWS else asked))
    limit = getattr(bound.field, "max_length", None)
    if limit:
        params["maxlength"] = limit
        params["threshold"] = "75"
    return params


def _hidden(bound: BoundField, kind: str, options: dict[str, Any]) -> dict[str, Any]:
    value = bound.value()
    values = value if isinstance(value, (list, tuple)) else [value]
    return {"name": bound.html_name, "values": ["" if each is None else str(each) for each in values]}


def _choices(bound: BoundField, kind: str, options: dict[str, Any]) -> dict[str, Any]:
    hints = {str(key): text for key, text in (options.get("hints") or {}).items()}
    conditional = {str(key): html for key, html in (options.get("conditional") or {}).items()}
    params = {**_common(bound, options), "fieldset": _fieldset(bound, options), "items": []}
    params["idPrefix"] = params["id"]
    styles = [params["classes"]]
    styles += [f"govuk-{kind}--inline"] if options.get("inline") else []
    styles += [f"govuk-{kind}--small"] if options.get("small") else []
    params["classes"] = " ".join(filter(None, styles))
    for choice in bound.subwidgets:
        value = str(choice.data["value"])
        if value == "" and kind == "radios":
            continue
        item: dict[str, Any] = {"value": value, "text": str(choice.data["label"]), "checked": choice.data["selected"]}
        if value in hints:
            item["hint"] = {"text": hints[value]}
        if value in conditional:
            item["conditional"] = {"html": conditional[value]}
        params["items"].append(item)
    return params


def _single(bound: BoundField, kind: str, options: dict[str, Any]) -> dict[str, Any]:
    params = _common(bound, options)
    item: dict[str, Any] = {
        "value": "on",
        "text": str(options.get("label") or bound.label),
        "checked": bool(bound.value()),
        "attributes": params["attributes"],
    }
    if "hint" in params:
        item["hint"] = params.pop("hint")
    params.update(attributes={}, idPrefix=params["id"], items=[item])
    return params


def _select(bound: BoundField, kind: str, options: dict[str, Any]) -> dict[str, Any]:
    params = {**_common(bound, options), "label": _label(bound, options)}
    params["items"] = [
        {"value": str(choice.data["value"]), "text": str(choice.data["label"]), "selected": choice.data["selected"]}
        for choice in bound.subwidgets
    ]
    return params


def _date(bound: BoundField, kind: str, options: dict[str, Any]) -> dict[str, Any]:
    params = {**_common(bound, options), "fieldset": _fieldset(bound, options), "namePrefix": bound.html_name}
    wrong = _wrong_parts(bound)
    birthday = {"day": "bday-day", "month": "bday-month", "year": "bday-year"} if options.get("birthday") else {}
    typed = shown_parts(bound.value())
    params["items"] = [
        {
            "name": part,
            "value": text,
            "classes": ("govuk-input--width-4" if part == "year" else "govuk-input--width-2")
            + (" govuk-input--error" if part in wrong else ""),
            "autocomplete": birthday.get(part),
        }
        for part, text in zip(("day", "month", "year"), typed, strict=True)
    ]
    return params
