"""Lanes: so many inside, so many waiting, the others turned away."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from scrgraph.sparql.lanes import Lane, LaneClosedError, LaneFullError


def test_places_are_counted_and_given_back_once() -> None:
    lane = Lane(2, 0)
    with lane.turn(1) as place:
        assert lane.enter_at_once()
        assert not lane.enter_at_once()
        place.leave()
        place.leave()
        assert lane.enter_at_once()
        assert not lane.enter_at_once()
    lane.leave()
    assert lane.enter_at_once()
    assert not lane.enter_at_once()


def test_whoever_finds_the_queue_full_or_waits_too_long_is_turned_away() -> None:
    lane = Lane(1, 0)
    with lane.turn(1), pytest.raises(LaneFullError), lane.turn(1):
        pass
    patient = Lane(1, 1)
    with patient.turn(1), pytest.raises(LaneFullError), patient.turn(0.01):
        pass
    with patient.turn(0):
        pass


def test_who_waits_gets_the_next_place() -> None:
    lane = Lane(1, 5)
    inside: list[int] = []
    most = 0

    def work(number: int) -> None:
        nonlocal most
        with lane.turn(10):
            inside.append(number)
            most = max(most, len(inside))
            inside.remove(number)

    with ThreadPoolExecutor(5) as threads:
        list(threads.map(work, range(5)))
    assert most == 1


def test_a_closed_lane_turns_everybody_away() -> None:
    lane = Lane(1, 5)
    failed: list[type[Exception]] = []

    def wait() -> None:
        try:
            with lane.turn(10):
                pass
        except LaneClosedError as error:
            failed.append(type(error))

    with lane.turn(1):
        waiting = threading.Thread(target=wait)
        waiting.start()
        lane.close()
        waiting.join(10)
    assert failed == [LaneClosedError]
    assert not lane.enter_at_once()
