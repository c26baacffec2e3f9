"""Several at the same moment."""

import threading

from django.db import connection


def at_once(number, work):
    """Run `work(n)` in `number` threads that begin together; return what they returned."""
    together, told = threading.Barrier(number), []

    def run(n):
        together.wait(30)
        try:
            told.append(work(n))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(number)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return told
