"""Any letter at all: every kind of block, and texts that would be something else in some format."""

from hypothesis import strategies as st

from docgen.letter import (
    Block,
    BulletList,
    Column,
    Letter,
    Letterhead,
    Paragraph,
    Row,
    Ruling,
    Run,
    Section,
    Table,
)
from docgen.provenance import write_provenance

TREACHEROUS = (
    *("# ", "## ", "#", "- ", "* ", "1. ", "12. x", "Tabelle: ", "Tabelle:", ": ", ":", "    x"),
    *("ENTWURF – nicht versenden", "ENTWURF", "\n", "\n\n", "\n- ", "\n# ", " ", "\u00a0", "\t"),
    *("<script>", "</script>", "</p>", "<!--", "-->", "&amp;", "&lt", "&#0;", "]]>", '"', "'"),
    *("{{ x }}", "{% if %}", "{#", "\\n", "\\u003c"),
    *("\u2060", "\u200b", "\u00ad", "\u2028", "\u0301", "\u202e", "\u05e9\u05dc", "e\u0301", "é"),
)

texts = st.lists(
    st.sampled_from(TREACHEROUS)
    # No letter holds control characters, halves of characters, or what will never be one.
    | st.characters(exclude_categories=("Cc", "Cs", "Cn")),
    max_size=6,
).map("".join)


runs = st.lists(st.builds(Run, texts, bold=st.booleans()), max_size=3).map(tuple)
paragraphs = st.builds(Paragraph, runs)
bullets = st.builds(BulletList, st.lists(runs, max_size=3).map(tuple))


def tables_of(columns: int) -> st.SearchStrategy[Table]:
    """Tables of so many columns."""
    titles = st.builds(Column, texts, st.integers(1, 9), numeric=st.booleans())
    cells = st.lists(texts, min_size=columns, max_size=columns).map(tuple)
    return st.builds(
        Table,
        texts,
        st.lists(titles, min_size=columns, max_size=columns).map(tuple),
        st.lists(st.builds(Row, cells, total=st.booleans()), max_size=3).map(tuple),
    )


tables = st.integers(1, 4).flatmap(tables_of)
blocks: st.SearchStrategy[Block] = st.one_of(paragraphs, bullets, tables)
rulings = st.builds(Ruling, st.integers(1, 120), st.lists(blocks, max_size=3).map(tuple))
sections = st.builds(
    Section,
    st.just("rahmen"),
    st.none() | texts,
    st.lists(st.one_of(blocks, rulings), max_size=4).map(tuple),
    st.booleans(),
)
heads = st.builds(
    Letterhead,
    st.lists(texts, min_size=1, max_size=3).map(tuple),
    texts,
    st.lists(texts, max_size=6).map(tuple),
    st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
)
letters = st.builds(
    Letter,
    title=texts,
    author=texts,
    date=st.just("2026-11-23"),
    din_form=st.sampled_from("AB"),
    letterhead=heads,
    subject=texts,
    reference=texts,
    salutation=texts,
    sections=st.lists(sections, max_size=3).map(tuple),
    running_line=texts,
    provenance=st.dictionaries(texts, texts, min_size=1).map(write_provenance),
    draft=st.booleans(),
)
