"""What may be written about contacts: the rules, each by its name."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cop.community import operations
from cop.community.records import Contact, Recipient
from cop.kernel.errors import BadInput, RuleBroken
from cop.kernel.types import Day, Word
from cop.store import edits, queries

if TYPE_CHECKING:
    from tests.community.conftest import Community


def contacts(community: "Community") -> list[Contact]:
    return queries.every(community.store.db, Contact, order="happened_on, id")


def test_a_second_count_of_a_week_takes_the_place_of_the_first(community: "Community") -> None:
    first = community.week("viber", "lct-zli", "2024-07-08", 14)
    second = community.week("viber", "lct-zli", "2024-07-08", 12)
    assert (first.before, second.before) == (None, 14)
    assert [(each.id, each.times) for each in contacts(community)] == [(first.contact.id, 12)]
    community.week("viber", "lct-seb", "2024-07-08", 3)
    community.week("mail", "lct-zli", "2024-07-08", 1)
    community.week("viber", "lct-zli", "2024-07-15", 1)
    assert len(contacts(community)) == 4, "another team, another channel, another week"


def test_contacts_of_one_day_stand_beside_each_other(community: "Community") -> None:
    community.day("viber", "lct-zli", "2024-07-08")
    community.day("viber", "lct-zli", "2024-07-08")
    assert len(contacts(community)) == 2


def test_a_contact_cannot_be_of_the_future(community: "Community") -> None:
    with pytest.raises(RuleBroken, match="Sun 21 July 2024 has not come yet"):
        community.day("viber", "lct-zli", "2024-07-21")
    with pytest.raises(RuleBroken, match="Mon 22 July 2024 has not come yet"):
        community.week("viber", "lct-zli", "2024-07-22", 1)
    assert contacts(community) == []


def test_that_nothing_was_heard_in_a_week_can_be_said_and_less_cannot(community: "Community") -> None:
    assert community.week("viber", "lct-zli", "2024-07-08", 0).contact.times == 0
    for times in (-1, 100_001):
        with pytest.raises(BadInput, match="there cannot have been"):
            community.week("viber", "lct-zli", "2024-07-08", times)


def test_a_weeks_count_stands_on_its_monday(community: "Community") -> None:
    with pytest.raises(BadInput, match="stands on its Monday") as refused:
        community.week("viber", "lct-zli", "2024-07-10", 3)
    assert refused.value.hint == "write 2024-07-08"


def test_a_team_that_takes_no_part_in_a_channel_has_no_contact_there(community: "Community") -> None:
    with pytest.raises(RuleBroken, match="Team pmu takes no part in Channel mail") as refused:
        community.day("mail", "pmu", "2024-07-08")
    assert refused.value.hint == "cop channel add mail pmu lets it take part"


def test_a_contact_reaches_somebody_else_than_its_sender(community: "Community") -> None:
    logged = community.day("viber", "lct-zli", "2024-07-08", "seb-pm", "pat-pm", "seb-pm", sender="zli-pm")
    reached = {each.reached for each in queries.every(community.store.db, Recipient)}
    assert reached == {community.id("person", "seb-pm"), community.id("person", "pat-pm")}
    with pytest.raises(RuleBroken, match="its own sender"):
        community.day("viber", "lct-zli", "2024-07-08", "zli-pm", sender="zli-pm")
    with community.store.writing("import") as draft, pytest.raises(RuleBroken, match="its own sender"):
        operations.keep_recipient(draft, Recipient(contact=logged.contact.id, reached=community.id("person", "zli-pm")))


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"happened_on": Day("2024-07-21")}, RuleBroken),
        ({"span": Word("week")}, BadInput),
        ({"times": 0}, BadInput),
    ],
)
def test_a_description_and_an_edit_are_held_to_the_same_rules(
    community: "Community", wrong: dict[str, object], error: type[Exception]
) -> None:
    contact = community.day("viber", "lct-zli", "2024-07-09").contact
    with community.store.writing("import") as draft:
        assert operations.RULES["contact"](draft, contact) == contact
        with pytest.raises(error):
            operations.RULES["contact"](draft, replace(contact, **wrong))  # type: ignore[arg-type]


def test_a_removed_contact_returns_with_those_it_reached(community: "Community") -> None:
    contact = community.day("viber", "lct-zli", "2024-07-09", "seb-pm").contact
    with community.store.writing("contact remove") as draft:
        edits.remove(draft, contact)
    assert contacts(community) == queries.every(community.store.db, Recipient) == []
    with community.store.writing("contact restore") as draft:
        edits.restore(draft, Contact, contact.id)
    assert len(contacts(community)) == len(queries.every(community.store.db, Recipient)) == 1
