"""The trail cannot be changed unseen: the database refuses, and a walk of the chain finds what got past it."""

import random

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.audit.conftest import LENGTH, unguarded, write
from wardmote.audit.chain import HASHED, row_hash
from wardmote.audit.models import AuditRow
from wardmote.audit.queries import verify

pytestmark = pytest.mark.django_db

OTHER = {
    "at": timezone.now(), "actor_id": 99, "organisation_id": 99, "partnership_id": 99, "action": "test.other",
    "outcome": "refused", "object_type": "other", "object_ref": "other", "fields": ["a"], "purpose": "other",
    "reason": "other", "request_id": "other", "previous_hash": "f" * 64,
}  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditrow SET action = 'test.other'",
        "DELETE FROM audit_auditrow",
        "UPDATE audit_auditrow SET hash = hash",
    ],
)
def test_the_database_refuses_to_change_or_remove(chain, statement):
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        connection.cursor().execute(statement)
    assert verify().sound


def test_postgresql_refuses_to_empty_the_table_and_sqlite_has_no_such_word(chain):
    words = "never changed or removed" if connection.vendor == "postgresql" else "syntax error"
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        connection.cursor().execute("TRUNCATE audit_auditrow")
    assert verify().count >= LENGTH


def test_the_framework_cannot_either(chain):
    for act in (chain[3].delete, lambda: AuditRow.objects.all().delete(), lambda: AuditRow.objects.update(reason="x")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    chain[3].reason = "x"
    with pytest.raises(DatabaseError), transaction.atomic():
        chain[3].save()
    assert verify().sound


def test_a_sound_chain_gives_its_count_and_head(chain):
    verdict = verify()
    assert verdict.sound
    assert (verdict.count, verdict.head_sequence, verdict.head_hash) == (
        AuditRow.objects.count(), chain[-1].sequence, chain[-1].hash,
    )  # fmt: skip
    assert [row.sequence for row in chain] == list(range(chain[0].sequence, chain[0].sequence + LENGTH))


def test_an_empty_trail_is_sound(db):
    with unguarded():
        AuditRow.objects.all().delete()
    assert (verify().sound, verify().count) == (True, 0)


def test_every_hashed_column_is_one_of_the_row_and_every_other_is_the_hash():
    assert {field.attname for field in AuditRow._meta.concrete_fields} - set(HASHED) == {"hash"}
    assert set(OTHER) == set(HASHED) - {"sequence"}


@pytest.mark.parametrize("column", sorted(OTHER))
def test_a_changed_value_is_found_in_whatever_column(chain, column):
    with unguarded():
        AuditRow.objects.filter(pk=chain[4].pk).update(**{column: OTHER[column]})
    assert verify().broken_at == chain[4].sequence


def test_a_changed_hash_is_found(chain):
    with unguarded():
        AuditRow.objects.filter(pk=chain[4].pk).update(hash="0" * 64)
    assert verify().broken_at == chain[4].sequence


def test_a_change_that_makes_its_own_hash_right_is_found_one_row_on(chain):
    with unguarded():
        forge(chain[4], action="test.other")
    assert verify().broken_at == chain[5].sequence


def forge(row: AuditRow, **values) -> None:
    """Rewrite a row with values and the hash that fits them."""
    for name, value in values.items():
        setattr(row, name, value)
    AuditRow.objects.filter(pk=row.pk).update(**values, hash=row_hash(row))


def test_a_removed_row_is_found(chain):
    with unguarded():
        AuditRow.objects.filter(pk=chain[4].pk).delete()
    verdict = verify()
    assert (verdict.broken_at, verdict.reason) == (chain[4].sequence, f"Row {chain[4].sequence} is missing.")


def test_an_inserted_row_is_found(chain):
    with unguarded():
        for row in reversed(chain[5:]):
            AuditRow.objects.filter(pk=row.pk).update(sequence=row.sequence + 1)
        forged = AuditRow(**{**{n: getattr(chain[4], n) for n in HASHED}, "sequence": chain[5].sequence,
                             "previous_hash": chain[4].hash})  # fmt: skip
        forged.hash = row_hash(forged)
        forged.save(force_insert=True)
    assert verify().broken_at == chain[5].sequence + 1


def test_a_row_added_at_the_end_without_the_chain_is_found(chain):
    AuditRow(
        **{**{n: getattr(chain[-1], n) for n in HASHED}, "sequence": chain[-1].sequence + 1}, hash=chain[-1].hash
    ).save(force_insert=True)
    assert verify().broken_at == chain[-1].sequence + 1


def test_two_rows_in_each_others_place_are_found(chain):
    with unguarded():
        a, b = chain[4], chain[7]
        AuditRow.objects.filter(pk=a.pk).update(sequence=-1)
        AuditRow.objects.filter(pk=b.pk).update(sequence=a.sequence)
        AuditRow.objects.filter(pk=-1).update(sequence=b.sequence)
    assert verify().broken_at == chain[4].sequence


def test_two_rows_with_each_others_contents_are_found(chain):
    with unguarded():
        AuditRow.objects.filter(pk=chain[4].pk).update(object_ref=chain[7].object_ref)
        AuditRow.objects.filter(pk=chain[7].pk).update(object_ref=chain[4].object_ref)
    assert verify().broken_at == chain[4].sequence


def test_rows_cut_off_are_found_by_a_head_noted_before(chain):
    head = chain[-1]
    with unguarded():
        AuditRow.objects.filter(sequence__gt=chain[8].sequence).delete()
    assert verify().sound, "a chain alone cannot show that its end is gone"
    verdict = verify(known_sequence=head.sequence, known_hash=head.hash)
    assert verdict.broken_at == chain[9].sequence
    assert f"Row {head.sequence}, noted earlier, is gone" in verdict.reason


def test_a_chain_written_anew_from_the_start_is_found_by_a_head_noted_before(chain):
    head = chain[-1]
    noted = (head.sequence, head.hash)
    with unguarded():
        previous = chain[3].hash
        for row in chain[4:]:
            forge(row, reason="other", previous_hash=previous)
            previous = AuditRow.objects.get(pk=row.pk).hash
    assert verify().sound
    assert verify(known_sequence=noted[0], known_hash=noted[1]).broken_at == noted[0]


def test_a_head_noted_before_fits_a_chain_that_has_only_grown(chain):
    for _ in range(3):
        write("test.more")
    assert verify(known_sequence=chain[-1].sequence, known_hash=chain[-1].hash).sound


def test_the_first_of_several_broken_rows_is_named(chain):
    with unguarded():
        AuditRow.objects.filter(pk__in=[chain[9].pk, chain[2].pk]).update(reason="other")
    assert verify().broken_at == chain[2].sequence


def test_three_hundred_random_changes_are_each_found(chain):
    choice = random.Random(2025)  # noqa: S311 - a repeatable test, not a secret
    with unguarded():
        for _ in range(300):
            row, column = choice.choice(chain), choice.choice(sorted(OTHER))
            AuditRow.objects.filter(pk=row.pk).update(**{column: OTHER[column]})
            assert verify().broken_at == row.sequence, column
            AuditRow.objects.filter(pk=row.pk).update(**{column: getattr(row, column)})
    assert verify().sound
