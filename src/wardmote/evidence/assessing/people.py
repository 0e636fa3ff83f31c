"""People: how many there are in the partnership's own casework. Counts only, of everybody, never narrowed down."""

from typing import Any

from wardmote.evidence.assessing.inputs import Inputs
from wardmote.evidence.assessing.sources import measure
from wardmote.methods.change import change

Data = dict[str, Any]


def people(inputs: Inputs) -> Data:
    """Return each count as it may be printed, and a change only where both its ends may be seen."""
    rows = []
    for each in inputs.people:
        moved = change(each.now_value, each.before_value)
        rows.append(
            {
                "key": each.key,
                "name": each.name,
                "unit": each.unit,
                "definition": each.definition,
                "now": each.now,
                "before": each.before,
                "stock": each.stock,
                "percent": None if moved.percent is None else float(moved.percent),
                "difference": None if moved.difference is None else int(moved.difference),
                "source": measure(each.key, inputs.people_months),
            }
        )
    return {"rows": rows, "months": list(inputs.people_months)}
