from datetime import date

import pytest

from wardmote.plan.reading.dates import YearHint, financial_year_of, read_due

_HINT = YearHint(2018, "the title")
_DATES = {
    "31 March 2019": date(2019, 3, 31),
    "31st Mar 2019": date(2019, 3, 31),
    "by 31 March 2019": date(2019, 3, 31),
    "31/03/2026": date(2026, 3, 31),
    "31.3.26": date(2026, 3, 31),
    "2026-03-31": date(2026, 3, 31),
    "March 31, 2026": date(2026, 3, 31),
    "10-Oct-25": date(2025, 10, 10),
    "03/04/2026": date(2026, 4, 3),
    "46112": date(2026, 3, 31),
    "04/13/2025": date(2025, 4, 13),
    "31 March": date(2019, 3, 31),
    "1 May": date(2018, 5, 1),
}
_MONTHS = {
    "March 2018": date(2018, 3, 31),
    "Mar-26": date(2026, 3, 31),
    "Feb 2024": date(2024, 2, 29),
    "Sept 2010": date(2010, 9, 30),
    "Jan’26": date(2026, 1, 31),
    "03/2026": date(2026, 3, 31),
    "By end Mar 2018": date(2018, 3, 31),
    "Phase 1. Dec 2010": date(2010, 12, 31),
    "June 2018 and March 2019": date(2019, 3, 31),
    "Mar 26/Apr 26": date(2026, 4, 30),
    "end of September": date(2018, 9, 30),
    "Mar": date(2019, 3, 31),
}
_QUARTERS = {
    "Q3 2025/26": "2025-26-Q3",
    "Q4 18/19": "2018-19-Q4",
    "2024-25 Q1": "2024-25-Q1",
    "Q3": "2018-19-Q3",
    "Quarter 2": "2018-19-Q2",
    "2nd quarter": "2018-19-Q2",
    "Q4 2019": "2018-19-Q4",
    "Q1-Q3 2025/26": "2025-26-Q3",
    "Q2 25-26": "2025-26-Q2",
}
_KINDS = {
    "Ongoing": "ongoing",
    "on-going": "ongoing",
    "Business as usual": "ongoing",
    "Quarterly": "quarterly",
    "reported monthly": "monthly",
    "Annually": "yearly",
    "2018/19": "year",
    "": "none",
    "tbc": "none",
    "-": "none",
    "n/a": "none",
    "Summer": "unknown",
    "Spring 2025": "unknown",
    "Summer 2025/26": "unknown",
    "by the end of the year": "unknown",
    "2025/26": "year",
    "end of 2025/26": "year",
    "when funds allow": "unknown",
    "1 - 2": "unknown",
    "31/02/2026": "unknown",
}


@pytest.mark.parametrize("text", _DATES)
def test_a_day_however_it_is_written(text):
    due, _ = read_due(text, _HINT)
    assert (due.kind, due.date, due.text) == ("date", _DATES[text], text)


@pytest.mark.parametrize("text", _MONTHS)
def test_a_month_means_its_last_day(text):
    due, _ = read_due(text, _HINT)
    assert (due.kind, due.date) == ("month", _MONTHS[text])
    assert due.to_dict() == {"text": text, "date": _MONTHS[text].isoformat()}


@pytest.mark.parametrize("text", _QUARTERS)
def test_a_quarter_is_one_of_the_financial_year(text):
    due, _ = read_due(text, _HINT)
    assert (due.kind, due.quarter) == ("quarter", _QUARTERS[text])
    assert due.to_dict() == {"text": text, "quarter": _QUARTERS[text]}


@pytest.mark.parametrize("text", _KINDS)
def test_what_is_no_day(text):
    due, said = read_due(text, _HINT)
    assert due.kind == _KINDS[text]
    assert bool(said) == (due.kind == "unknown" or (due.kind == "none" and bool(text)))


@pytest.mark.parametrize(
    "text", ["Q3", "end of September", "31 March", "04/13/2025", "46112", "June 2018 and March 2019"]
)
def test_what_had_to_be_guessed_is_said(text):
    assert read_due(text, _HINT)[1]


@pytest.mark.parametrize("text", ["31 March 2019", "Mar-26", "Q3 2025/26", "Ongoing", "2018/19"])
def test_what_is_plain_needs_no_word(text):
    assert read_due(text, _HINT)[1] == []


def test_the_financial_year_a_title_names():
    assert financial_year_of("Rolling plan 2018 - 19") == 2018
    assert financial_year_of("Plan 2025/2026") == 2025
    assert financial_year_of("Strategy 2017-2021") is None


def test_the_end_of_the_financial_year_is_a_day_and_a_season_is_none():
    due, said = read_due("End of financial year", _HINT)
    assert (due.kind, due.date) == ("year", date(2019, 3, 31))
    assert said == ["“End of financial year” was read as 31 March 2019; the year was taken from the title."]
    assert read_due("2025/26", _HINT)[0].date == date(2026, 3, 31)
    assert read_due("Summer 2025", _HINT)[1] == ["“Summer 2025” is a season, not a day; it was kept as words."]
    assert "31 March or 31 December" in read_due("year-end", _HINT)[1][0]
    assert read_due("Summer (July 2025)", _HINT)[0].date == date(2025, 7, 31)
