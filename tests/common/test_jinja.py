from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import engines
from django.template.loader import render_to_string
from jinja2 import UndefinedError

from wardmote.common import dates, navigation
from wardmote.common.jinja import keep_lines

STATIC = Path(dates.__file__).parent / "static" / "wardmote"


def rendered(source: str, **context: object) -> str:
    return engines["jinja2"].from_string(source).render(context)


class TestUndefined:
    @pytest.mark.parametrize(
        "source", ["{{ nmae }}", "{% if nmae %}{% endif %}", "{% for x in nmae %}{% endfor %}", "{{ nmae == 1 }}"]
    )
    def test_a_missing_name_is_an_error(self, source):
        with pytest.raises(UndefinedError):
            rendered(source)

    def test_a_missing_attribute_of_an_object_is_an_error(self):
        with pytest.raises(UndefinedError):
            rendered("{{ thing.nmae }}", thing=SimpleNamespace(name="a"))

    def test_a_missing_key_of_a_dict_is_nothing(self):
        assert (
            rendered("[{{ d.a }}{% if d.a %}x{% endif %}{% for i in d.a %}x{% endfor %}{{ d.a | default('y') }}]", d={})
            == "[y]"
        )

    def test_a_name_may_be_asked_after(self):
        assert rendered("{{ nmae is defined }}") == "False"

    def test_two_missing_keys_are_equal_and_differ_from_a_value(self):
        assert rendered("{{ d.a == d.b }} {{ d.a == '' }} {{ d.a != 'x' }}", d={}) == "True False True"

    def test_a_macro_may_ask_whether_it_was_called_with_a_block(self):
        assert (
            rendered("{% macro m() %}{% if caller %}{{ caller() }}{% else %}none{% endif %}{% endmacro %}{{ m() }}")
            == "none"
        )


class TestFilters:
    def test_dates_are_written_in_full_and_short(self):
        written = rendered(
            "{{ d | day }}; {{ d | plainday }}; {{ d | shortday }}; {{ none | day }}", d=date(2026, 11, 26)
        )
        assert written == "Thursday 26 November 2026; 26 November 2026; 26 Nov 2026; "

    @pytest.mark.parametrize(("month", "written"), [(1, "26 Jan 2026 at 23:30"), (7, "27 Jul 2026 at 00:30")])
    def test_moments_are_shown_as_london_clocks_show_them(self, month, written):
        moment = datetime(2026, month, 26, 23, 30, tzinfo=UTC)
        assert rendered("{{ m | moment }}", m=moment) == written
        assert dates.clocktime(moment) == written[-5:]

    def test_numbers(self):
        assert rendered("{{ 1234 | whole }} {{ 13.42 | percent }}") == "1,234 13.4%"

    def test_what_was_typed_is_escaped(self):
        assert rendered("{{ t }}", t="<b>") == "&lt;b&gt;"
        assert keep_lines("<b>\r\n a\nb") == "&lt;b&gt;&#10; a&#10;b"


class TestErrorPages:
    @pytest.mark.parametrize("status", [400, 403, 404, 409, 429, 500, 503])
    def test_they_need_nothing_and_say_what_to_do(self, status):
        page = render_to_string(f"errors/{status}.html", {})
        assert page.count("<h1") == 1
        assert " – Wardmote</title>" in page
        assert "<li>" in page
        assert "Sign out" not in page

    def test_a_fault_shows_the_number_that_finds_it(self):
        assert "abc123" in render_to_string("errors/500.html", {"request_id": "abc123"})


class TestFrame:
    SHELL = {
        "partnership_name": "Winchester",
        "partnerships": [{"id": 1, "name": "Winchester", "active": True}, {"id": 2, "name": "Vale", "active": False}],
        "switch_url": "/switch/",
        "places": [
            {"text": "Cases", "href": "/cases/", "active": True},
            {"text": "Panels", "href": "/panels/", "active": False},
        ],
        "account": {"name": "Asha", "organisation": "Council", "sign_out_url": "/out/"},
        "demo": True,
        "demo_text": "People and cases are invented",
        "session_seconds": 1200,
        "keepalive_url": "/alive/",
    }

    def page(self, **context: object) -> str:
        return render_to_string("base.html", {"shell": self.SHELL, **context})

    def test_it_shows_where_and_who(self):
        page = self.page()
        assert 'aria-current="true">Cases</a>' in page
        assert 'aria-current="true">Panels</a>' not in page
        assert "People and cases are invented" in page
        assert 'data-session-seconds="1200" data-session-keepalive="/alive/"' in page

    def test_signing_out_and_switching_are_posts(self):
        page = self.page()
        assert '<form method="post" action="/out/">' in page
        assert '<form method="post" action="/switch/">' in page

    def test_one_partnership_needs_no_switcher(self):
        one = {**self.SHELL, "partnerships": self.SHELL["partnerships"][:1]}
        assert "/switch/" not in self.page(shell=one)

    def test_the_marking_stands_at_the_top_and_at_the_foot(self):
        assert self.page(marking="OFFICIAL-SENSITIVE").count("OFFICIAL-SENSITIVE") == 2
        assert "wm-marking" not in self.page()

    def test_nothing_inline_that_the_content_policy_would_stop(self):
        page = self.page(marking="OFFICIAL")
        assert "style=" not in page
        assert " onclick" not in page
        assert "<script>" not in page

    def test_no_address_of_another_site_is_loaded(self):
        assert 'src="http' not in self.page()
        assert 'href="http' not in self.page()


class TestBuiltFiles:
    def test_the_style_sheet_holds_no_gov_uk_letters_and_nothing_from_outside(self):
        css = (STATIC / "wardmote.css").read_text()
        assert "GDS Transport" not in css
        assert "@font-face" not in css
        assert "crest" not in css
        assert "url(http" not in css
        assert "url(//" not in css

    def test_every_picture_that_the_style_sheet_names_is_there(self):
        named = {part.split(")")[0].strip("\"'") for part in (STATIC / "wardmote.css").read_text().split("url(")[1:]}
        assert named
        assert [name for name in named if not (STATIC / name).is_file()] == []

    def test_licences_stand_beside_what_is_shipped(self):
        assert {path.name for path in (STATIC / "LICENCES").iterdir()} >= {
            "govuk-frontend.txt",
            "ministryofjustice-frontend.txt",
        }


class TestNavigation:
    @pytest.fixture(autouse=True)
    def _own_places(self, monkeypatch):
        monkeypatch.setattr(navigation, "_places", {})

    def test_places_come_in_the_order_of_the_page(self):
        for order, key in [(navigation.PLAN, "plan"), (navigation.CASES, "cases")]:
            navigation.register(navigation.Place(order=order, key=key, text=key, url_name=f"{key}:list"))
        assert [place.key for place in navigation.places()] == ["cases", "plan"]

    def test_the_same_place_twice_is_one_and_another_by_its_key_is_refused(self):
        place = navigation.Place(order=1, key="a", text="A", url_name="a:list")
        navigation.register(place)
        navigation.register(place)
        assert navigation.places() == [place]
        with pytest.raises(ValueError, match="'a'"):
            navigation.register(navigation.Place(order=2, key="a", text="B", url_name="b:list"))
