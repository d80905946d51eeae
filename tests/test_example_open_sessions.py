"""A programme of another kind in the same records: open sessions, tutors and pioneer towns, counted by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cop import cli
from cop.activities.events import queries as events
from cop.activities.pilots import queries as pilots
from cop.activities.training import queries as training
from cop.kernel.types import Day, Id, Moment, Month
from cop.meetings.queries.sittings import find_sitting, sittings
from cop.months.queries import standing
from cop.store.store import Store

EXAMPLE = Path(__file__).parents[1] / "examples" / "open-sessions.yaml"
TODAY = Day("2021-07-20")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("open") / "open.cop.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COP_CONFIG_DIR", str(tmp_path_factory.mktemp("keys")))
        patch.setenv("COP_NOW", f"{TODAY}T09:00:00Z")
        assert cli.run(["init", str(path), "--from", str(EXAMPLE)]) == 0
    return path


@pytest.fixture
def community(made: Path) -> Iterator[Store]:
    with Store(str(made)) as store, store.reading():
        yield store


def meeting(store: Store, ref: str) -> Id:
    return find_sitting(store.db, ref).id


def test_the_session_of_15_july_2021_reached_35_people_of_ten_countries(community: Store) -> None:
    reach = events.reach(community.db, [meeting(community, "deeper")])
    assert (reach.people, reach.others, reach.headcount) == (0, 35, None)
    assert {line.key: line.others for line in reach.by_country} == {
        "FR": 5, "IT": 5, "ES": 4, "PT": 4, "BR": 4, "GB": 5, "US": 3, "CA": 2, "MX": 2, "CO": 1,
    }  # fmt: skip
    assert {line.key: line.others for line in reach.by_sector} == {
        "civil_society": 26, "municipality": 4, "university": 3, "company": 1, None: 1,
    }  # fmt: skip


def test_fewer_work_for_a_town_than_was_wished_for(community: Store) -> None:
    """4 of 35 came from a municipality, where two in five were wished for."""
    mix = events.reach(community.db, [meeting(community, "deeper")]).mix
    assert ("municipality", "0.4", 4, 35) in [(line.sector, line.target, line.counted, line.among) for line in mix]


def test_one_webinar_in_three_languages_is_counted_on_the_spot(community: Store) -> None:
    refs = ("w-en", "w-es", "w-pt")
    reach = events.reach(community.db, [meeting(community, ref) for ref in refs])
    assert reach.headcount == 41 + 28 + 19
    first = meeting(community, "w-en")
    repeats = community.db.all("SELECT code FROM meeting WHERE repeats = :first ORDER BY code", first=first)
    assert repeats == [("w-es",), ("w-pt",)]


def test_cafe_and_webinar_take_turns(community: Store) -> None:
    found = sittings(community.db, Moment("2021-01-01T00:00:00Z"), Moment("2021-12-31T23:00:00Z"))
    turns = [(one.start_utc[:10], one.ref.partition("/")[0]) for one in found if one.series]
    assert [name for _, name in turns] == ["cafe", "webinar"] * 6
    assert {one.start_utc[11:16] for one in found if one.series} == {"17:00"}


def test_six_pioneers_without_coordination_teams_are_whom_the_tutors_must_cover(community: Store) -> None:
    found = {one.ref: one.status for one in training.cover(community.db, TODAY)}
    assert found == {
        "santorso": "covered", "valsamoggia": "covered", "mariana": "planned", "garrotxa": "not_delivering",
        "kispest": "not_delivering", "telheiras": "not_delivering",
    }  # fmt: skip
    assert standing(community.db, Month("2021-07"), TODAY) == [], "no team owes a month"


def test_how_late_the_towns_went_on_without_a_tutor(community: Store) -> None:
    """The first plan was the last day of 2019: Santorso was a month early, Vila Mariana nine months late."""
    found = {one.ref: one.slip_days for one in pilots.milestones(community.db, TODAY) if one.ref.endswith("-3")}
    assert {ref: found[ref] for ref in ("santorso-3", "kispest-3", "telheiras-3", "mariana-3")} == {
        "santorso-3": -31, "kispest-3": 45, "telheiras-3": 182, "mariana-3": 274,
    }  # fmt: skip


def test_nobody_is_named(community: Store) -> None:
    assert community.db.all("SELECT count(name), count(email), count(phone) FROM person") == [(0, 0, 0)]
    assert community.db.all("SELECT count(name), count(email) FROM registration") == [(0, 0)]
