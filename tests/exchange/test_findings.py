from cop.exchange.findings import Finding, Findings, quoted


def test_every_finding_is_a_line_of_its_own_with_file_and_line() -> None:
    trouble = Findings([Finding("a.yaml", 3, "one thing"), Finding("a.yaml", None, "another")])
    assert (trouble.message, trouble.hint) == ("a.yaml:3: one thing\na.yaml: another", None)
    assert trouble.exit_code == 2


def test_each_finding_bears_its_own_hint_and_a_hint_for_all_stands_once() -> None:
    several = Findings([Finding("a", 3, "no partner has x", "did you mean y?"), Finding("a", 4, "title is missing")])
    assert (several.message, several.hint) == ("a:3: no partner has x (did you mean y?)\na:4: title is missing", None)
    same = Findings([Finding("a", 3, "x", "mend it"), Finding("a", 4, "y", "mend it")])
    assert (same.message, same.hint) == ("a:3: x\na:4: y", "mend it")


def test_the_same_trouble_on_the_same_line_is_told_once() -> None:
    assert Findings([Finding("a", 1, "x"), Finding("a", 1, "x"), Finding("a", 2, "x")]).message == "a:1: x\na:2: x"


def test_fifty_findings_are_printed_and_the_rest_counted() -> None:
    trouble = Findings([Finding("a", line, "x") for line in range(1, 72)])
    assert trouble.message.splitlines()[49:] == ["a:50: x", "and 21 more"]
    assert len(trouble.found) == 71


def test_text_of_a_file_cannot_paint_the_terminal() -> None:
    assert quoted("a\x1b[31mb\nc") == '"a [31mb c"'
    assert quoted("لجنة") == '"لجنة"'
    assert len(quoted("x" * 5_000)) == 62
