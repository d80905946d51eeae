"""Finding anything by any part of any of its names."""

from typing import Any

import pytest

from cop.cli import run
from cop.commands.find import found
from cop.community.records import Contact
from cop.kernel.types import Day, Id, Rule, Word, ZonedTime
from cop.meetings.records import Action, AgendaItem, Decision, Meeting, Series
from cop.store import naming
from cop.store.references import find
from cop.store.store import Store
from cop.teams.records import Body, Channel, Partner, Person, Seat


@pytest.fixture
def named(store: Store) -> Store:
    with store.writing("test") as draft:
        zliten = draft.add(Partner(code="m-zli", name="Zliten"))
        draft.add(Person(code="m-zli-pm", title="Manager", partner=zliten.id, name="Fatima"))
        team = draft.add(Body(code="lct-zli", title="Team Zliten", kind=Word("coordination_team")))
        draft.add(Seat(body=team.id, title="Place of the fishermen"))
        naming.alias(draft, zliten, "زليتن")
        naming.translate(draft, team, "title", "ar", "فريق الصيد")
    return store


def test_all_kinds_are_searched_the_best_fit_first(named: Store) -> None:
    assert [(row[0], row[2]) for row in found(named.db, "zliten")] == [("partner", "m-zli"), ("body", "lct-zli")]
    assert [row[2] for row in found(named.db, "ZLI")] == ["m-zli", "m-zli-pm", "lct-zli"]


@pytest.mark.parametrize(
    ("typed", "ref", "by"),
    [
        ("زليتن", "m-zli", "زليتن"),
        ("الصيد", "lct-zli", "فريق الصيد"),
        ("fatima", "m-zli-pm", "Fatima"),
        ("team z", "lct-zli", None),
    ],
)
def test_the_name_that_led_to_a_record_is_told(named: Store, typed: str, ref: str, by: str | None) -> None:
    assert [(row[2], row[4]) for row in found(named.db, typed)] == [(ref, by)]


def test_what_has_no_code_is_named_by_the_beginning_of_its_id(named: Store) -> None:
    ((kind, record, ref, name, _, _),) = found(named.db, "fishermen")
    assert (kind, ref, name) == ("seat", record[:4], "Place of the fishermen")


def test_what_a_month_leaves_behind_is_found_and_says_where_it_belongs(named: Store) -> None:
    with named.writing("test") as draft:
        team, person = (Id(find(draft.db, kind, code)) for kind, code in (("body", "lct-zli"), ("person", "m-zli-pm")))
        series = draft.add(
            Series(code="vpm", title="Call", body=team, rule=Rule("monthly on first wed"),
                   start=ZonedTime("2024-07-03T11:00[Africa/Tripoli]"))
        )  # fmt: skip
        meeting = draft.add(
            Meeting(
                title="Call of July", body=team, start=series.start, series=series.id, original_on=Day("2024-07-03")
            )
        )
        draft.add(AgendaItem(meeting=meeting.id, ordinal=1, title="The zone map"))
        draft.add(Decision(code="d1", title="Zone map agreed", body=team, meeting=meeting.id))
        draft.add(Action(code="a1", title="Send the zone map", owner=person))
        channel = draft.add(Channel(code="viber", title="Chat", kind=Word("viber")))
        draft.add(Contact(channel=channel.id, body=team, happened_on=Day("2024-07-08"), about="Zone map asked for"))
    where = {(row[0], row[3], row[5]) for row in found(named.db, "zone map")}
    assert where == {
        ("agenda_item", "The zone map", "vpm/2024-07-03"), ("decision", "Zone map agreed", "vpm/2024-07-03"),
        ("action", "Send the zone map", "m-zli-pm"), ("contact", "Zone map asked for", "lct-zli"),
    }  # fmt: skip
    assert [(row[0], row[2], row[5]) for row in found(named.db, "call of")] == [
        ("meeting", "vpm/2024-07-03", "lct-zli")
    ]
    assert [row[5] for row in found(named.db, "fatima")] == ["m-zli"]


def test_a_finding_asks_the_same_number_of_queries_whatever_it_finds(
    named: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask = type(named.db).all

    def asking(self: Any, sql: str, **params: Any) -> Any:
        asked.append(sql)
        return ask(self, sql, **params)

    monkeypatch.setattr(type(named.db), "all", asking)
    found(named.db, "fishermen")
    few = len(asked)
    with named.writing("test") as draft:
        for number in range(40):
            draft.add(Seat(body=Id(find(draft.db, "body", "lct-zli")), title=f"Place {number} of the fishermen"))
    asked.clear()
    assert len(found(named.db, "fishermen")) == 41
    assert len(asked) == few


def test_two_records_with_one_code_are_told_apart(named: Store) -> None:
    with named.writing("merge") as draft:
        draft.add(Partner(code="m-zli", name="Zletin"))
    assert sorted(row[2] for row in found(named.db, "m-zli") if row[0] == "partner") == sorted(
        f"m-zli~{row[1][:4]}" for row in found(named.db, "m-zli") if row[0] == "partner"
    )


@pytest.mark.parametrize("typed", ["-", "", "nowhere"])
def test_nothing_is_found_by_nothing(named: Store, typed: str) -> None:
    assert found(named.db, typed) == []


def test_nothing_found_is_said_with_what_is_near(named: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["find", "Ziltan", "--format", "table", "--file", named.place]) == 0
    assert capsys.readouterr().err == 'nothing is called "Ziltan"; near: Zliten\n'


def test_a_translation_may_be_what_is_near(named: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["find", "فريق الصيذ", "--format", "table", "--file", named.place]) == 0
    assert "near: فريق الصيد" in capsys.readouterr().err
