"""What import-linter cannot see: which part of another room is used, and who steps past the guard of a case table."""

import ast

from django.apps import apps

from tests.architecture.source import WING, imports, sources
from wardmote.common.need_to_know import NeedToKnow

PRIVATE = {"models", "views", "forms"}
GUARDED_PARTS = {"queries", "rules", "services", "models"}
# Where the bare connection is used: what is read through it is no case.
BY_HAND = {
    "src/wardmote/audit/services/record.py": "the lock that puts writers of the chain in single file",
    "src/wardmote/common/checks.py": "reads the database's own settings",
    "src/wardmote/cli/prepare.py": "asks which migrations are applied",
    "src/wardmote/cli/serve.py": "closes what it opened",
}


def test_a_room_uses_no_models_views_or_forms_of_another():
    found = []
    for source in sources():
        for line, name in imports(source):
            parts = name.split(".")
            if parts[0] == "wardmote" and len(parts) > 2 and parts[1] != source.room and parts[2] in PRIVATE:
                found.append(f"{source.place}:{line} imports {name}")
    assert not found, "\n".join(found)


def test_tables_are_not_fetched_by_name_either():
    found = [
        f"{source.place}:{node.lineno}"
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("get_model", "get_models"))
    ]
    assert not found, "\n".join(found)


def test_only_the_wings_queries_rules_services_and_models_step_past_the_guard():
    found = []
    for source in sources():
        if source.room in WING and source.part in GUARDED_PARTS:
            continue
        if source.place == "src/wardmote/common/need_to_know.py":
            continue
        for node in ast.walk(source.tree):
            named = getattr(node, "attr", None) or (node.value if isinstance(node, ast.Constant) else None)
            if named == "unguarded":
                found.append(f"{source.place}:{node.lineno}")
    assert not found, "\n".join(found)


def test_nobody_asks_the_default_manager_of_a_need_to_know_table():
    guarded = {model.__name__ for model in apps.get_models() if issubclass(model, NeedToKnow)}
    assert len(guarded) > 5
    found = []
    for source in sources():
        for node in ast.walk(source.tree):
            named = isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")
            if named and ast.unparse(node.value).split(".")[-1] in guarded:
                found.append(f"{source.place}:{node.lineno} {ast.unparse(node)}")
    assert not found, "\n".join(found)


def test_managers_below_the_guard_and_raw_sql_are_used_where_it_is_said_why():
    found = []
    for source in sources():
        allowed = source.place in BY_HAND
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.Attribute):
                continue
            below = (
                node.attr in ("_base_manager", "_default_manager") and source.place != "src/wardmote/common/versions.py"
            )
            if below or (node.attr in ("raw", "extra") and "objects" in ast.unparse(node.value)):
                found.append(f"{source.place}:{node.lineno} {ast.unparse(node)}")
        if not allowed:
            found += [
                f"{source.place}:{line}" for line, name in imports(source) if name.startswith("django.db.connection")
            ]
    assert not found, "\n".join(found)
