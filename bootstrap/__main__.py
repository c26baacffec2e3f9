"""`python -m bootstrap COMMAND`: what every target of the Makefile calls."""

import sys

from bootstrap import commands, environment


def main(arguments: list[str]) -> int:
    """Run one command; problems a reader can solve are one sentence, not a traceback."""
    command = commands.COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        print("Commands: " + " ".join(commands.COMMANDS), file=sys.stderr)
        return 2
    try:
        return command(arguments[1:])
    except environment.SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
