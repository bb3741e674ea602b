"""The command line: what a person at a prompt or a script asks of docgen.

Exit codes: 0 done, 1 the case or file has problems (all printed), 2 wrong usage, 3 the
installation or its content is broken, or a proof failed.
"""

from docgen.cli.main import main

__all__ = ["main"]
