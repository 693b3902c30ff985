import importlib.util
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def stages() -> Any:
    path = Path(__file__).parents[2] / "benchmarks/stages.py"
    spec = importlib.util.spec_from_file_location("stages", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_stage_counts_its_own_time_only(stages: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(stages.time, "perf_counter", lambda: now[0])

    class Inner:
        def work(self) -> str:
            now[0] += 2
            return "done"

    class Outer:
        def work(self, inner: Inner) -> str:
            now[0] += 1
            return inner.work() + inner.work()

    whole = Outer.work
    with stages.watched([stages.Seam("outer", Outer, ("work",)), stages.Seam("inner", Inner, ("work",))]) as clock:
        assert Outer().work(Inner()) == "donedone"
        assert clock.take() == {"outer": 1, "inner": 4}
    assert clock.take() == {}
    assert Outer.work is whole


def test_every_seam_is_there(stages: Any) -> None:
    with stages.watched(stages.SEARCH) as search, stages.watched(stages.ANSWER) as answer:
        assert (search.take(), answer.take()) == ({}, {})
