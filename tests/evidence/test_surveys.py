"""Surveys from the form to the figures, and who may touch them."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from tests.evidence.survey_world import SCALE, answer, ask, make_survey, surveyed, typed, upload
from tests.factories.world import actor, client_for
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.common.formfields import new_token
from wardmote.common.periods import Month, Quarter
from wardmote.evidence.models import Survey
from wardmote.evidence.queries.surveys import survey_page
from wardmote.evidence.services.surveys import (
    change_survey,
    tick_comments,
    withdraw_question,
)
from wardmote.measures.queries import check_filters, count
from wardmote.methods.suppression import THRESHOLD

pytestmark = pytest.mark.django_db
# counts, skipped; then n, mean, variance, SD, SE and satisfaction rate as the evaluation of the source worked them out
KNOWN = [
    ([0, 1, 3, 3], 0, ["3.29", "0.49", "0.70", "0.26", "76.19%"]),
    ([5, 2, 0], 0, ["1.29", "0.20", "0.45", "0.17", "14.29%"]),
    ([5, 1, 0], 1, ["1.17", "0.14", "0.37", "0.15", "8.33%"]),
    ([5, 1], 1, ["1.17", "0.14", "0.37", "0.15", "16.67%"]),
    ([4, 6, 10, 25, 15], 0, ["3.68", "1.32", "1.15", "0.15", "67.08%"]),
]


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    return surveyed()


@pytest.mark.parametrize(("counts", "skipped", "figures"), KNOWN)
@pytest.mark.parametrize("how", ["typed", "a row a person", "a row an answer"])
def test_known_answers_from_the_form_to_the_page(world, counts, skipped, figures, how):
    options = [f"Answer {n}" for n in range(1, len(counts) + 1)]
    question, client = ask(world, options), client_for(world.analyst)
    if how == "typed":
        address = reverse("evidence:survey_answers", args=[world.survey.pk, question.pk])
        sent = {f"count_{n}": str(each) for n, each in enumerate(counts, start=1)}
        reply = client.post(address, sent | {"skipped": skipped, "started_from": "0", "form_token": new_token()})
    else:
        if how == "a row a person":
            rows = ["Person,1"] + [f"p,{option}" for option, n in zip(options, counts, strict=True) for _ in range(n)]
            rows += ["p,"] * skipped
        else:
            rows = ["option,count", *(f"{option},{n}" for option, n in zip(options, counts, strict=True))]
            rows += [f"skipped,{skipped}"]
        address = reverse("evidence:survey_import", args=[world.survey.pk])
        reply = client.post(address, {"file": upload("\n".join(rows)), "form_token": new_token()})
    assert reply.status_code == 302
    result = survey_page(actor(world.analyst), world.survey.pk).results[0]
    assert (result.answers.counts, result.answers.skipped) == (counts, skipped)
    by_name = dict(result.figures)
    names = ["Mean", "Variance", "Standard deviation", "Standard error", "Satisfaction rate"]
    assert [by_name[name] for name in names] == figures
    page = client.get(reverse("evidence:survey", args=[world.survey.pk])).content.decode()
    assert all(figure in page for figure in figures)
    assert "<svg" in page
    if len(counts) > 2:
        assert by_name["% satisfied (the two best answers)"].endswith("%")


def test_an_indicator_can_follow_a_question(world):
    """The rate as a ratio of whole numbers is the rate that the page prints."""
    question = ask(world, SCALE)
    answer(world, question, [4, 6, 10, 25])
    for key, expected in (("survey_satisfaction", "Satisfaction rate"), ("survey_satisfied", "% satisfied")):
        found = count(key, partnership_id=world.county.pk, period=Quarter(2024, 4), filters={"question": "safe"})
        shown = dict(survey_page(actor(world.manager), world.survey.pk).results[0].figures)
        printed = next(text for name, text in shown.items() if name.startswith(expected))
        assert f"{100 * found.value / found.denominator:.2f}%" == printed
        assert found.by_month == {"2025-02": found.value}
        assert (
            count(key, partnership_id=world.county.pk, period=Month(2025, 1), filters={"question": "safe"}).value
            is None
        )
        assert (
            count(key, partnership_id=world.north.pk, period=Quarter(2024, 4), filters={"question": "safe"}).value
            is None
        )
    check_filters("survey_satisfied", partnership_id=world.county.pk, filters={"question": "safe"})
    with pytest.raises(ValueError, match="not a survey question"):
        check_filters("survey_satisfied", partnership_id=world.county.pk, filters={"question": "other"})


def test_the_best_answer_may_come_first_and_few_answers_are_not_told(world):
    first = ask(world, SCALE[::-1], best_last=False)
    answer(world, first, [25, 10, 6, 4])
    found = count(
        "survey_satisfaction", partnership_id=world.county.pk, period=Month(2025, 2), filters={"question": "safe"}
    )
    assert (found.value, found.denominator) == (10 * 2 + 6 + 25 * 3, 45 * 3)
    few = make_survey(world, "A small one", date(2025, 3, 10))
    answer(world, ask(world, SCALE, survey=few), [1, 1, 1, 1])
    for period in (Month(2025, 3), Quarter(2024, 4)):
        told = count("survey_satisfaction", partnership_id=world.county.pk, period=period, filters={"question": "safe"})
        assert told.value is None
        assert "Fewer than 5" in told.note


def test_the_public_reads_no_small_number_and_nothing_it_could_be_worked_out_from(world):
    question = ask(world, SCALE)
    answer(world, question, [1, 2, 30, 40], skipped=3)
    result = survey_page(actor(world.manager), world.survey.pk, as_public=True).results[0]
    texts = [line.count.text for line in result.options]
    assert texts == ["not shown"] * 4
    assert result.statistics is None
    assert result.figures == []
    assert {line.share for line in result.options} == {None}
    assert survey_page(actor(world.manager), world.survey.pk, as_public=True).took_part == 0
    page = client_for(world.manager).get(reverse("evidence:survey_public", args=[world.survey.pk])).content.decode()
    assert "fewer than 5" in page
    assert "Satisfaction rate" not in page
    answer(world, question, [10, 20, 30, 40])
    shown = survey_page(actor(world.manager), world.survey.pk, as_public=True).results[0]
    assert [line.count.value for line in shown.options] == [10, 20, 30, 40]
    assert len(shown.figures) == 7


@pytest.mark.parametrize("counts", [[0, 0, 4, 0], [1, 1, 1, 1], [0, 5, 0, 0], [0, 3, 5, 9], [4, 4, 4, 4], [0, 0, 0, 0]])
def test_no_cell_under_the_threshold_is_printed_for_the_public(world, counts):
    answer(world, ask(world, SCALE), counts)
    result = survey_page(actor(world.manager), world.survey.pk, as_public=True).results[0]
    for line, held in zip(result.options, counts, strict=True):
        assert line.count.value in (None, held)
        assert held == 0 or held >= THRESHOLD or line.count.value is None
    if any(0 < held < THRESHOLD for held in (*counts, sum(counts))):
        assert result.statistics is None


def test_the_public_reads_nothing_of_a_survey_that_is_not_to_be_published(world):
    with pytest.raises(Refused):
        survey_page(None, world.survey.pk)
    change_survey(actor=actor(world.manager), survey_id=world.survey.pk, started_from=1, public=True)
    assert survey_page(None, world.survey.pk).survey == world.survey


def test_a_comment_is_published_only_when_it_was_ticked(world):
    question = ask(world, [], kind="open", text="What else?", key="else")
    client = client_for(world.manager)
    text = "else\nThe lamp is broken\n<b>Mind</b> the step\n\n"
    client.post(
        reverse("evidence:survey_import", args=[world.survey.pk]), {"file": upload(text), "form_token": new_token()}
    )
    comments = list(question.comments.all())
    assert [(each.text, each.public) for each in comments] == [
        ("The lamp is broken", False),
        ("<b>Mind</b> the step", False),
    ]
    client.post(
        reverse("evidence:survey_import", args=[world.survey.pk]), {"file": upload(text), "form_token": new_token()}
    )
    assert list(question.comments.all()) == comments  # the same file again changes nothing
    public = reverse("evidence:survey_public", args=[world.survey.pk])
    assert "lamp" not in client.get(public).content.decode()
    address = reverse("evidence:survey_comments", args=[world.survey.pk, question.pk])
    client.post(address, {"ticked": [str(comments[1].pk)], "form_token": new_token()})
    page = client.get(public).content.decode()
    assert "lamp" not in page
    assert "&lt;b&gt;Mind&lt;/b&gt;" in page
    assert question.comments.get(public=True).ticked_by == world.manager
    assert (
        tick_comments(actor=actor(world.analyst), survey_id=world.survey.pk, question_id=question.pk, ticked=set()) == 0
    )
    assert not question.comments.filter(public=True).exists()


def test_a_correction_is_a_further_row_and_who_comes_second_loses_nothing(world):
    question = ask(world, SCALE)
    answer(world, question, [1, 2, 3, 4])
    address = reverse("evidence:survey_answers", args=[world.survey.pk, question.pk])
    client = client_for(world.manager)
    sent = {"count_1": "9", "count_2": "9", "count_3": "9", "count_4": "9", "skipped": "0", "started_from": "0"}
    token = new_token()
    late = client.post(address, sent | {"form_token": token})
    assert late.status_code == 409
    assert "1, 2, 3, 4" in late.content.decode()
    assert 'value="9"' in late.content.decode()
    assert question.answers.count() == 1
    again = client.post(address, sent | {"started_from": "1", "form_token": token})
    assert again.status_code == 302
    client.post(address, sent | {"started_from": "1", "form_token": token})
    rows = list(question.answers.order_by("revision").values_list("revision", "current", "counts"))
    assert rows == [(1, False, [1, 2, 3, 4]), (2, True, [9, 9, 9, 9])]


def test_two_people_change_one_survey_and_the_second_sees_both(world):
    facts = typed(world.survey, ask(world, SCALE))[reverse("evidence:survey_edit", args=[world.survey.pk])]
    change_survey(actor=actor(world.analyst), survey_id=world.survey.pk, started_from=1, asked_who="Somebody else")
    reply = client_for(world.manager).post(reverse("evidence:survey_edit", args=[world.survey.pk]), facts)
    assert reply.status_code == 409
    page = reply.content.decode()
    assert "Somebody else" in page
    assert "Another" in page
    assert Survey.objects.get(pk=world.survey.pk).title == "Feeling safe 2025"


def test_a_question_taken_back_is_on_no_page_and_in_no_count(world):
    question = ask(world, SCALE)
    answer(world, question, [5, 5, 5, 5])
    withdraw_question(actor=actor(world.manager), survey_id=world.survey.pk, question_id=question.pk)
    assert survey_page(actor(world.manager), world.survey.pk).results == []
    found = count(
        "survey_satisfied", partnership_id=world.county.pk, period=Month(2025, 2), filters={"question": "safe"}
    )
    assert found.value is None
    assert question.answers.count() == 1
    assert ask(world, SCALE).number == 1


def test_a_form_sent_twice_makes_one_survey(world):
    facts = typed(world.survey, ask(world, SCALE))[reverse("evidence:survey_new")]
    client = client_for(world.manager)
    first, second = (client.post(reverse("evidence:survey_new"), facts) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Survey.objects.filter(title="Another").count() == 1
    assert AuditRow.objects.filter(action="survey.create").count() == 2


def test_results_of_many_questions_cost_no_more_queries(world, django_assert_num_queries):
    for number in range(6):
        answer(world, ask(world, SCALE, key=f"q-{number}"), [1, 2, 3, 4])
    reader = actor(world.manager)
    with django_assert_num_queries(4):
        assert all(result.figures for result in survey_page(reader, world.survey.pk).results)
