"""Who may open, take away and check what; and that each of it is in the trail."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as WordFile

from tests.performance.world import NOW, THEN, World, client_of
from tests.publish import scene
from tests.publish.reading import words_in
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.common import clock
from wardmote.publish.kinds import KINDS
from wardmote.publish.services import formats_of, make_report_file

LIST = "/reports/quarter/2023-24-Q4/"


@pytest.fixture
def reported(world: World) -> World:
    world.indicator(world.north)
    world.indicator(world.north, "test_people", key="warnings", position=1)
    world.crimes.put(world.north, NOW, 31, 28, 22)
    world.crimes.put(world.north, THEN, 40, 30, 27)
    world.people.put(world.north, NOW, 1, 2, 0)
    world.people.put(world.north, THEN, 100, 9, 8)
    return world


def test_the_page_lists_every_report_and_every_link_opens(reported: World) -> None:
    board = client_of(reported.user("board", reported.north))
    for audience in ("public", "member"):
        page = board.get(f"{LIST}?audience={audience}").content.decode()
        for kind in KINDS.values():
            if audience not in kind.audiences:
                assert board.get(f"{LIST}{kind.key}/?audience={audience}").status_code == 404
                continue
            assert kind.title in page
            read = board.get(f"{LIST}{kind.key}/?audience={audience}")
            assert read.status_code == 200
            assert "114" not in words_in(read.content)
            for form in formats_of(kind):
                address = f"{LIST}{kind.key}/{audience}/{form}/"
                assert address in page
    assert board.get("/reports/").status_code == 200
    assert board.get("/reports/?quarter=2023-24-Q4&audience=member").status_code == 200


def test_a_file_says_in_its_name_for_whom_it_is_and_of_which_edition(reported: World) -> None:
    board = client_of(reported.user("board", reported.north))
    starts = {"html": b"<!", "docx": b"PK", "pdf": b"%PDF", "xlsx": b"PK"}
    for form, start in starts.items():
        for audience in ("public", "member"):
            response = board.get(f"{LIST}quarterly/{audience}/{form}/")
            assert response.content.lstrip()[:4].startswith(start)
            name = f"north-2023-24-Q4-quarterly-{audience}-draft-{clock.today():%Y-%m-%d}.{form}"
            assert response["Content-Disposition"] == f'attachment; filename="{name}"'
            assert response["X-Content-Type-Options"] == "nosniff"
            if form == "docx":
                WordFile(BytesIO(response.content))
    rows = AuditRow.objects.filter(action="report.download", actor_id__isnull=False)
    assert rows.count() == 8
    assert "quarterly-member-draft" in rows.last().object_ref


def test_only_those_who_make_reports_and_only_of_what_is_in_sight(reported: World) -> None:
    """Members' copies only where one works; the public's of the county over it as well."""
    board = reported.actor(reported.user("board", reported.north))
    practitioner = reported.actor(reported.user("officer", reported.north, "practitioner"))
    given = {"quarter": NOW, "kind": "quarterly", "audience": "public", "form": "html"}
    assert make_report_file(actor=board, partnership=reported.county, **given).content
    assert make_report_file(actor=board, partnership=reported.north, **given | {"audience": "member"}).content
    for actor, place, changed in (
        (practitioner, reported.north, {}),
        (practitioner, reported.north, {"audience": "member"}),
        (board, reported.elsewhere, {}),
        (board, reported.county, {"audience": "member"}),
        (board, reported.south, {}),
        (board, reported.north, {"form": "exe"}),
        (board, reported.north, {"kind": "minutes"}),
        (board, reported.north, {"kind": "plan-on-a-page", "form": "xlsx"}),
        (board, reported.north, {"audience": "press"}),
    ):
        with pytest.raises(Refused):
            make_report_file(actor=actor, partnership=place, **given | changed)
    assert AuditRow.objects.filter(action="report.download").count() == 2


def test_every_address_is_closed_to_those_who_make_no_reports(reported: World) -> None:
    addresses = ["/reports/", "/reports/totals/", LIST, f"{LIST}quarterly/", f"{LIST}quarterly/public/pdf/"]
    officer = client_of(reported.user("officer", reported.north, "practitioner"))
    stranger = client_of(reported.user("far", reported.elsewhere))
    for address in addresses:
        assert officer.get(address).status_code == 404, address
    assert officer.post("/reports/totals/", {"table": "a\tb\nTotal\t1"}).status_code == 404
    for address in addresses[2:]:
        assert stranger.get(f"{address}?for=north").status_code == 404, address
    assert (
        not AuditRow.objects.filter(action__in=("report.view", "report.download")).exclude(outcome="refused").exists()
    )


def test_what_does_not_exist_is_not_found(reported: World) -> None:
    board = client_of(reported.user("board", reported.north))
    for wrong in (
        "2023-24-Q5/", "2031-32-Q1/", "2023-24-Q4/minutes/", "2023-24-Q4/quarterly/?audience=press",
        "2023-24-Q4/quarterly/public/exe/", "2023-24-Q4/quarterly/member/pdf/?for=county",
        "2023-24-Q4/quarterly/?for=elsewhere",
    ):  # fmt: skip
        assert board.get(f"/reports/quarter/{wrong}").status_code == 404, wrong
    assert board.get("/reports/?quarter=never").status_code == 404


def test_a_closed_round_is_reported_as_it_was_frozen(w: SimpleNamespace) -> None:
    """A count corrected after the closing stands beside what was published; the file's name has the edition."""
    scene.closed(w)
    w.crimes.put(w.county, scene.QUARTER, 50, 41, 42)
    with clock.told(scene.CLOSES):
        client = client_of(w.board)
        response = client.get("/reports/quarter/2024-25-Q4/quarterly/member/html/")
        page = client.get("/reports/quarter/2024-25-Q4/").content.decode()
    words = words_in(response.content)
    assert 'quarterly-member-edition-1.html"' in response["Content-Disposition"]
    assert "Edition 1, closed on 28 April 2025" in words
    assert "Break-ins: 123 recorded crimes" in words
    assert "Break-ins January to March 2025 (Q4 2024/25) 123 133" in words
    assert "round of this quarter is closed" in page


TABLE = "District\t2009/10\nA\t500,000\nB\t452,840\nTotal\t953,898\n"


def test_a_pasted_or_uploaded_table_is_added_up(reported: World) -> None:
    board = client_of(reported.user("board", reported.north))
    said = "the parts add up to 952,840; the total says 953,898, 1,058 more."
    page = board.post("/reports/totals/", {"table": TABLE})
    assert said in page.content.decode()
    csv = 'District,2009/10\nA,"500,000"\nB,"452,840"\n<b>Total</b>,1\nTotal,"953,898"\n'.encode("utf-8-sig")
    page = board.post("/reports/totals/", {"file": SimpleUploadedFile("t.csv", csv)}).content.decode()
    assert "&lt;b&gt;Total" in page
    right = board.post("/reports/totals/", {"table": TABLE.replace("953,898", "952,840")}).content.decode()
    assert "Every total that was found comes out" in right


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Paste a table or choose a file"),
        ({"table": "only one cell"}, "at least two columns"),
        ({"table": "a\tb\n" * 6000}, "at most 5,000 rows"),
        ({"file": SimpleUploadedFile("t.csv", b"x," * 300_000)}, "smaller than 500 KB"),
        ({"file": SimpleUploadedFile("t.csv", b"\x00\xff\xfe\x80\x81")}, "this one is no text"),
        ({"table": '"' + "a," * 200_000}, ""),
    ],
)  # fmt: skip
def test_what_is_no_table_is_said(reported: World, given: dict[str, object], said: str) -> None:
    board = client_of(reported.user("board", reported.north))
    page = board.post("/reports/totals/", given)
    assert page.status_code == 422
    assert said in page.content.decode()
