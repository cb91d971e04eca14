"""The tables of ``docs/conventions.md``, made from the code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.transcripts.conventions import CONVENTIONS, get_convention
from pipeline.transcripts.conventions.rules import Convention, Rule, Shows
from pipeline.transcripts.conventions.vocabulary import ERROR_CODES, VOCABULARY
from pipeline.transcripts.page_tags import STRETCHES, STRUCTURES, STYLES

EXAMPLE_VALUES = {
    "text": "APR 4",
    "quantity": "3",
    "unit": "words",
    "questions": "????",
    "mask": "N?tive",
    "number": "2",
    "columns": "4",
    "caption": "seal",
    "image": "seal.png",
    "language": "French",
    "expanded": "Embassy",
}

ON_THE_PAGE = {
    Shows.TEXT: "its text",
    Shows.GAP: "something unread",
    Shows.NOTHING: "nothing",
    Shows.AS_TYPED: "all of it",
    Shows.ORIGINAL: "its `original`",
    Shows.BLANK: "an empty field",
    Shows.BREAK: "the end of a page",
}


def make_tables() -> dict[str, str]:
    """Return the generated parts of the document by name, each in Markdown."""
    return {
        "kinds": _table(("kind", "what it says", "attributes", "example"), _kinds()),
        "errors": _table(("code", "what is wrong"), ((_code(name), meaning) for name, meaning in ERROR_CODES.items())),
        "conventions": _table(("name", "what it is", "marks", "laid down in"), _conventions()),
        "rows": "\n\n".join(_describe(get_convention(name)) for name in CONVENTIONS),
        "page": _table(("in PAGE XML", "kind"), _page_tags()),
    }


def _kinds() -> Iterator[Sequence[str]]:
    for kind, entry in VOCABULARY.items():
        attributes = ", ".join(f"`{name}`" for name in entry.attributes)
        yield _code(kind), entry.meaning, attributes, _example(kind)


def _example(kind: str) -> str:
    """Return how the first convention that has a row for a kind writes it."""
    for name in CONVENTIONS:
        rules = [rule for rule in get_convention(name).rules if rule.kind == kind]
        if rules:
            telling = next((rule for rule in rules if "{text}" in rule.write), rules[0])
            return f"{_code(_fill(telling.write))} ({name})"
    return EXAMPLES_WITHOUT_ROW[kind]


EXAMPLES_WITHOUT_ROW = {
    "table": "`| a | b |` (markdown)",
    "line-end-hyphen": "`Embas-` at a line end (all)",
    "literal-bracket": "`[x]` (smithsonian)",
    "ambiguous-bracket": "`Jan[uary]` (by-the-people)",
    "error": "`[` that is never closed (all)",
}


def _conventions() -> Iterator[Sequence[str]]:
    for name in CONVENTIONS:
        convention = get_convention(name)
        kinds = len({rule.kind for rule in convention.rules})
        count = f"{len(convention.rules)} rows, {kinds} kinds" if convention.rules else "see below"
        yield _code(name), convention.title, count, convention.source


def _describe(convention: Convention) -> str:
    if not convention.rules:
        return f"### {convention.name}\n\nRead by its own module; see the table of PAGE XML below."
    rows = ((_surfaces(rule), _kind(rule), ON_THE_PAGE[rule.shows], rule.meaning) for rule in convention.rules)
    table = _table(("as written", "kind", "on the page", "meaning"), rows)
    return f"### {convention.name}\n\n{_other(convention)}{table}"


def _other(convention: Convention) -> str:
    """Return what is said of the convention outside its rows."""
    facts = []
    if convention.brackets:
        pairs = ", ".join(_code(f"{opener} {closer}") for opener, closer in convention.brackets)
        facts.append(f"Brackets: {pairs}; with anything else inside: {convention.other_brackets}.")
    if convention.escape:
        facts.append(f"{_code(convention.escape)} before a sign means the sign as typed.")
    if convention.blank:
        facts.append(f"Three or more {_code(convention.blank)} are a form field left empty.")
    if convention.tables:
        facts.append(f"Tables: {convention.tables}.")
    return " ".join(facts) + "\n\n" if facts else ""


def _surfaces(rule: Rule) -> str:
    return ", ".join(_code(surface) for surface in (rule.write, *rule.also))


def _kind(rule: Rule) -> str:
    attributes = "".join(f" {name}={value}" for name, value in rule.attributes)
    return f"{rule.kind}{attributes}"


def _page_tags() -> Iterator[Sequence[str]]:
    for name, (kind, _) in STRETCHES.items():
        yield _code(f'custom="{name} {{offset:0; length:3;}}"'), kind
    for name, (kind, rend) in STYLES.items():
        yield _code(f'custom="textStyle {{offset:0; length:3; {name}:true;}}"'), f"{kind} rend={rend}"
    for name, (kind, attributes) in STRUCTURES.items():
        yield _code(f'type="{name}"'), f"{kind}{''.join(f' {key}={value}' for key, value in attributes)}"


def _fill(surface: str) -> str:
    for name, value in EXAMPLE_VALUES.items():
        surface = surface.replace(f"{{{name}}}", value)
    return surface


def _code(surface: str) -> str:
    """Return characters as Markdown code within a table; a form feed and combining dots are named."""
    named = surface.replace("\f", "form feed").replace("\u0323", "◌\u0323").replace("|", "\\|")
    return f"`` {named} ``" if "`" in named else f"`{named}`"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [" | ".join(head), " | ".join("---" for _ in head), *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line} |" for line in lines)
