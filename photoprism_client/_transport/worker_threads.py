"""`WorkerThreads`: a few daemon threads for what would block a loop."""

import threading
from collections.abc import Callable
from queue import SimpleQueue

Job = Callable[[], object]


class WorkerThreads:
    """Threads that start when there is work for them, and end with :meth:`close`.

    They are daemons: the interpreter does not wait for a connection that nobody needs any more.

    :param most: threads at once, 1 or more.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._threads = 0
        self._idle = threading.Semaphore(0)

    def submit(self, job: Job) -> None:
        """Run a job in one of the threads.

        :param job: it must not raise.
        """
        self._jobs.put(job)
        if not self._idle.acquire(blocking=False) and self._threads < self._most:
            self._threads += 1
            threading.Thread(target=_work, args=(self._jobs, self._idle), name="photoprism-bulk", daemon=True).start()

    def close(self) -> None:
        """Let the threads end after the jobs that they have."""
        for _ in range(self._threads):
            self._jobs.put(None)
        self._threads = 0


def _work(jobs: "SimpleQueue[Job | None]", idle: threading.Semaphore) -> None:
    # No method: a thread that waits must not keep alive what it works for.
    while (job := jobs.get()) is not None:
        job()
        del job
        idle.release()
