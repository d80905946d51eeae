"""What meetings are called in other languages: the one place where a date of a series borrows from its series."""

from cop.documents.words import Text, Texts
from cop.meetings.queries.sittings import all_series
from cop.meetings.sitting import Sitting
from cop.store.database import Database


class MeetingTexts:
    """Texts of meetings with their translations, asked for once."""

    def __init__(self, db: Database, texts: Texts) -> None:
        self._texts = texts
        self._series = {each.id: each for each in all_series(db)}

    def title(self, one: Sitting) -> Text:
        """Return what a meeting is called."""
        return self._of(one, "title", one.title)

    def place(self, one: Sitting) -> Text:
        """Return where it is, which may be nowhere."""
        return self._of(one, "place", one.place or "")

    def _of(self, one: Sitting, attribute: str, said: str) -> Text:
        """Return a text of a meeting; a date that says what its series says is translated with it."""
        of = self._series.get(one.series) if one.series else None
        shared = self._texts.of(of.id, attribute, said).others if of and getattr(of, attribute) == said else {}
        return Text(said, {**shared, **self._texts.of(one.id, attribute, said).others})
