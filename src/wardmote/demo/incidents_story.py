"""A year of invented fires and antisocial behaviour, as a fire service might hand it over; loaded by the analyst.

Seeded: the same seed gives the same file. No incident, place or reference is real; the coordinates are points chosen
by chance in a few square miles. It has a pattern to find: weekend evenings, a few places again and again, and fires
that are soon followed by another close by.
"""

import csv
import io
import random
from datetime import date, datetime, time, timedelta

from wardmote.demo.cast import Cast
from wardmote.demo.people import SOUTH
from wardmote.evidence.services.incidents import agree, start_draft

SEED, FIRES, ASB = 2024, 150, 380
FIRST, DAYS = date(2024, 3, 1), 365
LOADED_ON, REMOVE_ON = date(2025, 3, 12), date(2026, 2, 28)
HEADER = ("Incident no.", "Type", "Date from", "Time from", "Date to", "Time to", "Eastings", "Northings", "Location",
          "Case ref")  # fmt: skip
FIRE, DISORDER = "Deliberate fire", "Antisocial behaviour"
# Places that draw trouble: what they are called, where, and how much of it.
_PLACES = (
    ("Example Park, play area", 452_310, 190_140, 9), ("Example Precinct", 452_905, 189_870, 8),
    ("Sample Station forecourt", 452_460, 190_655, 6), ("Specimen Road garages", 453_390, 190_320, 5),
    ("Model Lane underpass", 451_860, 189_610, 4), ("Pattern Court", 453_120, 189_240, 3),
)  # fmt: skip
_HOURS = (3, 2, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 4, 4, 5, 7, 9, 10, 12, 14, 16, 17, 14, 8)
_WEEKDAYS = (6, 6, 7, 8, 13, 15, 8)


def tell_incidents(cast: Cast) -> None:
    """Load the invented file as the analyst did on 12 March 2025."""
    with cast.on(LOADED_ON):
        ana = cast.play("ana", SOUTH)
        draft = start_draft(
            actor=ana, partnership=cast.places.partnerships[SOUTH], name="invented-incidents-2024-25.csv",
            content=incidents_file(), title="Invented fires and antisocial behaviour, 2024-25",
            source="Ridgeway Fire and Rescue: made up for this demonstration",
            purpose="When and where joint patrols would meet most of it", remove_on=REMOVE_ON,
        )  # fmt: skip
        agree(actor=ana, draft_id=draft.pk)


def incidents_file(seed: int = SEED) -> bytes:
    """Return the file: about 600 rows, four of them not as they should be."""
    draw = random.Random(seed)  # noqa: S311 - invents incidents, guards nothing
    rows = [_row(draw, DISORDER, _moment(draw), _spot(draw)) for _ in range(ASB)]
    for _ in range(FIRES):
        moment, spot = _moment(draw), _spot(draw, often=0.35)
        rows.append(_row(draw, FIRE, moment, spot))
        for _ in range(draw.choice((0, 0, 0, 1, 1, 2)) if draw.random() < 0.6 else 0):
            rows.append(_row(draw, FIRE, moment + _soon(draw), _close(draw, spot)))
    rows.sort(key=lambda row: (row[1][6:], row[1][3:5], row[1][:2], row[2]))
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(HEADER)
    for number, (kind, *rest) in enumerate(rows, start=1):
        table.writerow([f"INV-{number:05}", kind, *rest])
    table.writerow([f"INV-{len(rows):05}", *rows[-1]])
    table.writerow(["INV-90001", FIRE, "31/02/2025", "21:00", "", "", 452_310, 190_140, "", ""])
    table.writerow(["INV-90002", FIRE, "21/02/2025", "21:00", "", "", 190_140, 452_310_00, "", ""])
    table.writerow(["INV-90003", DISORDER, "22/02/2025", "23:00", "21/02/2025", "23:30", "", "", "", ""])
    return out.getvalue().encode()


def _moment(draw: random.Random) -> datetime:
    while True:
        day = FIRST + timedelta(days=draw.randrange(DAYS))
        if draw.random() < _WEEKDAYS[day.weekday()] / max(_WEEKDAYS):
            hour = draw.choices(range(24), _HOURS)[0]
            return datetime.combine(day, time(hour, draw.randrange(60)))


def _soon(draw: random.Random) -> timedelta:
    return timedelta(days=draw.randint(1, 6), minutes=draw.randint(-90, 90))


def _spot(draw: random.Random, *, often: float = 0.5) -> tuple[str, int, int]:
    if draw.random() < often:
        name, east, north, _ = draw.choices(_PLACES, [each[3] for each in _PLACES])[0]
        return name, east, north
    return "", round(draw.gauss(452_700, 900)), round(draw.gauss(190_000, 700))


def _close(draw: random.Random, spot: tuple[str, int, int]) -> tuple[str, int, int]:
    return "", spot[1] + draw.randint(-60, 60), spot[2] + draw.randint(-60, 60)


def _row(draw: random.Random, kind: str, moment: datetime, spot: tuple[str, int, int]) -> list[str]:
    """A quarter were found later than they happened, one in twenty-five has no place, a few name a case."""
    moment = min(moment, datetime.combine(FIRST + timedelta(days=DAYS - 1), time(23, 59)))
    until: datetime | None = None
    if draw.random() < 0.25:
        moment, until = moment.replace(minute=0), moment + timedelta(hours=draw.choice((2, 6, 10, 12)))
    last = [f"{until:%d/%m/%Y}", f"{until:%H:%M}"] if until else ["", ""]
    name, east, north = spot if draw.random() > 0.04 else ("", "", "")
    case = f"JT-2024-{draw.randint(1, 40):04}" if draw.random() < 0.06 else ""
    return [kind, f"{moment:%d/%m/%Y}", f"{moment:%H:%M}", *last, str(east), str(north), name, case]
