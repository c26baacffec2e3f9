"""Starts a long-running command inside the environment: `python -m bootstrap.launch serve`."""

import importlib
import signal
import sys

if __name__ == "__main__":
    # Importing takes a second. Until there is something to stop in order, Ctrl-C just ends it, without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(importlib.import_module(f"bootstrap.{sys.argv[1]}").main())
