"""Every address that writes a plan, as everybody who may not, and as the one who may: the same form each time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.factories.plan_scene import PlanScene, writes
from tests.performance.world import World, client_of
from tests.plan.scene import north_scene
from wardmote.audit.models import AuditRow
from wardmote.plan.models import Plan
from wardmote.plan.urls import core

READ_ONLY = {"list", "coverage", "statuses", "outside", "plan", "changes", "cross_walk", "context", "action"}
NAMES = [each.name for each in core.urlpatterns if each.name not in READ_ONLY]
NOT_ALLOWED = ("board_member", "practitioner", "analyst", "manager elsewhere", "manager of the county", "signed out")


@pytest.fixture
def scene(world: World) -> PlanScene:
    return north_scene(world)


def visitor(world: World, who: str) -> Client:
    if who == "signed out":
        return Client()
    places = {"manager elsewhere": world.elsewhere, "manager of the county": world.county}
    role = "partnership_manager" if who in places or who == "manager" else who
    return client_of(world.user(who.replace(" ", "-"), places.get(who, world.north), role))


def everything() -> dict[str, list[Any]]:
    """Every row of the room, to see that a refusal changed none."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in apps.get_app_config("plan").get_models(include_auto_created=True)
    }


@contextmanager
def undone() -> Iterator[None]:
    """Take back what happens inside, so that each form meets the same scene."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_write_has_a_form_here(world: World, scene: PlanScene) -> None:
    assert set(writes(scene)) == set(NAMES)


@pytest.mark.parametrize("who", NOT_ALLOWED)
def test_nobody_else_writes_anything(world: World, scene: PlanScene, who: str) -> None:
    # Those of other partnerships write their own lists; here they are asked for North's.
    own = {"new", "status_add", "outside_add"} if who.startswith("manager") else set()
    looks = ("board_member", "manager of the county")
    forms, client, before = writes(scene), visitor(world, who), everything()
    for name in NAMES:
        if name in own:
            continue
        address, body = forms[name]
        looked = [client.get(address)] if who in looks else []
        for answer in (client.post(address, body), *looked):
            if who == "signed out":
                assert answer.status_code == 302
                assert answer["Location"].startswith(reverse("account_login")), name
            else:
                assert answer.status_code == 404, name
    assert everything() == before
    refused = AuditRow.objects.filter(outcome="refused").count()
    asked = 0 if who == "signed out" else 2 if who in looks else 1
    assert refused == asked * (len(NAMES) - len(own))


def test_the_manager_does_once_what_the_form_says(world: World, scene: PlanScene, subtests: pytest.Subtests) -> None:
    client, before = visitor(world, "manager"), everything()
    for name, (address, body) in writes(scene).items():
        with subtests.test(name), undone():
            assert client.get(address).status_code == 200
            rows = AuditRow.objects.filter(outcome="done").count()
            first = client.post(address, body)
            assert first.status_code == 302, first.content.decode()
            after = everything()
            assert after != before
            done = AuditRow.objects.filter(outcome="done").count()
            assert done > rows
            again = client.post(address, body)
            # What was taken out cannot be asked for again; everything else ends where the first press did.
            assert again.status_code == (404 if name == "remove" else 302)
            assert name == "remove" or again["Location"] == first["Location"]
            assert everything() == after
            assert AuditRow.objects.filter(outcome="done").count() == done


def test_a_plan_that_was_superseded_stays_as_it_was(world: World, scene: PlanScene, subtests: pytest.Subtests) -> None:
    client, forms = visitor(world, "manager"), writes(scene)
    Plan.objects.filter(pk=scene.plan.pk).update(state="superseded")
    before = everything()
    of_the_plan = {name: form for name, form in forms.items() if form[0].startswith(f"/plan/{scene.plan.pk}/")}
    assert len(of_the_plan) > 15
    for name, (address, body) in of_the_plan.items():
        with subtests.test(name), undone():
            page = client.post(address, body)
            assert page.status_code == 200
            words = page.content.decode()
            assert "This plan was superseded" in words or "Only an adopted plan is refreshed" in words
            assert everything() == before


def test_an_empty_form_is_shown_again_with_what_is_wrong(world: World, scene: PlanScene) -> None:
    client = visitor(world, "manager")
    before = everything()
    for name, (address, body) in writes(scene).items():
        if name in ("remove", "action_measures"):
            continue
        page = client.post(address, {"form_token": body["form_token"]})
        assert page.status_code == 200, name
        assert "There is a problem" in page.content.decode(), name
    assert everything() == before


def test_one_s_own_plan_holds_only_its_own_parts(world: World, scene: PlanScene) -> None:
    """An action of one plan is not reached through the address of another that the same person writes."""
    client = visitor(world, "manager")
    for tail in ("", "edit/", "status/", "merge/", "measures/", "milestones/add/", "references/add/"):
        assert client.get(f"/plan/{scene.draft.pk}/actions/{scene.action.pk}/{tail}").status_code == 404
    for part in (f"priorities/{scene.priority.pk}/", f"objectives/{scene.objective.pk}/",
                 f"pestel/{scene.pestel.pk}/", f"assessments/{scene.assessment.pk}/",
                 f"remove/action/{scene.action.pk}/", f"remove/plan/{scene.plan.pk}/"):  # fmt: skip
        assert client.get(f"/plan/{scene.draft.pk}/{part}").status_code == 404
