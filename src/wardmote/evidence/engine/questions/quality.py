"""What a window of the store is worth for an area: what is missing, without a place, printed twice, or odd."""

from collections.abc import Collection, Sequence
from pathlib import Path

from wardmote.evidence.engine import backends
from wardmote.evidence.engine.answers import Quality
from wardmote.evidence.engine.forces import name_of
from wardmote.evidence.engine.questions import expressions
from wardmote.evidence.engine.questions.opening import Asked, Opened, answer, asked


def quality(store: Path, districts: Collection[str], months: Sequence[str]) -> Quality:
    """Say what the files of the forces that police `districts` are worth in `months`.

    `records` counts everything that is printed in the districts, anti-social behaviour too; `without_place`,
    `without_area` and `repeated_ids` are of the forces' whole files, since a record without an area is in no district.
    """

    def question(opened: Opened) -> Quality:
        of = asked(opened, districts, months)
        held = [opened.street[force, month] for force in of.forces for month in of.held]
        if not held:
            return Quality(tuple(months), of.missing, 0, 0, 0, 0, 0, of.synthetic)
        files = {"street": opened.rows(held)}
        sound = backends.ask(expressions.soundness, files)
        return Quality(
            months=tuple(months),
            missing=of.missing,
            records=_records(opened, of),
            without_place=sum(row[2] for row in sound),
            without_area=sum(row[3] for row in sound),
            repeated_ids=sum(row[0] for row in backends.ask(expressions.repeated_ids, files)),
            files=len(held),
            synthetic=of.synthetic,
            remarks=tuple(dict.fromkeys(
                remark for each in held for remark in (*each.defects, *(
                    f"{name_of(each.force)}, {each.month}: {said}" for said in each.remarks)))),
            layouts=tuple(dict.fromkeys(each.columns for each in held if each.columns)),
        )  # fmt: skip

    nothing = Quality(tuple(months), tuple(months), 0, 0, 0, 0, 0, False)
    return answer(store, question, nothing)


def _records(opened: Opened, of: Asked) -> int:
    rows = backends.ask(
        expressions.by_type_and_month, {"cube": opened.cube}, districts=of.districts, months=of.stretches
    )
    return sum(n for district, force, _, _, n in rows if opened.policing.get(district) == force)
