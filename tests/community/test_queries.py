"""Who has been heard of, how a cadence was kept, who is silent: from contacts, held meetings and submitted months."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cop.community import queries
from cop.kernel.types import Day, Id, Month, Word
from cop.months.records import TeamMonth

if TYPE_CHECKING:
    from tests.community.conftest import Community

JULY = Day("2024-07-01"), Day("2024-07-31")
TODAY = Day("2024-07-20")
LATER = Day("2024-08-05")


def news(community: "Community", today: Day = TODAY) -> dict[str, str]:
    """Return last news by the teams' codes."""
    codes = dict(community.store.db.all("SELECT id, code FROM body"))
    return {codes[body]: day for body, day in queries.last_news(community.store.db, today).items()}


def kept(community: "Community", channel: str, team: str, today: Day = LATER) -> tuple[int, int]:
    """Return slots with a contact and slots expected of a team on a channel in July."""
    (one,) = [
        each for each in queries.strip(community.store.db, *JULY, today)
        if (each.channel_ref, each.ref) == (channel, team)
    ]  # fmt: skip
    return one.with_contact, one.expected


def test_a_contact_is_news_of_its_team_and_of_a_counted_week_its_last_day(community: "Community") -> None:
    community.day("viber", "lct-seb", "2024-07-12")
    community.day("mail", "lct-seb", "2024-07-03")
    community.week("viber", "lct-zli", "2024-07-08", 14)
    community.week("viber", "pmu", "2024-07-15", 2)
    assert news(community) == {"lct-seb": "2024-07-12", "lct-zli": "2024-07-14", "pmu": "2024-07-20"}
    assert news(community, Day("2024-07-10")) == {"lct-seb": "2024-07-03", "lct-zli": "2024-07-10"}


def test_that_nothing_was_heard_is_no_news(community: "Community") -> None:
    community.week("viber", "lct-zli", "2024-07-08", 0)
    assert news(community) == {}


def test_a_held_meeting_is_news_of_every_team_that_had_somebody_there(community: "Community") -> None:
    community.held("2024-07-03T11:00", "zli-mayor", "pat-pm", absent=("seb-pm",))
    assert news(community) == {"lct-zli": "2024-07-03", "pmu": "2024-07-03"}


def test_where_nobody_wrote_who_came_every_invited_team_was_there(community: "Community") -> None:
    community.held("2024-07-03T11:00", last_on="2024-07-05")
    assert news(community) == dict.fromkeys(("lct-zli", "lct-seb", "pmu"), "2024-07-05")
    assert news(community, Day("2024-07-04")) == dict.fromkeys(("lct-zli", "lct-seb", "pmu"), "2024-07-04")


def test_a_month_submitted_by_the_team_itself_is_news(community: "Community") -> None:
    with community.store.writing("month submit") as draft:
        for body, on_behalf in (("lct-zli", False), ("lct-seb", True)):
            draft.add(
                TeamMonth(
                    body=community.id("body", body),
                    month=Month("2024-06"),
                    status=Word("submitted"),
                    submitted_on=Day("2024-07-04"),
                    on_behalf=on_behalf,
                )
            )
    assert news(community) == {"lct-zli": "2024-07-04"}


def test_a_cadence_is_counted_out_by_team_and_channel(community: "Community") -> None:
    # Zliten works Sunday to Thursday: 23 days in July. The week of the 1st: 3 contacts, 3 days (1, 2, 3 July). The
    # week of the 8th: 14 contacts, all its 5 days (8, 9, 10, 11 and Sunday the 14th). One more on the 17th: 9.
    community.week("viber", "lct-zli", "2024-07-01", 3)
    community.week("viber", "lct-zli", "2024-07-08", 14)
    community.day("viber", "lct-zli", "2024-07-17")
    assert kept(community, "viber", "lct-zli") == (9, 23)
    # Sebha works Monday to Friday: on Saturday the 13th nothing was expected.
    community.day("viber", "lct-seb", "2024-07-12")
    community.day("viber", "lct-seb", "2024-07-13")
    assert kept(community, "viber", "lct-seb") == (1, 23)
    # Four weeks end in July, on the 7th, 14th, 21st and 28th; up to the 20th two of them.
    community.day("mail", "lct-seb", "2024-07-09")
    assert kept(community, "mail", "lct-seb") == (1, 4)
    assert kept(community, "mail", "lct-seb", TODAY) == (1, 2)
    assert kept(community, "moodle", "lct-zli") == (0, 0)


def test_a_held_meeting_counts_by_itself_in_the_rooms_of_its_teams(community: "Community") -> None:
    community.held("2024-07-03T11:00", "zli-pm")
    assert kept(community, "zoom", "lct-zli") == (1, 1)
    assert kept(community, "zoom", "lct-seb") == (0, 1), "nobody of Sebha came"
    assert kept(community, "office", "lct-zli") == (0, 1), "it was held online"
    assert kept(community, "viber", "lct-zli") == (0, 23), "a chat is no room"
    community.held("2024-07-05T11:00", mode="hybrid")
    assert kept(community, "zoom", "lct-seb") == kept(community, "office", "lct-zli") == (1, 1)


@pytest.mark.parametrize(("mode", "online"), [("in_presence", 0), (None, 1)])
def test_a_meeting_in_presence_is_none_in_an_online_room(community: "Community", mode: str | None, online: int) -> None:
    community.held("2024-07-03T11:00", mode=mode)
    assert kept(community, "zoom", "lct-zli") == (online, 1)
    assert kept(community, "office", "lct-zli") == (1, 1)


def test_the_weeks_of_a_month_say_where_nothing_is_known(community: "Community") -> None:
    community.week("viber", "lct-zli", "2024-07-08", 14)
    community.week("viber", "lct-zli", "2024-07-15", 0)
    strip = {(each.channel_ref, each.ref): each for each in queries.strip(community.store.db, *JULY, LATER)}
    weeks = strip["viber", "lct-zli"].weeks
    assert [(each.monday[5:], each.with_contact, each.expected, each.told) for each in weeks] == [
        ("07-01", 0, 5, False), ("07-08", 5, 5, True), ("07-15", 0, 5, True), ("07-22", 0, 5, False),
        ("07-29", 0, 3, False),
    ]  # fmt: skip
    assert strip["viber", "lct-zli"].told and not strip["viber", "lct-seb"].told


def test_what_is_told_of_teams_stands_in_the_order_of_channels_and_teams(community: "Community") -> None:
    order = [(each.channel_ref, each.ref) for each in queries.strip(community.store.db, *JULY, LATER)]
    assert order == sorted(order) and len(order) == 10


def test_the_longest_silence_comes_first_and_what_is_unknown_last(community: "Community") -> None:
    community.day("viber", "lct-seb", "2024-07-12")
    community.day("mail", "lct-seb", "2024-06-20")
    community.week("viber", "lct-zli", "2024-07-15", 1)
    told = [
        (one.ref, one.channel_ref, how.days, how.too_long) for one, how in queries.silences(community.store.db, TODAY)
    ]
    assert told[:4] == [
        ("lct-seb", "mail", 30, True), ("lct-seb", "viber", 8, True), ("lct-zli", "viber", 0, False),
        ("lct-zli", "mail", None, None),
    ]  # fmt: skip
    assert {days for _, _, days, _ in told[3:]} == {None}


def test_a_contact_of_long_ago_is_still_the_last_one(community: "Community") -> None:
    community.day("viber", "lct-seb", "2022-07-20")
    team = community.id("body", "lct-seb")
    one = next(how for of, how in queries.silences(community.store.db, TODAY, team) if of.channel_ref == "viber")
    assert (one.last_on, one.days, one.streak, one.too_long) == ("2022-07-20", 731, 0, True)


def test_two_copies_that_counted_the_same_week_do_not_count_it_twice(community: "Community") -> None:
    logged = community.week("viber", "lct-seb", "2024-07-08", 2)
    with community.store.writing("merge") as draft:
        draft.add(replace(logged.contact, id=Id(""), times=3))
    assert kept(community, "viber", "lct-seb") == (3, 23)


def test_contacts_are_listed_by_day_with_the_weeks_that_reach_into_a_month(community: "Community") -> None:
    community.week("viber", "lct-zli", "2024-07-01", 3)
    community.week("viber", "lct-zli", "2024-05-27", 2)
    community.day("viber", "lct-zli", "2024-05-31")
    community.day("mail", "lct-seb", "2024-06-03", "zli-pm", "pat-pm", sender="seb-pm")
    db, june = community.store.db, (Day("2024-06-01"), Day("2024-06-30"))
    rows = queries.contacts(db, span=june)
    assert [(row[2], row[3], row[5], row[7]) for row in rows] == [
        ("2024-05-27", "week", "viber", "lct-zli"), ("2024-06-03", "day", "mail", "lct-seb"),
    ]  # fmt: skip
    assert (rows[1][9], rows[1][11]) == ("seb-pm", ["pat-pm", "zli-pm"])
    assert len(queries.contacts(db)) == 4
    assert len(queries.contacts(db, team=community.id("body", "lct-zli"))) == 3
    assert len(queries.contacts(db, channel=community.id("channel", "mail"))) == 1


@pytest.mark.parametrize(
    ("person", "channel", "team"),
    [
        ("zli-pm", "viber", "lct-zli"),
        ("zli-pm", "note", "lct-zli"),
        ("pat-pm", "viber", "pmu"),
        ("pat-pm", "mail", None),
    ],
)
def test_somebody_speaks_for_their_own_team(
    community: "Community", person: str, channel: str, team: str | None
) -> None:
    found = queries.own_team(
        community.store.db, community.id("person", person), community.id("channel", channel), TODAY
    )
    assert found == (team and community.id("body", team))


def test_a_question_asks_the_same_number_of_queries_whatever_the_number_of_rows(
    community: "Community", monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> int:
        count = 0
        ask = type(community.store.db).all

        def counting(self: object, sql: str, **params: object) -> object:
            nonlocal count
            count += 1
            return ask(community.store.db, sql, **params)

        with monkeypatch.context() as patched:
            patched.setattr(type(community.store.db), "all", counting)
            queries.strip(community.store.db, *JULY, LATER)
            queries.silences(community.store.db, TODAY)
            queries.last_news(community.store.db, TODAY)
            queries.contacts(community.store.db)
        return count

    community.day("viber", "lct-seb", "2024-07-12")
    community.held("2024-07-03T11:00", "zli-pm")
    few = asked()
    for day in range(1, 13):
        community.day("viber", "lct-zli", f"2024-07-{day:02}")
        community.held(f"2024-07-{day:02}T11:00", "zli-pm")
    assert asked() == few
