"""One round, two readers. What was not released is in no byte of any public file, whatever kind of file it is."""

from types import SimpleNamespace

import pytest

from tests.publish import scene
from tests.publish.reading import everything_in, words_in
from wardmote.common import clock
from wardmote.common.charts import Chart
from wardmote.common.documents import ChartBlock, ChartGrid
from wardmote.publish.data import Audience
from wardmote.publish.kinds import KINDS
from wardmote.publish.services import FORMATS, formats_of, make_report

# Which texts a member reads in which kind of report. All kinds together show every marker.
ALL = (*scene.RELEASED, *scene.INTERNAL)
MEMBERS = {
    "quarterly": set(ALL),
    "exceptions": {each for each in ALL if "HIDDEN" not in each and "INTFIGURE" not in each},  # neither late nor worse
    "scorecard": {"INTHIDDENFIGURE"},
    "outcomes": {"INTHIDDENFIGURE"},
    "plan-on-a-page": {"INTHIDDENACTION", "INTHIDDENFIGURE"},
    "delivery-plan": {each for each in ALL if "ACTION" in each or each == "INTHIDDENSHORT"} - {"INTACTIONFULL"},
    "annual": {each for each in ALL if "ACTION" in each and "FULL" not in each}
    | {"PUBFIGUREREMEDY", "INTHIDDENFIGURE"},
}


@pytest.fixture(params=["draft", "closed"])
def told(request: pytest.FixtureRequest, w: SimpleNamespace) -> SimpleNamespace:
    return scene.closed(w) if request.param == "closed" else scene.answered(w)


def test_no_byte_of_a_public_file_says_what_was_not_released(told: SimpleNamespace) -> None:
    assert set(MEMBERS) == {key for key, kind in KINDS.items() if Audience.PUBLIC in kind.audiences}
    for kind in MEMBERS:
        with clock.told(scene.CLOSES):
            documents = {each: make_report(kind, told.county, scene.QUARTER, each) for each in Audience}
        for form, file in formats_of(KINDS[kind]).items():
            public = everything_in(file.render(documents[Audience.PUBLIC]))
            for marker in (*scene.INTERNAL, *scene.BESIDE):
                assert marker not in public, (kind, form, marker)
            assert "Ashmere" in public
            if form != "xlsx":  # holds tables only
                member = everything_in(file.render(documents[Audience.MEMBER]))
                absent = {marker for marker in MEMBERS[kind] if marker not in member}
                assert not absent, (kind, form, absent)


def test_what_was_released_is_in_every_file_of_the_quarterly_report(told: SimpleNamespace) -> None:
    with clock.told(scene.CLOSES):
        document = make_report("quarterly", told.county, scene.QUARTER, Audience.PUBLIC)
    for form in ("html", "docx", "pdf"):
        words = words_in(FORMATS[form].render(document))
        for marker in scene.RELEASED:
            assert marker in words, (form, marker)
        assert "fewer than 5" in words


def test_no_picture_of_a_public_report_says_more_than_its_table(w: SimpleNamespace) -> None:
    """The months of a small count are drawn nowhere, and no alternative text tells them."""
    with clock.told(scene.CLOSES):
        document = make_report("quarterly", w.county, scene.QUARTER, Audience.MEMBER)
    charts: list[Chart] = []
    for block in document.blocks:
        if isinstance(block, ChartBlock):
            charts.append(block.chart)
        if isinstance(block, ChartGrid):
            charts += [chart for _, chart in block.charts]
    assert {chart.title.split()[0] for chart in charts} == {"Break-ins", "Visits"}


def test_an_indicator_made_internal_leaves_every_public_file(w: SimpleNamespace) -> None:
    """What was frozen of it stays; it is printed for members only."""
    scene.closed(w)
    w.burglary.public = False
    w.burglary.save()
    with clock.told(scene.CLOSES):
        documents = {each: make_report("quarterly", w.county, scene.QUARTER, each) for each in Audience}
    words = {each: words_in(FORMATS["html"].render(document)) for each, document in documents.items()}
    assert "Break-ins" not in words[Audience.PUBLIC]
    assert "PUBACTIONSHORT" in words[Audience.PUBLIC]
    assert "Break-ins" in words[Audience.MEMBER]
