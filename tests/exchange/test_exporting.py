import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cop.exchange import exporting
from cop.kernel import text
from cop.kernel.records import every_kind
from cop.store.store import Store

from .conftest import bring, exported, tree

EXAMPLES = Path(__file__).parents[2] / "examples"
REBUILD = (EXAMPLES / "rebuild.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["rebuild", "ten-lines"])
def test_an_export_of_the_examples_is_read_back_to_the_byte(empty: Callable[[], Store], name: str) -> None:
    with empty() as one, empty() as other:
        bring(one, (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))
        first = exported(one)
        bring(other, first)
        assert exported(other) == first
        assert tree(other) == tree(one)


def test_every_store_keeps_the_example(store: Store) -> None:
    bring(store, REBUILD)
    first = exported(store)
    assert first.count("m-zli-pm") == 4, "the person, of two bodies, registered for the Summer School"
    assert [bring(store, said).said() for said in (REBUILD, first)] == ["", ""]
    assert exported(store) == first


def test_the_committees_have_their_golden_numbers(empty: Callable[[], Store]) -> None:
    with empty() as store:
        bring(store, REBUILD)
        bodies: dict[Any, Any] = {body["code"]: body for body in tree(store)["bodies"]}
    assert [len(bodies["sc"][part]) for part in ("seats", "members")] == [15, 15]
    assert [len(bodies["tb"][part]) for part in ("seats", "members")] == [24, 24]
    assert sum(body["kind"] == "coordination_team" for body in bodies.values()) == 10
    assert all(len(body["members"]) == 3 for body in bodies.values() if body["kind"] == "coordination_team")


def test_translations_stand_beside_the_text(empty: Callable[[], Store]) -> None:
    said = "cop: 1\nprogramme: {title: P, language: it}\npartners: [{code: a, name: {it: Roma, ar: روما}}]\n"
    with empty() as store:
        bring(store, said)
        assert "    name:\n      it: Roma\n      ar: روما\n" in exported(store)


def test_a_translation_of_an_earlier_text_does_not_stand_beside_the_new_one(empty: Callable[[], Store]) -> None:
    said = "cop: 1\nprogramme: {title: P, language: it}\npartners: [{code: a, name: {it: Roma, ar: روما}}]\n"
    with empty() as one, empty() as other:
        bring(one, said)
        bring(one, said.replace("{it: Roma, ar: روما}", "Milano"))
        first = exported(one)
        assert "name: Milano\n" in first and "words: روما" in first
        bring(other, first)
        assert (exported(other), tree(other)) == (first, tree(one))
        assert bring(other, first.replace("name: Milano", "name: Roma")).said() == "1 partner changed"
        assert "    name:\n      it: Roma\n      ar: روما\n" in exported(other), "it is the text it was made from"


def test_a_part_that_says_one_thing_is_one_word(empty: Callable[[], Store]) -> None:
    with empty() as store:
        bring(
            store, "cop: 1\nbodies: [{code: a, title: A, kind: circle, members: [p]}]\npeople: [{code: p, title: P}]\n"
        )
        assert "    members:\n      - p\n" in exported(store)


def test_addresses_leave_only_when_asked_for(empty: Callable[[], Store]) -> None:
    said = "cop: 1\npeople: [{code: p, title: P, name: Someone, email: someone@example.org}]\n"
    with empty() as store:
        bring(store, said)
        assert "omeone" not in exported(store)
        assert "email: someone@example.org" in exported(store, personal=True)
        assert bring(store, exported(store)).said() == ""
        assert bring(store, exported(store, personal=True)).said() == ""


def test_what_bears_no_code_of_its_own_is_named_by_its_id(empty: Callable[[], Store]) -> None:
    said = (
        "cop: 1\npartners: [{id: 0123456789ab, code: a, name: A}, {id: 0123456789ac, code: a, name: B}]\n"
        "people: [{code: p, title: P, partner: 0123456789ac}]\n"
    )
    with empty() as one, empty() as other:
        bring(one, said)
        assert 'partner: "0123456789ac"' in exported(one)
        bring(other, exported(one))
        assert exported(other) == exported(one)


def test_json_says_what_yaml_says_and_reads_back(empty: Callable[[], Store]) -> None:
    with empty() as one, empty() as other:
        bring(one, REBUILD)
        bring(other, json.dumps(tree(one), ensure_ascii=False))
        assert exported(other) == exported(one)


def test_each_kind_is_asked_for_once(empty: Callable[[], Store], monkeypatch: pytest.MonkeyPatch) -> None:
    with empty() as store:
        bring(store, REBUILD)
        asked: list[str] = []
        answer = store.db.all

        def counted(sql: str, **params: Any) -> list[Any]:
            asked.append(sql)
            return answer(sql, **params)

        monkeypatch.setattr(store.db, "all", counted)
        exporting.tree(store.db)
    assert len(asked) == len(every_kind())  # all but the roster, and once for the programme's language


# Any programme

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).map(text.clean).filter(bool)
CODES = st.sampled_from(["a", "b", "c-1", "m-zli", "no", "1e3", "2024", "ز", "~", "null"])


def some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def items(size: int = 4, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    made = st.fixed_dictionaries(fields).map(
        lambda item: {name: value for name, value in item.items() if value is not None}
    )
    return st.lists(made, max_size=size, unique_by=lambda item: item.get("code", id(item)))


def translated(values: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return values | st.fixed_dictionaries({"en": values, "ar": values}, optional={"it": values})


@st.composite
def programmes(draw: st.DrawFn) -> str:
    names = st.lists(WORDS, max_size=2, unique=True)
    partners = draw(
        items(
            code=CODES, name=translated(WORDS), region=some(WORDS), aliases=names, tags=names, src=some(WORDS),
            note=some(st.lists(WORDS, min_size=1, max_size=3).map("\n".join)), timezone=some(st.just("Europe/Rome")),
        )
    )  # fmt: skip
    of = st.sampled_from([one["code"] for one in partners]) if partners else st.none()
    people = draw(
        items(
            code=some(CODES), title=translated(WORDS), partner=some(of), languages=st.sampled_from([[], ["ar", "it"]])
        )
    )
    coded = [one["code"] for one in people if "code" in one]
    member = st.sampled_from(coded) if coded else st.nothing()
    bodies = draw(
        items(
            code=CODES, title=translated(WORDS), kind=st.just("circle"), quorum=some(st.just("0.5")),
            members=st.lists(member, unique=True, max_size=3) if coded else st.just([]),
            seats=st.lists(st.fixed_dictionaries({"title": WORDS}), max_size=3),
        )
    )  # fmt: skip
    convening = st.sampled_from([one["code"] for one in bodies]) if bodies else st.nothing()
    meetings = draw(
        items(
            code=some(CODES), title=translated(WORDS), body=convening, last_on=st.just("2031-01-01"),
            start=st.just("2030-12-31T11:00[Europe/Rome]"), agenda=st.lists(WORDS, max_size=3), place=some(WORDS),
        )
    ) if bodies else []  # fmt: skip
    whole = {"cop": 1, "programme": {"title": draw(WORDS)}}
    sections = {"partners": partners, "people": people, "bodies": bodies, "meetings": meetings}
    return json.dumps(whole | sections, ensure_ascii=False)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=programmes())
def test_any_programme_is_read_back_to_the_byte(empty: Callable[[], Store], said: str) -> None:
    with empty() as one, empty() as other:
        bring(one, said)
        first = exported(one)
        bring(other, first)
        assert exported(other) == first
        assert tree(other) == tree(one)
        assert bring(one, first).said() == ""


def test_words_that_yaml_takes_for_something_else_come_back(empty: Callable[[], Store]) -> None:
    """The property's example: codes and names that look like numbers, truth values, days and nothing."""
    said = {
        "cop": 1,
        "partners": [{"code": code, "name": code} for code in ("no", "1e3", "2024", "null", "2024-07-01")],
    }
    with empty() as one, empty() as other:
        bring(one, json.dumps(said))
        bring(other, exported(one))
        assert exported(other) == exported(one)
        assert {item["code"] for item in tree(other)["partners"]} == {"no", "1e3", "2024", "null", "2024-07-01"}
