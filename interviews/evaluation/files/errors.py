"""What can be wrong with a file of answers."""


class BadFile(ValueError):
    """The file cannot be read on: from `line` (from 1) it is no CSV."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line


class MissingColumns(ValueError):
    """The header lacks columns that are needed, or names one twice."""


class BadRow(ValueError):
    """One row, beginning at `line` (from 1, the header included), cannot be scored; the next one may well be."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
