"""Chance from a published seed: numbers, permutations and sub-seeds that anyone can work out again.

Number i of stream ``label`` is the first four bytes of SHA-256 of the text ``seed|label|i``. The public page does the
same in the browser.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

__all__ = ["digest", "numbers", "permutation", "small_seed"]


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def numbers(seed: str, label: str) -> Iterator[int]:
    """Yield the numbers of a stream, each from 0 to 2**32 - 1."""
    index = 0
    while True:
        yield int(digest(f"{seed}|{label}|{index}")[:8], 16)
        index += 1


def _below(stream: Iterator[int], bound: int) -> int:
    """Return a number below ``bound``, each equally likely: numbers of the last, incomplete round are passed over."""
    limit = (1 << 32) // bound * bound
    return next(number for number in stream if number < limit) % bound


def permutation(seed: str, label: str, count: int) -> list[int]:
    """Return 0 .. count - 1 in an order drawn from the stream, each order equally likely (Fisher and Yates)."""
    return shuffled(numbers(seed, label), range(count))


def shuffled(stream: Iterator[int], items: Sequence[int]) -> list[int]:
    """Return the items in an order drawn from the stream."""
    order = list(items)
    for last in range(len(order) - 1, 0, -1):
        other = _below(stream, last + 1)
        order[last], order[other] = order[other], order[last]
    return order


def small_seed(seed: str, label: str) -> int:
    """Return a seed of 62 bits for the compiled search."""
    return int(digest(f"{seed}|{label}")[:16], 16) >> 2
