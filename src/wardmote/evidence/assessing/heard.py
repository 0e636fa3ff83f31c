"""Community voice: surveys as the public may read them; stop and search as the files hold it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from wardmote.evidence.assessing.inputs import Inputs
from wardmote.evidence.assessing.sources import files, survey
from wardmote.evidence.engine.answers import Stops
from wardmote.evidence.engine.forces import name_of
from wardmote.evidence.engine.reference.ethnicity import EthnicGroups
from wardmote.methods.change import share
from wardmote.methods.reasons import NotEnough
from wardmote.methods.stops import LEAST_SEARCHES, compare_stops, wilson
from wardmote.methods.stops import Stops as Searches
from wardmote.methods.suppression import publish_count

Data = dict[str, Any]
_NOTHING = ("nothing found", "no further action")
_UNKNOWN = ""


def voice(inputs: Inputs) -> Data:
    """Return the surveys that ended in the last year of the window."""
    return {"surveys": [{**_plain(each), "source": survey(each.id)} for each in inputs.surveys]}


def _plain(each: Any) -> Data:
    found = asdict(each)
    found["questions"] = [
        {**question, "options": [list(option) for option in question["options"]],
         "figures": [list(figure) for figure in question["figures"]]}
        for question in found["questions"]
    ]  # fmt: skip
    found["comments"] = list(found["comments"])
    return found


def stops(inputs: Inputs) -> Data:
    """Return what the force's stop and search files hold for the basis, force by force."""
    held = [_force(each, inputs.ethnic.get(each.force)) for each in inputs.stops if each.total]
    return {"reason": "" if held else "No stop and search file is held for these months.", "forces": held}


def _force(found: Stops, residents: EthnicGroups | None) -> Data:
    groups: list[Data] = []
    unknown = 0
    for group, outcomes in found.ethnicity_by_outcome.items():
        searches = sum(outcomes.values())
        if group == _UNKNOWN or group.lower() in ("unknown", "not stated"):
            unknown += searches
            continue
        nothing = sum(n for name, n in outcomes.items() if any(word in name.lower() for word in _NOTHING))
        shown = publish_count(searches, threshold=LEAST_SEARCHES)
        rate = wilson(searches - nothing, searches) if shown.value else None
        groups.append(
            {
                "group": group,
                "searches": shown.text,
                "value": shown.value,
                "found": None
                if rate is None
                else [round(100 * each, 1) for each in (rate.value, rate.lower, rate.upper)],
            }
        )
    lost = share(unknown, found.total)
    return {
        "force": found.force,
        "name": name_of(found.force),
        "months": list(found.months),
        "missing": list(found.missing),
        "total": found.total,
        "without_place": found.without_place,
        "unknown": unknown,
        "unknown_share": None if lost is None else float(lost),
        "objects": _largest(found.by.get("object", {})),
        "groups": sorted(groups, key=lambda row: -(row["value"] or 0)),
        "rates": _rates(found, residents, unknown),
        "source": files(),
    }  # fmt: skip


def _rates(found: Stops, residents: EthnicGroups | None, unknown: int) -> Data:
    """Searches by group beside the White group's; `reason` where they cannot be given."""
    if residents is None:
        return {"reason": "Residents of the force’s whole area by ethnic group are not loaded.", "rows": []}
    searched = {
        group: Searches(sum(found.ethnicity_by_outcome.get(group, {}).values())) for group in residents.residents
    }
    try:
        compared = compare_stops(searched, residents.residents, unknown=Searches(unknown))
    except NotEnough as enough:
        return {"reason": enough.reason, "rows": []}
    return {
        "reason": "",
        "as_of": residents.as_of.isoformat(),
        "residents_source": residents.source,
        "said": compared.in_words,
        "rows": [
            {
                "group": each.group, "residents": residents.residents[each.group], "rate": each.rate,
                "ratio": each.ratio.in_words if each.ratio else "", "least": each.least, "most": each.most,
                "suppressed": each.suppressed,
            }
            for each in compared.groups
        ],
    }  # fmt: skip


def _largest(counts: Mapping[str, int]) -> list[list[Any]]:
    """What was searched for, most often first."""
    named: list[list[Any]] = [[name or "Not recorded", n] for name, n in counts.items()]
    return sorted(named, key=lambda row: (-row[1], row[0]))[:6]
