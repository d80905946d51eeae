"""What can be done with evidence: add a file's digest or an address to anything, and know a copy of a file again."""

from typing import NamedTuple

from cop.activities.evidence.queries import SUBJECTS, EvidenceLine, every_evidence
from cop.activities.evidence.records import Evidence
from cop.activities.evidence.shown import Shown, is_address, read
from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Id
from cop.store import queries, references
from cop.store.database import Database
from cop.store.journal import Draft


class Attached(NamedTuple):
    """Evidence as it will be saved, whether it stood there before, and what a person should know of it."""

    evidence: Evidence
    is_known: bool
    doubts: list[str]


def find_subject(db: Database, typed: str) -> tuple[str, Id]:
    """Return (kind, id) of whatever evidence can be shown of.

    Raises:
        NotFound: Nothing is called so, or several things are.
    """
    found = references.find_any(db, SUBJECTS, typed)
    if found is None:
        raise NotFound(f'nothing that needs evidence is called "{typed}"', f"cop find {typed} looks everywhere")
    return found[0], Id(found[1])


def attach(draft: Draft, subject: Id, shown: Shown, title: str | None = None) -> Attached:
    """Add a file, by its digest, or an address as evidence of a record; the same again adds nothing.

    What is shown was read before anything is written: nobody else waits while a long file is.
    """
    same = "subject = :subject AND (sha256 = :sha256 OR link = :link)"
    known = queries.every(draft.db, Evidence, same, subject=subject, sha256=shown.sha256, link=shown.link)
    if known:
        return Attached(known[0], True, [f"{shown.name} was added before"])
    made = Evidence(
        subject=subject, title=title or shown.name, file_name=shown.file_name, sha256=shown.sha256, link=shown.link
    )
    return Attached(draft.add(made), False, [f"{shown.name} is empty"] if shown.is_empty else [])


def check(db: Database, typed: str) -> tuple[Shown, list[EvidenceLine]]:
    """Return a file and what it is evidence of, byte for byte.

    Raises:
        RuleBroken: A file of that name was added, with another content.
        NotFound: Nothing like it was.
        BadInput: It is an address, whose content nobody noted.
    """
    shown = read(typed)
    if shown.link:
        raise BadInput("what stands at an address changes, so only files can be checked", "name a file")
    same = every_evidence(db, "x.sha256 = :sha256", sha256=shown.sha256)
    if same:
        return shown, same
    other = every_evidence(db, "x.file_name = :name", name=shown.file_name)
    if other:
        raise RuleBroken(
            f"{shown.name} is not the file that was added for {_told(other[0])}: its content differs",
            f"cop evidence add {other[0].subject_ref} {shown.name} adds this one too",
        )
    raise NotFound(f"{shown.name} is evidence of nothing so far", f"cop evidence add REF {shown.name} adds it")


def keep_evidence(draft: Draft, evidence: Evidence) -> Evidence:
    """Check that a digest is one, and that an address is one that a browser opens.

    Raises:
        BadInput: It is not.
    """
    if evidence.sha256 and not (len(evidence.sha256) == 64 and set(evidence.sha256) <= set("0123456789abcdef")):
        raise BadInput(
            f'sha256 cannot be "{evidence.sha256}"', "it takes the 64 digits and letters that sha256sum prints"
        )
    if evidence.link and not is_address(evidence.link):
        raise BadInput(f'link cannot be "{evidence.link}"', "it takes an address such as https://example.org/list.pdf")
    return evidence


def _told(line: EvidenceLine) -> str:
    return f"{(line.subject_kind or 'record').replace('_', ' ')} {line.subject_ref}"


RULES = {"evidence": keep_evidence}
