import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import world as factory
from tests.plan.rounds.conftest import QUARTER, answer, answer_all, entry, on, remedy, the_round, who
from wardmote.plan.models import FrozenFigure, KeptAnswer, ReportingRound, RoundAsk, SentBack, Update
from wardmote.plan.services.rounds_close import close_round, sign_off

TOKEN = "a-token-of-the-test"


def day(name: str, on: date) -> dict[str, int]:
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def typed(w: SimpleNamespace, thing: Any, started_from: int = 0, **given: Any) -> dict[str, Any]:
    """The fields of one answer, by the names of the page."""
    key = f"action-{thing.pk}" if hasattr(thing, "ref") else f"indicator-{thing.pk}"
    values = {"short_text": "It goes well.", "started_from": started_from}
    if hasattr(thing, "ref"):
        values |= {"status_id": w.statuses["under-way"].pk, "rag": "green"}
    return {f"{key}-{name}": value for name, value in (values | given).items()}


def remedied(w: SimpleNamespace) -> dict[str, Any]:
    return {"remedial_text": "Ask.", "remedial_by_id": w.police.pk, **day("remedial_due_on", date(2025, 5, 30))}


def page(w: SimpleNamespace, person: Any, ask: RoundAsk) -> tuple[Client, str]:
    return factory.client_for(person), reverse("plan:ask", args=[ask.pk])


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def addresses(w: SimpleNamespace) -> dict[str, str]:
    """Every route that changes something, and the pages that only whoever runs the round may read."""
    numbered = ("round", "round_due", "round_sign_off", "round_take_back", "round_close", "round_reopen")
    found = {name: reverse(f"plan:{name}", args=[w.round.pk]) for name in numbered}
    found["round_send_back"] = reverse("plan:round_send_back", args=[w.round.pk, w.housing_ask.pk])
    found["round_open"] = reverse("plan:round_open")
    return found


def test_an_answer_is_saved_by_itself_and_the_page_says_what_is_missing(opened: SimpleNamespace) -> None:
    client, address = page(opened, opened.housing_lead, opened.housing_ask)
    shown = text(client.get(address))
    assert "Still missing: 2 of 3" in shown
    assert "Lamps in every lane" not in shown
    key = f"action-{opened.early.pk}"
    data = {**typed(opened, opened.early, public="on"), **typed(opened, opened.visits), "save": key}
    answer = client.post(address, data)
    assert answer["Location"] == f"{address}#{key}"
    kept = Update.objects.get()
    assert (kept.action, kept.public, kept.made_by) == (opened.early, True, opened.housing_lead)
    assert "Still missing: 1 of 3" in text(client.get(address))


def test_the_same_form_sent_twice_is_one_answer(opened: SimpleNamespace) -> None:
    client, address = page(opened, opened.housing_lead, opened.housing_ask)
    for _ in range(2):
        assert client.post(address, typed(opened, opened.early)).status_code == 302
    assert Update.objects.count() == 1


def test_all_at_once_with_figures_ends_at_my_work(opened: SimpleNamespace) -> None:
    client, address = page(opened, opened.housing_lead, opened.housing_ask)
    figure = f"indicator-{opened.visits.pk}-{QUARTER.slug}"
    data = {
        **typed(opened, opened.early), **typed(opened, opened.visits, short_text=""),
        f"{figure}-numerator": "12", f"{figure}-quality": "final", f"{figure}-started_from": "0", "save": "all",
    }  # fmt: skip
    assert client.post(address, data)["Location"] == reverse("home:my_work")
    assert opened.visits.readings.get().quality == "final"
    assert RoundAsk.objects.get(pk=opened.housing_ask.pk).answered_at
    assert "Everything is answered" in text(client.get(address))


def test_what_is_missing_is_said_and_what_was_right_is_saved(opened: SimpleNamespace) -> None:
    client, address = page(opened, opened.representative, opened.police_ask)
    worse = {f"indicator-{opened.burglary.pk}-{name}": value for name, value in remedied(opened).items()}
    data = {**typed(opened, opened.late), **typed(opened, opened.burglary), **worse, "save": "all"}
    answer = client.post(address, data)
    assert answer.status_code == 422
    assert "It was due on 31 January 2025 and is not done." in text(answer)
    assert 'href="#id_action-' in answer.content.decode()
    assert Update.objects.get().indicator == opened.burglary


def test_two_who_answer_the_second_sees_both_and_saves_after_all(opened: SimpleNamespace) -> None:
    answer(opened, opened.housing_ask, opened.housing_lead, opened.early, entry(opened, short_text="Hers first"))
    colleague = factory.user("Heath Barr", opened.housing_org, opened.county, "deputy", opened.panel)
    client, address = page(opened, colleague, opened.housing_ask)
    refused = client.post(address, typed(opened, opened.early, short_text="His second"))
    assert refused.status_code == 409
    shown = text(refused)
    assert "Hers first" in shown
    assert "His second" in shown
    assert Update.objects.get().short_text == "Hers first"
    started = re.search(rf'name="action-{opened.early.pk}-started_from" value="(\d+)"', refused.content.decode())
    assert started
    data = typed(opened, opened.early, started_from=int(started[1]), short_text="Both")
    assert client.post(address, data).status_code == 302
    assert Update.objects.get(current=True).short_text == "Both"


def test_what_is_typed_is_kept_and_shown_again_to_its_writer(opened: SimpleNamespace) -> None:
    client, address = page(opened, opened.housing_lead, opened.housing_ask)
    data = typed(opened, opened.early, short_text="Half a sen", **day("remedial_due_on", date(2025, 6, 2)))
    kept = client.post(reverse("plan:ask_keep", args=[opened.housing_ask.pk]), {**data, "action-9-short_text": "x"})
    assert kept.status_code == 200
    assert "Not sent yet" in kept.json()["message"]
    assert "action-9-short_text" not in KeptAnswer.objects.get().typed or opened.early.pk == 9
    shown = text(client.get(address))
    assert "Half a sen" in shown
    assert "has not been saved as an answer yet" in shown
    client.post(address, {**data, "save": f"action-{opened.early.pk}"})
    assert not KeptAnswer.objects.exists()
    client.post(reverse("plan:ask_keep", args=[opened.housing_ask.pk]), data | {"x": "y"})
    assert client.post(reverse("plan:ask_forget", args=[opened.housing_ask.pk])).status_code == 302
    assert not KeptAnswer.objects.exists()


def test_many_things_are_answered_part_by_part(opened: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wardmote.plan.queries.rounds_ask.PART", 2)
    client, address = page(opened, opened.housing_lead, opened.housing_ask)
    first, second = text(client.get(address)), text(client.get(address + "?part=2"))
    assert "Part 1 of 2" in first
    assert [f"indicator-{opened.visits.pk}-short_text" in shown for shown in (first, second)] == [False, True]
    assert f'href="?part=2#indicator-{opened.visits.pk}"' in first
    figure = f"indicator-{opened.visits.pk}-{QUARTER.slug}"
    kept = reverse("plan:ask_keep", args=[opened.housing_ask.pk])
    client.post(kept, typed(opened, opened.early, short_text="Half"))
    client.post(kept, {f"{figure}-numerator": "1", f"{figure}-started_from": "0"})
    assert KeptAnswer.objects.get().typed.keys() >= {f"action-{opened.early.pk}-short_text", f"{figure}-numerator"}
    figures = {f"{figure}-numerator": "12", f"{figure}-quality": "final", f"{figure}-started_from": "0"}
    data = {**typed(opened, opened.visits, short_text=""), **figures, "save": "all"}
    assert client.post(address + "?part=2", data)["Location"] == f"{address}?part=2"
    assert opened.visits.readings.get().value == 12
    assert "Part 1 of 2" in text(client.get(address + "?part=9"))


def test_too_late_says_so_and_leaves_the_words_on_the_page(opened: SimpleNamespace) -> None:
    answer_all(opened)
    sign_off(actor=who(opened, opened.manager), round_id=opened.round.pk)
    client, address = page(opened, opened.housing_lead, opened.housing_ask)
    refused = client.post(address, typed(opened, opened.early, started_from=1, short_text="One more thing"))
    assert refused.status_code == 409
    assert "One more thing" in text(refused)
    assert "signed off" in text(refused)
    assert Update.objects.filter(action=opened.early).count() == 1
    kept = client.post(reverse("plan:ask_keep", args=[opened.housing_ask.pk]), {})
    assert (kept.status_code, "Not kept" in kept.json()["message"]) == (409, True)


@pytest.mark.parametrize("person", ["housing_lead", "housing", "analyst", "manager", "referrer", "stranger"])
def test_anothers_question_is_not_there(opened: SimpleNamespace, person: str) -> None:
    client, address = page(opened, getattr(opened, person), opened.police_ask)
    missing = client.get(reverse("plan:ask", args=[987654]))
    assert missing.status_code == 404
    for found in (
        client.get(address), client.post(address, typed(opened, opened.late) | {"save": "all"}),
        client.post(f"{address}keep/", typed(opened, opened.late)), client.post(f"{address}forget/"),
    ):  # fmt: skip
        assert (found.status_code, found.content) == (404, missing.content)
    assert not Update.objects.exists()
    assert not KeptAnswer.objects.exists()


@pytest.mark.parametrize(
    "person", ["representative", "housing_lead", "analyst", "housing", "referrer", "protection", "far_manager", None]
)
def test_only_whoever_runs_the_round_acts_on_it(opened: SimpleNamespace, person: str | None) -> None:
    answer_all(opened)
    opened.far_manager = factory.user("Farran Pike", opened.far, opened.elsewhere, "partnership_manager")
    client = factory.client_for(getattr(opened, person)) if person else Client()
    before = ReportingRound.objects.values().get()
    data = {"form_token": TOKEN, "reason": "Mine", "words": "Mine", **day("due_on", date(2025, 6, 1))}
    for name, address in addresses(opened).items():
        found = client.post(address, data)
        if person is None:
            assert (found.status_code, "/accounts/" in found["Location"] or "next=" in found["Location"]) == (302, True)
        elif (name, person) != ("round_open", "far_manager"):  # who has no round to open of their own
            assert found.status_code in ((404, 405) if name == "round" else (404,)), name
    assert ReportingRound.objects.values().get() == before
    assert not SentBack.objects.exists()


def test_whoever_runs_the_round_acts_on_it_once_a_form(opened: SimpleNamespace) -> None:
    answer_all(opened)
    client, found = factory.client_for(opened.manager), addresses(opened)

    def post(name: str, token: str, **given: Any) -> int:
        return client.post(found[name], {"form_token": token, **given}).status_code

    assert post("round_due", "1", **day("due_on", date(2025, 5, 1))) == 302
    assert [post("round_send_back", "2", words="How many?") for _ in range(2)] == [302, 302]
    assert SentBack.objects.count() == 1
    RoundAsk.objects.update(answered_at="2025-04-03T10:00Z")
    assert [post("round_sign_off", "3") for _ in range(2)] == [302, 302]
    assert post("round_take_back", "4") == 302
    assert the_round(opened).state == "open"
    post("round_sign_off", "5")
    assert [post("round_close", "6") for _ in range(2)] == [302, 302]
    assert FrozenFigure.objects.count() == 3
    assert post("round_reopen", "7", reason="") == 200
    assert [post("round_reopen", "8", reason="Wrong") for _ in range(2)] == [302, 302]
    assert (the_round(opened).state, the_round(opened).due_on) == ("open", date(2025, 5, 1))
    assert the_round(opened).reopenings.count() == 1


def test_the_managers_page_in_every_state(opened: SimpleNamespace) -> None:
    client, found = factory.client_for(opened.manager), addresses(opened)
    shown = text(client.get(found["round"]))
    assert "0 of 2" in shown
    assert "Enter why the round is signed off all the same" in text(
        client.post(found["round_sign_off"], {"form_token": "1"})
    )
    answer_all(opened)
    assert "2 of 2" in text(client.get(found["round"]))
    assert client.get(found["round_send_back"]).status_code == 200
    sign_off(actor=who(opened, opened.manager), round_id=opened.round.pk)
    assert "Take the sign-off back" in text(client.get(found["round"]))
    assert "In full." in text(client.get(found["round_close"]))
    close_round(actor=who(opened, opened.manager), round_id=opened.round.pk)
    opened.crimes.put(opened.county, QUARTER, 40, 40, 47)
    assert "As now known" in text(client.get(found["round"]))
    assert client.get(found["round_reopen"]).status_code == 200


def test_who_reads_the_plan_reads_what_was_published_and_no_more(opened: SimpleNamespace) -> None:
    address = reverse("plan:round_published", args=[opened.round.pk])
    reader = factory.client_for(opened.housing)
    assert reader.get(address).status_code == 404
    answer_all(opened)
    sign_off(actor=who(opened, opened.manager), round_id=opened.round.pk)
    close_round(actor=who(opened, opened.manager), round_id=opened.round.pk)
    shown = text(reader.get(address))
    assert "Lamps in every lane" in shown
    assert "fewer than 5" in shown
    assert "As published" in text(reader.get(reverse("plan:rounds")))
    assert reader.get(address + "?edition=2").status_code == 404
    for person in (opened.referrer, opened.stranger, opened.protection):
        assert factory.client_for(person).get(address).status_code == 404


def test_a_round_that_did_not_open_by_itself_is_opened_by_hand(w: SimpleNamespace) -> None:
    client = factory.client_for(w.manager)
    with on(date(2025, 6, 2)):
        assert "Open it now" in text(client.get(reverse("plan:rounds")))
        assert "Open it now" not in text(factory.client_for(w.housing).get(reverse("plan:rounds")))
        client.post(reverse("plan:round_open"), {"form_token": TOKEN})
        client.post(reverse("plan:round_open"), {"form_token": TOKEN})
        assert ReportingRound.objects.get().opened_on == date(2025, 6, 2)


def test_my_work_leads_to_the_page(opened: SimpleNamespace) -> None:
    shown = text(factory.client_for(opened.representative).get(reverse("home:my_work")))
    assert "Answer the quarter for Police" in shown
    assert reverse("plan:ask", args=[opened.police_ask.pk]) in shown
    answer_all(opened)
    shown = text(factory.client_for(opened.manager).get(reverse("home:my_work")))
    assert "Sign off the round of Q4 2024/25" in shown
    assert reverse("plan:round", args=[opened.round.pk]) in shown


def test_the_last_round_is_shown_beside_the_next(opened: SimpleNamespace) -> None:
    answer_all(opened)
    sign_off(actor=who(opened, opened.manager), round_id=opened.round.pk)
    close_round(actor=who(opened, opened.manager), round_id=opened.round.pk)
    from wardmote.plan.services.rounds import open_due_rounds

    with on(date(2025, 7, 1)):
        (later,) = open_due_rounds()
        client = factory.client_for(opened.housing_lead)
        shown = text(client.get(reverse("plan:ask", args=[later.asks.get(organisation=opened.housing_org).pk])))
    assert "What was said in the last round" in shown
    assert "It goes well." in shown
    assert re.search(r'<option value="\d+" selected>Under way', shown)
    assert remedy(opened).rag == "green"
