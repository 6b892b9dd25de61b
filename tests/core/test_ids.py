from __future__ import annotations

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from annotator.core.ids import new_id, new_ids


def test_ids_are_uuids_of_version_seven() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(new_id())
    after = time.time_ns() // 1_000_000
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert before - 1 <= made.int >> 80 <= after + 60_000


def test_ids_sort_in_the_order_of_their_making() -> None:
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_ids_made_in_several_threads_differ() -> None:
    def make(_: int) -> list[str]:
        return [new_id() for _ in range(2_000)]

    with ThreadPoolExecutor(4) as pool:
        made = [identifier for batch in pool.map(make, range(4)) for identifier in batch]
    assert len(set(made)) == 8_000


def test_many_ids_at_once_follow_one_another_across_milliseconds() -> None:
    made = [new_id(), *new_ids(10_000), new_id(), *new_ids(0), new_id()]
    assert made == sorted(made)
    assert len(set(made)) == 10_003
    assert {(uuid.UUID(identifier).version, uuid.UUID(identifier).variant) for identifier in made} == {
        (7, uuid.RFC_4122)
    }
