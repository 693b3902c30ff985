"""Seconds of work a client may use in a minute."""

import time

import pytest

from scrgraph.errors import LimitError
from scrgraph.http.budgets import Budgets
from scrgraph.http.queryable import refusal
from scrgraph.settings import Settings


def use(budgets: Budgets, address: str | None) -> None:
    with budgets.charged(address):
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("first", "second"), [("192.0.2.1", "192.0.2.1"), ("2001:db8::1", "2001:db8::2"), ("unix", "unix")]
)
def test_who_has_used_up_the_minute_is_told_when_to_come_back(first: str, second: str) -> None:
    budgets = Budgets(Settings(sparql_client_seconds=0.01))
    use(budgets, first)
    with pytest.raises(LimitError, match="sparql_client_seconds") as caught:
        use(budgets, second)
    assert caught.value.http_status == 429
    answer = refusal(caught.value)
    assert 1 <= int(answer.headers["retry-after"]) <= 62
    use(budgets, "192.0.2.9")


def test_work_that_fails_is_charged_too() -> None:
    budgets = Budgets(Settings(sparql_client_seconds=0.001))
    with pytest.raises(ZeroDivisionError), budgets.charged("192.0.2.1"):
        raise ZeroDivisionError
    with pytest.raises(LimitError):
        use(budgets, "192.0.2.1")


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", None])
def test_this_machine_is_not_limited_unless_it_is_to_be(address: str | None) -> None:
    budgets = Budgets(Settings(sparql_client_seconds=0.01))
    use(budgets, address)
    use(budgets, address)


def test_loopback_may_be_limited_and_nobody_need_be() -> None:
    strict = Budgets(Settings(sparql_client_seconds=0.01, sparql_client_loopback=True))
    use(strict, "::1")
    with pytest.raises(LimitError):
        use(strict, "::1")
    free = Budgets(Settings(sparql_client_seconds=0))
    use(free, "192.0.2.1")
    use(free, "192.0.2.1")
