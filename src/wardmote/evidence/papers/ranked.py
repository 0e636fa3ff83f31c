"""The ranking with its matrix, what is recommended, and how all of it was made."""

from collections.abc import Iterator
from typing import Any

from wardmote.common.documents import Block, Column, Heading, Paragraph, Table
from wardmote.evidence.assessing.findings import RECOMMENDED
from wardmote.evidence.assessing.ranking import CRITERIA, HUMAN
from wardmote.evidence.papers.sheet import Sheet, per

Data = dict[str, Any]


def ranking(sheet: Sheet) -> Iterator[Block]:
    """Themes by score, each criterion's score visible, what is missing marked, and the sensitivity line."""
    data = sheet.data["ranking"]
    yield Paragraph(
        f"Themes are ranked by scoring matrix {data['matrix']}: the weighted mean of scores from 0 to 5. A criterion "
        "without "
        "a score is left out for that theme, neither for nor against it, and marked “–”. No published scheme is "
        "claimed."
    )
    if data["reason"]:
        yield Paragraph(f"Why these weights: {data['reason']}")
    names = [key for key in CRITERIA if float(data["weights"].get(key, "0"))]
    yield _scores(data, names)
    yield Paragraph(data["sensitivity"])
    if data["unscored"]:
        said = ", ".join(CRITERIA[key][0].lower() for key in data["unscored"])
        yield Paragraph(f"Not scored for any theme, so without effect on this ranking: {said}.")
    yield Heading(2, "The matrix")
    yield Table(
        f"Criteria and weights, matrix {data['matrix']}",
        [Column("Criterion", share=3), Column("Weight", numeric=True, share=2), Column("What it rests on", share=9)],
        [(CRITERIA[key][0], data["weights"][key], CRITERIA[key][1]) for key in CRITERIA],
        parts=False,
    )
    yield Table(
        "What each score stands for",
        [Column("Criterion", share=3), *(Column(str(number), share=3) for number in range(6))],
        [(CRITERIA[row["criterion"]][0], *(words for _, words in row["bands"])) for row in data["bands"]],
        parts=False,
    )
    yield from _given(data)


def _cell(cell: Data) -> str:
    return "–" if cell["score"] is None else str(cell["score"])


def _given(data: Data) -> Iterator[Block]:
    rows = [
        (row["name"], CRITERIA[key][0], str(row["cells"][key]["score"]), row["cells"][key].get("reason", ""))
        for row in data["rows"]
        for key in HUMAN
        if row["cells"][key]["score"] is not None
    ]
    if rows:
        yield Table(
            "What people gave, and why",
            [
                Column("Theme", share=4),
                Column("Criterion", share=4),
                Column("Score", numeric=True, share=2),
                Column("Why", share=8),
            ],
            rows,
            parts=False,
        )


def recommendations(sheet: Sheet) -> Iterator[Block]:
    """The priorities recommended, each with why."""
    yield Paragraph(
        "The themes ranked first, worded as priorities. They are the figures’ proposal: it is for the partnership to "
        "choose, and to say why where it chooses otherwise."
    )
    rows = sheet.data["recommendations"]["rows"]
    if len(rows) > RECOMMENDED:
        yield Paragraph(
            f"There are {len(rows)}, because themes share a place. Scores for public concern and partnership "
            "leverage would "
            "tell them apart; until then it is for the partnership to choose among them."
        )
    for row in rows:
        yield Heading(2, row["wording"])
        yield Paragraph(row["why"])


def how(sheet: Sheet) -> Iterator[Block]:
    """Definitions, sources, licences, versions, and the files with their checksums."""
    data = sheet.data
    yield Table(
        "Themes: what the police print, grouped",
        [Column("Theme", share=4), Column("Crime types", share=6), Column("Note", share=8)],
        [(row["name"], ", ".join(row["types"]), row["note"] or "–") for row in data["themes"]],
        parts=False,
    )
    yield Paragraph(
        "Recorded crime is counted by the small area that the police print beside each record, in the months’ files "
        "of the "
        "area’s own force. All recorded crime is every crime type but antisocial behaviour. Each number of the web "
        "page "
        "leads to the query that counts it again; each method has a page in the product’s documentation."
    )
    kinds: dict[str, list[Data]] = {}
    for file in data["how"]["files"]:
        kinds.setdefault(file["kind"], []).append(file)
    for kind, files in kinds.items():
        yield Table(
            f"Files used: {kind.lower()}",
            [
                Column("File", share=6),
                Column("What", share=6),
                Column("Loaded", share=3),
                Column("SHA-256, first 16", share=4),
            ],
            [(file["name"], file["what"], file["loaded"], file["sha256"][:16]) for file in files],
            parts=False,
        )
    yield Paragraph(
        "Police and official figures: contains public sector information licensed under the Open Government Licence "
        "v3.0. "
        "Boundaries: contains OS data © Crown copyright and database right. The licence of harm weights is that of "
        "their "
        "publisher."
    )
    said = "; ".join(f"{name} {version}" for name, version in data["how"]["versions"].items())
    yield Paragraph(f"Made with {said}.")


def _longest(title: str) -> int:
    """Letters of the longest word of a heading: a column at least as wide does not break it."""
    return max(len(word) for word in title.split())


def _scores(data: Data, names: list[str]) -> Table:
    """Themes in their order, with the score of each criterion."""
    return Table(
        "Ranking of themes",
        [
            Column("Rank", share=5),
            Column("Theme", share=10),
            Column("Score", numeric=True, share=5),
            *(Column(CRITERIA[key][0], numeric=True, share=max(6, _longest(CRITERIA[key][0]))) for key in names),
        ],
        [
            (
                "–" if row["rank"] is None else str(row["rank"]),
                row["name"],
                per(row["score"]) if row["score"] is not None else "–",
                *(_cell(row["cells"][key]) for key in names),
            )
            for row in data["rows"]
        ],
        note="In each cell the score of 0 to 5. Other crime is counted and not ranked: no priority can be made of it.",
        parts=False,
    )
