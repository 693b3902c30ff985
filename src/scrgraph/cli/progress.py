"""Progress of a build on stderr: bars on a terminal, one line a stage elsewhere."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


class TerminalProgress:
    """Shows the stages of a build. A stage of unknown length has `total` None."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, markup=False, highlight=False)
        self._live = self._console.is_terminal
        self._bars = Progress(
            TextColumn("{task.description:<28}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self._console,
            disable=not self._live,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish()
        self._bars.stop()

    def stage(self, name: str, total: int | None = None) -> None:
        """Begin a stage; the one before it is complete."""
        self._finish()
        if not self._live:
            self._console.print(f"{name} ...", soft_wrap=True)
        self._task = self._bars.add_task(name, total=total)

    def advance(self, steps: int = 1) -> None:
        """Move the current stage on."""
        if self._task is not None:
            self._bars.advance(self._task, steps)

    def done(self) -> None:
        """End the last stage."""
        self._finish()
        self._task = None

    def _finish(self) -> None:
        if self._task is None:
            return
        task = self._bars.tasks[self._task]
        total = task.total or 1
        self._bars.update(self._task, total=total, completed=total)
