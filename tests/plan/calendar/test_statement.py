"""The compliance statement: one page, from the same rows as the calendar."""

import io
from datetime import date

import pypdf
import pytest
from django.urls import reverse
from docx import Document as Word

from tests.factories.world import actor, client_for
from wardmote.audit.models import AuditRow
from wardmote.common.documents import to_docx, to_pdf
from wardmote.common.periods import FinancialYear
from wardmote.plan.documents import compliance_statement, summary_of
from wardmote.plan.models import Duty
from wardmote.plan.queries.calendar import statement_data
from wardmote.plan.services.calendar import add_evidence

YEAR = FinancialYear(2024)


@pytest.fixture
def shown(world):
    for due, done in ((date(2024, 6, 30), date(2024, 6, 20)), (date(2024, 9, 30), date(2024, 10, 2))):
        add_evidence(actor=actor(world.manager), partnership=world.county, duty=world.quarterly, due_on=due,
                     done_on=done, text="INTERNAL WORDS")  # fmt: skip
    return world


def test_the_statement_says_what_the_calendar_says(shown):
    data = statement_data(shown.county, YEAR)
    document = compliance_statement(data)
    table = document.blocks[1]
    states = {row[0].rstrip("\u00a0 *"): str(row[3]) for row in table.rows}
    assert states[shown.quarterly.title] == "Late: 1, done: 2 of 4"
    assert states[Duty.objects.get(code="scrutiny").title] == "Due in 7 days"
    assert shown.response.title not in states
    assert shown.response.title in table.note
    assert len(table.rows) == len({each.duty.pk for each in data.occasions if each.due_on})
    counts = [data.counted(state) for state in ("done", "late", "due", "unknown")]
    assert sum(counts) == len(data.occasions)
    assert f"{counts[0]} done, {counts[1]} late, {counts[2]} still to come" in summary_of(data)
    assert "Check the wording" in table.note


def test_it_is_one_page_and_keeps_the_words_of_evidence_to_itself(shown):
    document = compliance_statement(statement_data(shown.county, YEAR))
    pages = pypdf.PdfReader(io.BytesIO(to_pdf(document))).pages
    assert len(pages) == 1
    text = pages[0].extract_text()
    assert "Compliance statement" in text
    assert "INTERNAL WORDS" not in text
    word = Word(io.BytesIO(to_docx(document)))
    assert any(shown.duty.title in cell.text for row in word.tables[-1].rows for cell in row.cells)


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_taking_it_away_is_written_down(shown, kind):
    reply = client_for(shown.manager).get(reverse("plan:statement_file", args=["2024-25", kind]))
    assert reply.status_code == 200
    assert f"county-2024-25-compliance-statement.{kind}" in reply.headers["Content-Disposition"]
    assert AuditRow.objects.filter(action="report.download", object_ref__contains="compliance").count() == 1


def test_a_year_of_nothing_says_so(shown):
    data = statement_data(shown.county, FinancialYear(2019))
    assert data.occasions == []
    assert "Nothing is asked for" in summary_of(data)
    assert to_pdf(compliance_statement(data)).startswith(b"%PDF")
