"""Which rows may point at which, and how a row of the confidential wing can be come by."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from tests.architecture.source import WING, may_point_at
from wardmote.common.need_to_know import NeedToKnow

# Tables of the wing that say nothing about anybody.
HARMLESS = {"casework.ReferenceCounter": "the next number of a year"}
# Rows that only repeat what others say, and are made again from them.
DERIVED = {"casework.CaseAccess"}


def _ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("wardmote.")]


def _relations() -> Iterator[tuple[type[models.Model], models.Field]]:
    for model in _ours():
        for field in [*model._meta.fields, *model._meta.many_to_many]:
            if field.remote_field is not None:
                yield model, field


def _room(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def test_relations_go_down_never_up():
    found = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model, field in _relations()
        if field.related_model.__module__.startswith("wardmote.")
        and not may_point_at(_room(model), _room(field.related_model))
    ]
    assert list(_relations())
    assert not found, "\n".join(found)


def test_nothing_outside_the_wing_points_into_it():
    found = [
        f"{model._meta.label}.{field.name}"
        for model, field in _relations()
        if _room(model) not in WING and _room(field.related_model) in WING
    ]
    assert not found, "\n".join(found)


def test_no_relation_is_without_a_named_target():
    """A generic relation could point anywhere, and this walk would not see it."""
    found = [
        f"{model._meta.label}.{field.name}"
        for model in _ours()
        for field in model._meta.get_fields()
        if type(field).__name__ in ("GenericForeignKey", "GenericRelation")
    ]
    assert not found, "\n".join(found)


def test_every_table_of_the_wing_is_need_to_know():
    found = [
        model._meta.label
        for model in _ours()
        if _room(model) in WING and not issubclass(model, NeedToKnow) and model._meta.label not in HARMLESS
    ]
    assert not found, "\n".join(found)


def test_rows_of_the_wing_cannot_be_walked_to_from_outside_it():
    """`partnership.cases` would be a way to every case that asks nobody; such relations have no way back."""
    found = [
        f"{model._meta.label}.{field.name} has the way back {field.remote_field.related_name!r}"
        for model, field in _relations()
        if _room(model) in WING and _room(field.related_model) not in WING and not field.remote_field.hidden
    ]
    assert not found, "\n".join(found)


def test_deleting_never_takes_case_rows_along():
    found = [
        f"{model._meta.label}.{field.name}"
        for model, field in _relations()
        if _room(model) in WING and field.remote_field.on_delete is models.CASCADE and model._meta.label not in DERIVED
    ]
    assert not found, "\n".join(found)
