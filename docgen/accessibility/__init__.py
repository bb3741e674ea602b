"""Finished bytes into findings about accessibility: can everybody read this PDF or DOCX?

Like the proof it reads the file alone and knows nothing of how it was made. A rule is one small
function whose docstring names its norm; it yields findings with the codes `zugang.*`. What a
program cannot judge (is a text easy, does an alternative text say the right thing) is left out.

    check ── bytes to findings, whatever of the two formats
    pdf_file ── bytes to pages with their marked content and to the tree of tags
    pdf_marks · pdf_elements · pdf_lists · pdf_tables · pdf_flow · pdf_document ── its rules
    docx_structure ── bytes to paragraphs and tables; docx_rules · docx_layout ── its rules
"""

from docgen.accessibility.check import check_accessibility

__all__ = ["check_accessibility"]
