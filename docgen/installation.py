"""The one exception for a broken installation or broken content."""


class BrokenInstallationError(Exception):
    """Something docgen itself needs is missing or wrong; no case can be written until it is mended.

    `problems` are German sentences, each with the file and line or the command that mends it.
    """

    def __init__(self, *problems: str) -> None:
        """Keep every problem; there is at least one."""
        super().__init__("\n".join(problems))
        self.problems = problems
