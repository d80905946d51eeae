import pytest

from cop.documents.words import Words, languages
from cop.kernel.errors import BadInput
from cop.meetings.attending import STATUSES
from cop.meetings.typed import read_status


@pytest.mark.parametrize("language", languages())
def test_how_somebody_took_part_is_said_in_any_language_of_documents(language: str) -> None:
    assert [read_status(Words(language).word(status)) for status in STATUSES] == list(STATUSES)


def test_a_word_that_no_language_has_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadInput, match="does not say how somebody took part") as caught:
        read_status("ربما")
    assert caught.value.hint == f"use one of {', '.join(STATUSES)}"
