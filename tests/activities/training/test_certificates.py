"""Certificates of attendance: a page for everyone who came, and for nobody else."""

import dataclasses
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from cop.activities.training.certificates import Page, _together, holders, html, pages
from cop.documents.words import Texts, Words
from cop.kernel import dates
from cop.kernel.types import Day, Word
from cop.meetings.queries.sittings import find_sitting
from cop.meetings.records import Attendance, Registration
from cop.store import queries
from cop.store.records import Translation
from cop.teams.records import Person, Programme
from tests.activities.training.conftest import Training, Type

ENGLISH = Words("en-GB")
ON_A_FILE = pytest.mark.parametrize("store", ["sqlite3"], indirect=True)


def made(training: Training, event: str, words: Words = ENGLISH) -> list[Page]:
    of, texts = find_sitting(training.db, event), Texts(training.db)
    return list(pages(training.db, of, holders(training.db, of, texts), texts, words))


def mark(training: Training, event: str, person: str, status: str, by: str = "") -> None:
    with training.store.writing("attendance mark") as draft:
        instead = training.person(by) if by else None
        asked = Attendance(
            meeting=training.id("meeting", event), person=training.person(person), status=Word(status),
            represented_by=instead,
        )  # fmt: skip
        draft.add(asked)


@pytest.fixture
def tot(training: Training) -> Training:
    """Hold a ToT of three days, to which one came throughout, one on two days, and one not at all."""
    training.tot("tot5", "c5", "2024-04-20", "2024-04-22", {
        "u-zli-1": None, "u-zli-2": ["2024-04-20", "2024-04-22"], "u-tbk-1": [],
    }, place="Benghazi")  # fmt: skip
    return training


def test_everyone_who_came_gets_one_and_nobody_else(tot: Training) -> None:
    assert [page.role for page in made(tot, "tot5")] == ["Trainer 1, University zli", "Trainer 2, University zli"]


def test_who_did_not_come_on_all_days_is_certified_for_those_alone(tot: Training) -> None:
    whole, part = (dict(page.facts) for page in made(tot, "tot5"))
    assert "Present on" not in whole
    assert whole["Date"] == part["Date"] == "20 April 2024 – 22 April 2024"
    assert part["Present on"] == "20 April 2024 and 22 April 2024"


def test_the_one_who_came_instead_gets_it_and_who_was_represented_does_not(tot: Training) -> None:
    mark(tot, "tot5", "zli-off", "represented", by="bwd-off")
    mark(tot, "tot5", "pmu-pm", "represented")
    assert "Officer, Bani Walid" in [page.role for page in made(tot, "tot5")]
    assert not [page for page in made(tot, "tot5") if page.role in ("Officer, Zliten", "Project Manager, Trento")]


def test_a_person_whose_name_is_not_known_gets_the_role_and_a_line_to_write_on(tot: Training) -> None:
    with tot.store.writing("person edit") as draft:
        known = queries.one(draft.db, Person, tot.person("u-zli-2"))
        assert known
        draft.edit(known, dataclasses.replace(known, name="NAME OF TRAINER 2"))
    first, second = re.findall("<article.*?</article>", html(made(tot, "tot5")), re.DOTALL)
    assert 'class="name open"' in first and "NAME OF" not in first
    assert 'class="name open"' not in second and "NAME OF TRAINER 2" in second


def test_strangers_who_were_registered_and_came_get_one_after_the_others(tot: Training) -> None:
    with tot.store.writing("registration new") as draft:
        of = tot.id("meeting", "tot5")
        draft.add(Registration(meeting=of, organisation="Port of Sirte", status=Word("attended")))
        draft.add(Registration(meeting=of, organisation="Port of Khoms", status=Word("confirmed")))
    assert [page.role for page in made(tot, "tot5")][-1] == "Port of Sirte"
    assert len(made(tot, "tot5")) == 3


def test_a_certificate_says_what_where_for_which_programme_and_what_the_funder_wants(tot: Training) -> None:
    with tot.store.writing("programme edit") as draft:
        (programme,) = queries.every(draft.db, Programme)
        wanted = dataclasses.replace(
            programme, funder_statement="Made possible by the funder.", funder=tot.id("partner", "pat")
        )
        draft.edit(programme, wanted)
    page = made(tot, "tot5")[0]
    assert (page.event, page.about, page.statement) == ("ToT tot5", "Local economy", "Made possible by the funder.")
    assert dict(page.facts) | {"Place": "Benghazi", "Funder": "Trento"} == dict(page.facts)


def test_an_arabic_certificate_runs_from_the_right_and_shows_translations(tot: Training) -> None:
    with tot.store.writing("translation set") as draft:
        said = Translation(
            subject=tot.id("meeting", "tot5"), attribute=Word("title"), language=Word("ar"), words="تدريب المدربين"
        )
        draft.add(said)
    page = html(made(tot, "tot5", Words("ar-LY")))
    assert '<html lang="ar-LY" dir="rtl">' in page and "تدريب المدربين" in page
    assert "20 أبريل 2024" in page


def test_nothing_is_fetched_and_what_people_typed_is_no_markup(tot: Training) -> None:
    (page, *_) = made(tot, "tot5")
    said = html([page._replace(name="<script>alert(1)</script>")])
    assert "<script" not in said and "default-src 'none'" in said
    assert "http" not in said.replace("http-equiv", "")


def test_a_certificate_with_much_to_say_is_written_smaller_so_that_it_stays_one_sheet(tot: Training) -> None:
    (page, *_) = made(tot, "tot5")
    statement = "Its contents are the sole responsibility of the partners. "
    assert [page._replace(statement=statement * times).letters for times in (1, 8, 14)] == ["roomy", "dense", "packed"]


# What is typed


@ON_A_FILE
def test_certificates_are_a_page_for_each_person_and_language(types: Type, tmp_path: Path) -> None:
    target = tmp_path / "tot5.html"
    assert types(f'training certificates tot5 --lang en --lang ar -o "{target}"') == f"written  {target}\n"
    assert target.read_text("utf-8").count("<article") == 6
    types(f'training certificates c5 --person u-zli-1 -o "{target}" --yes')
    assert target.read_text("utf-8").count("<article") == 1


@ON_A_FILE
def test_who_did_not_come_is_refused_in_a_sentence(types: Type) -> None:
    said = types("training certificates tot5 --person pmu-pm")
    assert "Project Manager is not known to have come to tot5" in said and "exit 4" in said
    assert "cop attendance list tot5" in said


@ON_A_FILE
def test_there_are_none_before_the_last_day_is_over(types: Type, given: Training) -> None:
    given.tot("tot6", "c5", "2024-11-30", "2024-12-06", {"u-zli-1": ["2024-11-30"]}, status="planned")
    assert "tot6 is not over before Fri 6 December 2024" in types("training certificates tot6")
    assert "give one of tot5, tot6" in types("training certificates c5")


@ON_A_FILE
def test_there_are_none_of_what_did_not_take_place_or_where_nobody_wrote_who_came(types: Type, given: Training) -> None:
    given.tot("off", "c5", "2024-05-01", "2024-05-02", status="cancelled")
    given.tot("mute", "c5", "2024-05-03", "2024-05-04")
    assert "off did not take place: it is cancelled" in types("training certificates off")
    assert "nobody is known to have come to mute" in types("training certificates mute")


@ON_A_FILE
def test_certificates_are_no_word_file(types: Type) -> None:
    assert "certificates are pages to print, not t.docx" in types("training certificates tot5 -o t.docx")


@drawn(st.sets(st.integers(0, 40)))
def test_days_that_follow_one_another_are_told_together(numbers: set[int]) -> None:
    days = [dates.shift(Day("2024-04-20"), number) for number in sorted(numbers)]
    spans = list(_together(days))
    told = [dates.shift(first, at) for first, last in spans for at in range(41) if dates.shift(first, at) <= last]
    assert told == days
    assert all(dates.shift(one[1], 1) < other[0] for one, other in pairwise(spans))


def test_three_days_in_a_row_and_one_apart_are_two_spans() -> None:
    days = [Day("2024-04-20"), Day("2024-04-21"), Day("2024-04-22"), Day("2024-04-25")]
    assert list(_together(days)) == [("2024-04-20", "2024-04-22"), ("2024-04-25", "2024-04-25")]
