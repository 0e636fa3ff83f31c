from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import resolve, reverse

from wardmote.common.gallery import gallery


def drawn(source: str, **context: object) -> str:
    lead = "".join(f'{{% import "components/{name}.html" as {name} %}}' for name in ("page", "marks", "lists", "case"))
    return engines["jinja2"].from_string(lead + source).render(context)


class TestGallery:
    @pytest.fixture(autouse=True)
    def _no_shell(self, monkeypatch):
        monkeypatch.setattr(engines["jinja2"], "template_context_processors", [])

    def test_it_shows_every_component_once_without_records(self):
        answer = gallery(RequestFactory().get("/gallery/"))
        page = answer.content.decode()
        assert answer.status_code == 200
        assert page.count("<h1") == 1
        for part in (
            "wm-row",
            "wm-filter",
            "wm-table--cards",
            "wm-identity",
            "moj-timeline",
            "wm-rag",
            "govuk-error-summary",
        ):
            assert part in page
        assert "style=" not in page

    def test_every_id_is_used_once(self):
        page = gallery(RequestFactory().get("/gallery/")).content.decode()
        ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
        assert sorted({each for each in ids if ids.count(each) > 1}) == []

    def test_it_only_reads(self):
        assert gallery(RequestFactory().post("/gallery/")).status_code == 405

    def test_it_has_its_address(self):
        assert resolve(reverse("common:gallery")).func is gallery


class TestTables:
    COLUMNS = [
        {"text": "Case"},
        {"text": "Count", "number": True},
        {"text": "Changed", "sort": "?s", "sorted": "descending"},
    ]

    def test_cells_carry_their_heading_for_the_phone(self):
        page = drawn("{{ lists.responsive_table(columns, [['K1', '3', 'x']], 'Cases') }}", columns=self.COLUMNS)
        assert '<th scope="row">K1</th>' in page
        assert '<td data-label="Count" class="wm-number">' in page
        assert 'aria-sort="descending"' in page
        assert "<caption>Cases</caption>" in page

    def test_cells_are_escaped_and_markup_is_not(self):
        page = drawn(
            "{{ lists.responsive_table(columns, [['<b>', '<i>' | safe, '']], 'Cases') }}", columns=self.COLUMNS
        )
        assert "&lt;b&gt;" in page
        assert "<i>" in page

    def test_rows_may_be_made_beforehand(self):
        source = "{% set rows %}<tr>{{ lists.row_head('K1') }}{{ lists.row_cell('Count', 3, True) }}</tr>{% endset %}"
        page = drawn(source + "{{ lists.responsive_table(columns, rows, 'Cases') }}", columns=self.COLUMNS)
        assert '<td data-label="Count" class="wm-number"><span class="wm-cell">3</span></td>' in page


class TestMarks:
    def test_colour_is_never_alone(self):
        for colour, word in [("red", "Red"), ("amber", "Amber"), ("green", "Green"), ("nonsense", "Not rated")]:
            assert word in drawn(f"{{{{ marks.rag('{colour}', words=False) }}}}")
        assert "Rising" in drawn("{{ marks.direction('up', 'Rising') }}")
        assert "Risk: </span>High" in drawn("{{ marks.badge('High', 'red', about='Risk') }}")


class TestLists:
    def test_a_filter_can_be_taken_away_and_says_so(self):
        page = drawn("{% call lists.filter_panel('/c/', [{'text': 'High', 'href': '/c/?x'}], '/c/') %}F{% endcall %}")
        assert 'class="moj-filter__tag" href="/c/?x"' in page
        assert "Remove this filter: </span>High</a>" in page
        assert 'method="get" action="/c/"' in page
        assert "(1 on)" in page

    def test_pages_by_key_only_where_there_are_any(self):
        page = drawn("{{ lists.keyset(25, 'more than 1,000', 'cases', older_href='?k') }}")
        assert "25 of more than 1,000 cases" in page
        assert "Older" in page
        assert "Newer" not in page
        assert "<nav" not in drawn("{{ lists.keyset(2, '2', 'cases') }}")

    def test_work_that_is_late_says_so_in_words(self):
        late = "{{ lists.my_work_row('Visit', due='1 Mar 2025', late=True, press='Record', href='/a/') }}"
        assert "Overdue since 1 Mar 2025" in drawn(late)
        assert "Due 1 Mar 2025" in drawn("{{ lists.my_work_row('Visit', due='1 Mar 2025') }}")

    def test_an_empty_group_is_not_drawn(self):
        assert drawn("{% call lists.my_work_group('Due', 0, 'due') %}x{% endcall %}").strip() == ""


class TestCase:
    def test_a_moment_has_a_time_and_a_date_has_none(self):
        entries = [
            {"title": "Call", "when": datetime(2025, 7, 1, 9, 0, tzinfo=UTC), "text": "<x>"},
            {"title": "Panel", "when": date(2025, 2, 27)},
        ]
        page = drawn("{{ case.timeline(entries) }}", entries=entries)
        assert 'datetime="2025-07-01T10:00:00+01:00">Tuesday 1 July 2025 at 10:00<' in page
        assert 'datetime="2025-02-27">Thursday 27 February 2025<' in page
        assert "&lt;x&gt;" in page

    def test_what_is_not_recorded_says_so(self):
        page = drawn("{{ page.summary([('Consent', none), ('About', '<b>')]) }}")
        assert "Not recorded" in page
        assert "&lt;b&gt;" in page

    def test_the_open_section_is_marked(self):
        items = [{"text": "Risk", "href": "/r/", "active": True}, {"text": "Plan", "href": "/p/"}]
        page = drawn("{{ case.sub_navigation(items) }}", items=items)
        assert page.count('aria-current="page"') == 1


def test_progress_is_a_bar_with_its_numbers():
    page = drawn("{{ page.progress(50, 200, 'lines read') }}{{ page.progress(0, 0, 'lines read', id='none') }}")
    assert "50 of 200 lines read (25%)" in page
    assert 'max="200" value="50"' in page
    assert 'max="1" value="0"' in page
