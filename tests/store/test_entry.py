"""The entry format: the page that settles it is read, and every example on it computed again."""

import re
from pathlib import Path

import pytest

from cop.kernel.ids import canonical, derived_id
from cop.store import entry
from cop.store.entry import Change, Entry
from cop.store.identity import head_is_signed, public_key, sign_head

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "entry-format.md"
VECTORS = {
    name.strip(): value
    for block in re.findall(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    for name, _, value in (line.partition(" = ") for line in block.splitlines())
}
SEED, NONCE = bytes.fromhex(VECTORS["seed"]), bytes.fromhex(VECTORS["nonce"])
MORNING = 1_719_824_400_000
ZLITEN = "7k2m4f0000ab"


def entries() -> list[Entry]:
    """Return the three entries of the page: a founding, a partner with an Arabic alias, a corrected name."""
    site, key = entry.site_id(public_key(SEED), NONCE), public_key(SEED).hex()
    roster, alias = derived_id("roster", [key]), derived_id("alias", [ZLITEN, "زليتن"])
    founding = Entry(
        site, 1, None, MORNING << 16, MORNING, None, "init", None,
        (Change("roster", roster, "key", key), Change("roster", roster, "label", "founder"),
         Change("roster", roster, "role", "root")),
    )  # fmt: skip
    before, clock = entry.entry_hash(founding).hex(), entry.next_clock(founding.clock, MORNING)
    partner = Entry(
        site, 2, before, clock, MORNING, "pmu", "partner new", None,
        (Change("alias", alias, "name", "زليتن"), Change("alias", alias, "subject", ZLITEN),
         Change("partner", ZLITEN, "code", "m-zli"), Change("partner", ZLITEN, "name", "Zletin")),
    )  # fmt: skip
    seen = entry.identity(entry.entry_hash(partner), 3)
    hour_later = MORNING + 3_600_123
    corrected = Entry(
        site, 3, entry.entry_hash(partner).hex(), entry.next_clock(partner.clock, hour_later), hour_later, "m-zli-pm",
        "partner edit", "as we write it", (Change("partner", ZLITEN, "name", "Zliten", (seen,)),),
    )  # fmt: skip
    return [founding, partner, corrected]


def test_a_site_is_bound_to_its_key() -> None:
    assert public_key(SEED).hex() == VECTORS["key"]
    assert entry.site_id(public_key(SEED), NONCE) == VECTORS["site"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_entries_have_the_bytes_and_hashes_of_the_page(number: int) -> None:
    made = entries()[number - 1]
    assert entry.entry_bytes(made).decode() == VECTORS[f"entry {number}"]
    assert entry.entry_hash(made).hex() == VECTORS[f"hash {number}"]


def test_a_chain_is_signed_by_its_head() -> None:
    last = entries()[2]
    digest = entry.entry_hash(last)
    assert entry.head_bytes(last.site, last.seq, digest, last.clock).decode() == VECTORS["signed"]
    signature = sign_head(SEED, last.site, last.seq, digest, last.clock)
    assert signature.hex() == VECTORS["signature"]
    assert head_is_signed(public_key(SEED), signature, last.site, last.seq, digest, last.clock)
    assert not head_is_signed(public_key(SEED), signature, last.site, last.seq, digest, last.clock + 1)


def test_ids_are_derived_from_what_a_record_joins() -> None:
    assert derived_id("alias", [ZLITEN, "زليتن"]) == VECTORS["alias id"]
    assert derived_id("membership", [ZLITEN, "4f2m00000000", None, "2024-05-01"]) == VECTORS["membership id"]
    assert derived_id("series_slot", ["4f2m00000000", "2024-06-05"]) == VECTORS["slot id"]


def test_a_personal_value_is_only_promised() -> None:
    promise = entry.commitment("person", "4f2m00000000", "email", "00" * 16, "office@example.org")
    assert promise == VECTORS["commitment"]
    assert promise != entry.commitment("person", "4f2m00000000", "email", "01" * 16, "office@example.org")


def test_a_removal_holds_what_its_author_saw() -> None:
    _, partner, corrected = map(entry.entry_hash, entries())
    heads = [("name", entry.identity(corrected, 0)), ("code", entry.identity(partner, 2))]
    assert entry.heads_digest(heads) == entry.heads_digest(reversed(heads)) == VECTORS["digest of heads"]


def test_items_cannot_run_into_each_other() -> None:
    assert canonical("a", None, "", 7, "زليتن").decode() == "1:a,-,0:,1:7,10:زليتن,"
    assert canonical("ab", "c") != canonical("a", "bc")
    assert canonical(None) != canonical("") != canonical("-")


def test_every_vector_of_the_page_is_checked_here() -> None:
    checked = set(re.findall(r'VECTORS\["([^"]+)"\]', Path(__file__).read_text(encoding="utf-8")))
    assert set(VECTORS) == checked | {f"{what} {number}" for what in ("entry", "hash") for number in (1, 2, 3)}
