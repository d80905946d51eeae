"""Finding anything by any part of any of its names."""

import pytest

from cop.cli import run
from cop.commands.find import found
from cop.kernel.types import Word
from cop.store import naming
from cop.store.store import Store
from cop.teams.records import Body, Partner, Person, Seat


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
    ((kind, record, ref, name, _),) = found(named.db, "fishermen")
    assert (kind, ref, name) == ("seat", record[:4], "Place of the fishermen")


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
