"""`make demo`: bob at acme practises in the terminal, with answers from a file, against a running server."""

import sys

from django.conf import settings
from django.core.management import execute_from_command_line

from bootstrap.environment import PROJECT
from bootstrap.prepare import demo_by_default


def main(arguments: list[str]) -> None:
    """Run the practice client against the port that `make run` uses."""
    demo_by_default()
    command = ["manage.py", "practice", "--base-url", f"http://127.0.0.1:{settings.PORT}"]
    command += ["--email", "bob@acme.example", "--password", settings.DEMO_PASSWORD]
    command += ["--answers", str(PROJECT / "bootstrap" / "demo_answers.json"), *arguments]
    execute_from_command_line(command)


if __name__ == "__main__":
    main(sys.argv[1:])
