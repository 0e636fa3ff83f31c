"""Scope and quality: what the figures rest on, what is missing or odd, and what each does to what follows."""

import re
from typing import Any

from wardmote.evidence.assessing import months as words
from wardmote.evidence.assessing.inputs import Inputs
from wardmote.evidence.engine.answers import Monthly
from wardmote.evidence.engine.forces import name_of
from wardmote.methods.change import share
from wardmote.methods.recording import MIX, defects

Data = dict[str, Any]


def scope(inputs: Inputs) -> Data:
    """Return the window, what is held of it, and a line with its consequence for each thing worth knowing."""
    quality = inputs.quality
    unplaced = share(quality.without_area, inputs.force_records) if inputs.force_records else None
    found = [each for each in defects(_held(inputs.monthly)) if each.month in inputs.months]
    return {
        "to": inputs.to,
        "months": list(inputs.months),
        "missing": list(inputs.monthly.missing),
        "basis": list(inputs.basis),
        "faulty": list(inputs.faulty),
        "forces": [name_of(force) for force in inputs.monthly.forces],
        "records": quality.records,
        "force_records": inputs.force_records,
        "files": quality.files,
        "without_area": quality.without_area,
        "without_place": quality.without_place,
        "unplaced_share": None if unplaced is None else float(unplaced),
        "repeated_ids": quality.repeated_ids,
        "elsewhere": inputs.monthly.elsewhere,
        "unknown": list(inputs.monthly.unknown),
        "synthetic": inputs.monthly.synthetic,
        "defects": [{"month": each.month, "kind": each.kind, "words": _worded(each.in_words)} for each in found],
        "layouts": len(quality.layouts),
        "lines": [[what, effect] for what, effect in _lines(inputs, found)],
    }


def scrambled(monthly: Monthly) -> tuple[str, ...]:
    """Return the months in which much of the records stand under other types than in the months around."""
    return tuple(each.month for each in defects(_held(monthly)) if each.kind == MIX)


def _held(monthly: Monthly) -> dict[str, dict[str, int | None]]:
    missing = set(monthly.missing)
    return {
        kind: {month: None if month in missing else counts.get(month) for month in monthly.months}
        for kind, counts in monthly.counts.items()
    }


def _worded(said: str) -> str:
    """Months within a sentence, as words have them."""
    return re.sub(r"\b\d{4}-(?:0[1-9]|1[0-2])\b", lambda found: words.name(found[0]), said)


def _lines(inputs: Inputs, found: list[Any]) -> list[tuple[str, str]]:
    lines = []
    missing = inputs.monthly.missing
    if missing:
        lines.append((
            f"{len(missing)} of {len(inputs.months)} months are not held: {words.spans(missing)}.",
            "A missing month is not nought: sums, changes, seasons and forecasts that need it are not given.",
        ))  # fmt: skip
    if len(inputs.basis) < 12:
        lines.append((
            f"Levels rest on {len(inputs.basis)} months in a row ({words.span(inputs.basis)}), not on twelve.",
            "They are no year’s figures, and a season can be in them. Other areas are compared over the same months.",
        ))  # fmt: skip
    if inputs.monthly.synthetic:
        lines.append(
            (
                "Figures of crime are invented by Wardmote’s own generator.",
                "They describe no place and must not be quoted.",
            )
        )
    for each in found:
        lines.append((_worded(each.in_words), _effect(each.kind)))
    lines += _placing(inputs)
    lines.append((
        "The police put each record on an anonymous map point near where it happened, and give its month only.",
        "Places are small areas and map points, never addresses. No pattern of days or hours, no near repeats and no "
        "density surface can be drawn from these files.",
    ))  # fmt: skip
    lines.append((
        "Outcomes come later than crimes, and each file is as it stood when it was downloaded.",
        "Outcomes are not used here to compare months or themes.",
    ))  # fmt: skip
    lines.append((
        "What is counted is what was reported and recorded. Recording rules change, and forces record differently.",
        "A rise can be better recording. Read counts beside surveys and partners’ own data.",
    ))  # fmt: skip
    return lines


def _effect(kind: str) -> str:
    if kind == "step":
        return "Read the level before and after it apart; a change across it may be one of recording."
    if kind == MIX:
        return (
            "The month is left out wherever types, places or areas are compared; levels are printed with and without "
            "it. "
            "Ask the force for the month again."
        )
    return "Sums and changes that hold this month are off by as much. Ask the force before quoting them."


def _placing(inputs: Inputs) -> list[tuple[str, str]]:
    lines = []
    quality = inputs.quality
    part = share(quality.without_area, inputs.force_records) if inputs.force_records else None
    if part:
        lines.append((
            f"{float(part):.1f}% of the force’s records in the window have no small area.",
            "They are in no district, so in none of these figures.",
        ))  # fmt: skip
    if inputs.monthly.elsewhere:
        lines.append((
            f"{inputs.monthly.elsewhere:,} records of these districts stand in the files of other forces.",
            "They are left out, so that months with and without those files compare.",
        ))  # fmt: skip
    if inputs.residents is None:
        lines.append(("Populations are not loaded.", "Nothing is given per 1,000 residents."))
    if inputs.residents_warning:
        lines.append((inputs.residents_warning, "Rates per 1,000 residents mislead here."))
    return lines
