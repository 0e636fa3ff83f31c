"""The database itself refuses to change or remove an audit row, on both engines."""

from typing import Any

from django.db import migrations

SQLITE = [
    f"""CREATE TRIGGER audit_row_no_{verb} BEFORE {verb.upper()} ON audit_auditrow
        BEGIN SELECT RAISE(ABORT, 'audit rows are never changed or removed'); END"""
    for verb in ("update", "delete")
]
POSTGRESQL = [
    """CREATE FUNCTION audit_row_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'audit rows are never changed or removed'; END $$""",
    """CREATE TRIGGER audit_row_no_change BEFORE UPDATE OR DELETE ON audit_auditrow
       FOR EACH ROW EXECUTE FUNCTION audit_row_refuse()""",
    """CREATE TRIGGER audit_row_no_truncate BEFORE TRUNCATE ON audit_auditrow
       FOR EACH STATEMENT EXECUTE FUNCTION audit_row_refuse()""",
]
UNDO = {
    "sqlite": ["DROP TRIGGER audit_row_no_update", "DROP TRIGGER audit_row_no_delete"],
    "postgresql": [
        "DROP TRIGGER audit_row_no_change ON audit_auditrow",
        "DROP TRIGGER audit_row_no_truncate ON audit_auditrow",
        "DROP FUNCTION audit_row_refuse()",
    ],
}


def forwards(apps: Any, schema_editor: Any) -> None:
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def backwards(apps: Any, schema_editor: Any) -> None:
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
