"""Loads data as PyTorch's module of this name does: its workers are processes that have the dataset and a number."""

import multiprocessing
from collections.abc import Iterator
from typing import Any, Generic, NamedTuple, TypeVar

_T = TypeVar("_T")


class WorkerInfo(NamedTuple):
    """What a worker knows of itself."""

    id: int
    num_workers: int


_info: WorkerInfo | None = None


def get_worker_info() -> WorkerInfo | None:
    """Return the number of this worker; None in the main process."""
    return _info


class IterableDataset(Generic[_T]):
    """What a dataset that is read from its beginning to its end derives from."""

    def __iter__(self) -> Iterator[_T]:
        """Read it."""
        raise NotImplementedError


class DataLoader(Generic[_T]):
    """Reads a dataset, in the main process or in workers, each of which reads all that the dataset gives it."""

    def __init__(
        self,
        dataset: IterableDataset[_T],
        *,
        batch_size: None,
        num_workers: int = 0,
        multiprocessing_context: Any = None,
    ) -> None:
        self.dataset, self._workers, self._context = dataset, num_workers, multiprocessing_context

    def __iter__(self) -> Iterator[_T]:
        """Read an epoch; what a worker raises is raised here."""
        if not self._workers:
            yield from self.dataset
            return
        context = multiprocessing.get_context(self._context)
        queue = context.Queue()
        workers = [
            context.Process(target=_work, args=(self.dataset, WorkerInfo(number, self._workers), queue), daemon=True)
            for number in range(self._workers)
        ]
        for worker in workers:
            worker.start()
        ended = 0
        while ended < self._workers:
            item, error, is_last = queue.get()
            ended += is_last
            if error:
                raise error
            if not is_last:
                yield item
        for worker in workers:
            worker.join()


def _work(dataset: IterableDataset[Any], info: WorkerInfo, queue: Any) -> None:
    global _info  # noqa: PLW0603  # as PyTorch does it
    _info = info
    try:
        for item in dataset:
            queue.put((item, None, False))
    except Exception as error:  # noqa: BLE001  # raised in the main process
        queue.put((None, error, True))
    else:
        queue.put((None, None, True))
