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


def letters_of(
    texts: st.SearchStrategy[str], lines: st.SearchStrategy[str]
) -> st.SearchStrategy[Letter]:
    """Letters that say such texts, with such lines in letterheads and at the head of tables."""
    runs = st.lists(st.builds(Run, texts, bold=st.booleans()), max_size=3).map(tuple)
    paragraphs = st.builds(Paragraph, runs)
    bullets = st.builds(BulletList, st.lists(runs, max_size=3).map(tuple))

    def tables_of(columns: int) -> st.SearchStrategy[Table]:
        titles = st.builds(Column, lines, st.integers(1, 9), numeric=st.booleans())
        cells = st.lists(texts, min_size=columns, max_size=columns).map(tuple)
        return st.builds(
            Table,
            lines,
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
        st.lists(lines, min_size=1, max_size=3).map(tuple),
        lines,
        st.lists(lines, max_size=6).map(tuple),
        st.lists(st.tuples(lines, lines), max_size=3).map(tuple),
    )
    return st.builds(
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


letters = letters_of(texts, texts)

printed_words = st.text(
    st.sampled_from("abcdefgimtxyzäöüßABWÄÖÜŞŁčéłşžǎ0123456789.,;:!?()/–-„“§€%·&<>{}*#_"),
    min_size=1,
    max_size=24,
)
printed_lines = st.lists(printed_words, min_size=1, max_size=4).map(" ".join)
printed_letters = letters_of(
    st.lists(printed_words | st.just("\n"), min_size=1, max_size=30).map(" ".join), printed_lines
)
"""Letters of what fonts can print, in words; letterheads and heads of tables have no long lines."""
