"""The months on a database server: the same questions, the same answers."""

from cop.kernel.types import Day
from cop.months import queries, whose
from cop.months.reminding import reminders
from cop.store.store import Store
from tests.months.conftest import JULY, Partnership, settle
from tests.months.forms.conftest import read_back, text_of


def test_a_month_is_told_read_back_and_counted_on_a_server(server_programme: str) -> None:
    with Store(server_programme) as store:
        settle(store)
        partnership = Partnership(store)
        partnership.hold("call")
        partnership.write(done="Works")
        read_back(partnership, text_of(partnership).replace("[u-zli-po]:", "[u-zli-po]: online", 1))
        with store.reading():
            found = {one.ref: one for one in queries.standing(store.db, JULY, Day("2024-08-03"))}
            assert found["lct-zli"].submitted and found["lct-zli"].on_behalf and found["lct-zli"].missing == ("visit",)
            assert found["lct-seb"].missing == ("call",)
            assert len(reminders(store.db, JULY, Day("2024-08-03"), None, None)) == 1
            assert whose.to_be_told(store.db, partnership.body("lct-seb"), Day("2024-08-03")) == JULY
            assert len(queries.months(store.db)) == 1
