"""What tells a form that comes back."""

import pytest

from cop.kernel.errors import BadInput
from cop.months.forms import stamp
from cop.months.forms.stamp import Stamp
from cop.store.position import here
from tests.months.conftest import JULY, Partnership


def made(partnership: Partnership) -> Stamp:
    with partnership.store.reading():
        return stamp.stamp(partnership.db, partnership.body("lct-zli"), JULY, here(partnership.db))


def test_a_stamp_is_one_word_and_comes_back_as_it_was(partnership: Partnership) -> None:
    of = made(partnership)
    word = stamp.spell(of)
    assert stamp.read(word) == of and not set(word) & set(" \t\n[]")


def test_the_position_is_found_again_also_after_more_was_written(partnership: Partnership) -> None:
    with partnership.store.reading():
        then = here(partnership.db)
    of = made(partnership)
    partnership.write(done="More")
    with partnership.store.reading():
        assert stamp.position(partnership.db, of) == then != here(partnership.db)


@pytest.mark.parametrize("change", [lambda word: word[:-5], lambda word: word.replace(".1.", ".1.A"), lambda word: "x"])
def test_a_stamp_that_was_cut_or_edited_is_refused(partnership: Partnership, change) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadInput, match="the last line of the form was cut or changed"):
        stamp.read(change(stamp.spell(made(partnership))))


def test_another_version_is_refused_by_its_number(partnership: Partnership) -> None:
    with pytest.raises(BadInput, match="this form is of version 7, and cop reads version 1"):
        stamp.read(stamp.spell(made(partnership)).replace(".1.", ".7."))


def test_a_form_of_another_programme_is_refused(partnership: Partnership) -> None:
    with partnership.store.reading(), pytest.raises(BadInput, match="another programme"):
        stamp.position(partnership.db, made_up(partnership)._replace(programme="0" * 16))


def test_a_form_of_a_copy_whose_news_is_not_here_is_refused(partnership: Partnership) -> None:
    of = made_up(partnership)
    ahead = of._replace(places={site: seq + 1 for site, seq in of.places.items()})
    with partnership.store.reading(), pytest.raises(BadInput, match="whose news has not arrived here"):
        stamp.position(partnership.db, ahead)


def made_up(partnership: Partnership) -> Stamp:
    return stamp.stamp(partnership.db, partnership.body("lct-zli"), JULY, here(partnership.db))
