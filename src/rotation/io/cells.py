"""What a cell says: one small parser per kind of column, from cleaned text to a value.

A parser never guesses: what can be read in two ways raises ``UnreadableError`` with a code of
``rotation.i18n.defects`` and the values its wording names.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final, NamedTuple

from rotation.domain.words import SUBJECTS
from rotation.i18n import COMMA, Text, joined
from rotation.i18n.headings import VOCABULARIES
from rotation.io.sheets import Column
from rotation.io.text import fold, nearest, plain

__all__ = ["BLANKS", "HOMEROOM", "Certificate", "Parser", "UnreadableError", "Value", "parser"]

BLANKS: Final = frozenset({"-", "--", "—", "——", "－", "/", "／", "\\", "无", "n/a", "N/A", "nil"})
"""What people write in an optional cell to say that there is nothing."""

HOMEROOM: Final = -1
"""A homeroom of which the cell does not say the grade."""


class Certificate(NamedTuple):
    """Stages on a teacher's certificates, and the subjects if they are named."""

    stages: tuple[str, ...]
    subjects: tuple[str, ...]


Value = str | int | float | date | bool | tuple[str, ...] | tuple[int, ...] | Certificate | None
Parser = Callable[[str], Value]


class UnreadableError(Exception):
    """A cell that cannot be read; ``code`` names the defect, ``values`` fill its wording."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


# Words


@cache
def _lookup(name: str) -> dict[str, str]:
    vocabulary = VOCABULARIES[name]
    table: dict[str, str] = {}
    for code, text in vocabulary.words.items():
        spellings = [code, *text, *filter(None, vocabulary.also[code].split("|"))]
        table.update((fold(spelling), code) for spelling in spellings)
    return table


def _choices(name: str) -> Text:
    return joined(VOCABULARIES[name].words.values(), COMMA)


def _code(name: str, text: str) -> str:
    code = _lookup(name).get(fold(text))
    if code is None:
        near = nearest(fold(text), _lookup(name))
        if near is None:
            raise UnreadableError("unknown_word", choices=_choices(name))
        meant = VOCABULARIES[name].words[_lookup(name)[near]]
        raise UnreadableError("misspelt_word", choices=_choices(name), nearest=meant)
    return code


_SEPARATORS: Final = re.compile(r"\s*[、,;/|+]\s*")


def _items(name: str, text: str) -> list[str]:
    """Split a list; a space parts items only where the whole is not itself one of the words."""
    items: list[str] = []
    for part in filter(None, _SEPARATORS.split(plain(text))):
        known = fold(part) in _lookup(name) or " " not in part
        items += [part] if known or any(fold(p) not in _lookup(name) for p in part.split()) else part.split()
    return items


def _codes(name: str, text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_code(name, item) for item in _items(name, text)))


# A senior secondary certificate covers the stages below it (Regulations on Teacher Qualifications).
_CERTIFICATE: Final = re.compile(
    r"(?P<stage>小学|初中|初级中学|高中|高级中学|primary|junior|senior)(?P<subject>.*?)(教师资格证?书?|教师|teacher)?"
)
_CERTIFIED: Final = {
    "小学": "primary", "primary": "primary", "初中": "junior", "初级中学": "junior", "junior": "junior",
    "高中": "junior", "高级中学": "junior", "senior": "junior",
}  # fmt: skip


def _certificate(text: str) -> Certificate:
    if fold(text) in {"无", "none"}:
        return Certificate((), ())
    stages: dict[str, None] = {}
    subjects: dict[str, None] = {}
    for item in filter(None, re.split(r"\s*[、,;/|+]\s*|\s+(?=小学|初|高)", plain(text))):
        match = _CERTIFICATE.fullmatch(re.sub(r"[()]", "", fold(item)))
        if match is None:
            raise UnreadableError("not_a_certificate")
        stages[_CERTIFIED[match["stage"]]] = None
        if match["subject"]:
            subjects[_code("subject", match["subject"])] = None
    return Certificate(tuple(stages), tuple(sorted(subjects, key=SUBJECTS.index)))


def _texts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for part in _SEPARATORS.split(plain(text)) if (item := part.strip())))


def _yes(text: str) -> bool:
    answer = _lookup("yes").get(fold(text))
    if answer is None:
        raise UnreadableError("not_yes_or_no")
    return answer == "yes"


# Ids and numbers

_SCIENTIFIC: Final = re.compile(r"\d(\.\d+)?[eE]\+\d+")


def _id(text: str) -> str:
    if _SCIENTIFIC.fullmatch(plain(text)):
        raise UnreadableError("mangled_id")
    return text[:-2] if re.fullmatch(r"\d+\.0", text) else text


_NUMBER: Final = re.compile(r"[+-]? ?(\d+|\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+)(\.\d+)?([eE][+-]?\d{1,3})?")
"""A comma or a space parts thousands and nothing else: "12 3" may be two numbers."""


def _number(text: str) -> Decimal:
    text = plain(text)
    if not _NUMBER.fullmatch(text):
        raise UnreadableError("not_a_number")
    try:
        return Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        raise UnreadableError("not_a_number") from None


def _ranged(number: Decimal, low: int, high: int) -> Decimal:
    if not low <= number <= high:
        raise UnreadableError("out_of_range", low=low, high=high)
    return number


def _whole(text: str, low: int, high: int) -> int:
    number = _number(text)
    if number != number.to_integral_value():
        raise UnreadableError("not_whole")
    return int(_ranged(number, low, high))


def _decimal(text: str, low: int, high: int) -> float:
    number = float(_ranged(_number(text), low, high))
    return number + 0.0 if number else 0.0  # no minus zero


def _kilometres(text: str, low: int, high: int) -> int:
    """Return hectometres, half rounded up."""
    return int(_ranged(_number(text), low, high) * 10 + Decimal("0.5"))


def _year(text: str, low: int, high: int) -> int:
    match = re.fullmatch(r"(\d{4})(\.0)?\s*(年|年度)?", plain(text))
    if match is None:
        raise UnreadableError("not_a_year")
    return int(_ranged(Decimal(match[1]), low, high))


# Grades

_NUMERALS: Final = {c: i for i, c in enumerate("一二三四五六七八九", 1)}
_GRADE: Final = re.compile(
    r"(?:(?P<junior>初)|grade|year|g)?(?P<n>[1-9一二三四五六七八九])(?:\.0)?(?:年级|级)?", re.IGNORECASE
)


def _grade(text: str) -> int:
    match = _GRADE.fullmatch(re.sub(r"\s", "", plain(text)))
    if match is None:
        raise UnreadableError("not_a_grade")
    number = _NUMERALS.get(match["n"]) or int(match["n"])
    if match["junior"]:
        if number > 3:
            raise UnreadableError("not_a_grade")
        number += 6
    return number


def _grades(text: str) -> tuple[int, ...]:
    grades: list[int] = []
    for item in filter(None, re.split(r"[、,;/\s]+", plain(text))):
        ends = re.split(r"[-~—–至到]", item)
        if len(ends) == 1:
            # "七八年级" and "三四" name one grade per numeral.
            several = re.fullmatch(r"([一二三四五六七八九]{2,9})(年级)?", item)
            grades += [_NUMERALS[c] for c in several[1]] if several else [_grade(item)]
        elif len(ends) == 2:
            first, last = _grade(ends[0]), _grade(ends[1])
            if first > last:
                raise UnreadableError("not_grades")
            grades += range(first, last + 1)
        else:
            raise UnreadableError("not_grades")
    if not grades:
        raise UnreadableError("not_grades")
    return tuple(dict.fromkeys(grades))


def _homeroom(text: str) -> int | None:
    answer = _lookup("yes").get(fold(text))
    if answer is not None and plain(text) not in {"1", "1.0"}:
        return HOMEROOM if answer == "yes" else None
    text = re.sub(r"\s", "", plain(text))
    text = re.sub(r"班主任$", "", text)
    text = re.sub(r"(?<=[1-9一二三四五六七八九级])(\(\d{1,2}\)班?|[.-]?\d{1,2}班)$", "", text)
    try:
        return _grade(text)
    except UnreadableError:
        raise UnreadableError("not_a_homeroom") from None


# Dates

_PARTS: Final = re.compile(
    r"(\d{4})\s*(?P<sep>[-./年])\s*(\d{1,2})(?:\s*(?P<next>[-./月])\s*(?:(\d{1,2})\s*日?)?)?"
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_TIME: Final = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")


def _date(text: str) -> date:
    text = _TIME.sub("", plain(text))
    match = _PARTS.fullmatch(text)
    if match is not None:
        year, month, day = match[1], match[3], match[5]
        if match["sep"] == "." and month == "1" and day is None and not match["next"]:
            raise UnreadableError("ambiguous_date", year=year)  # a number 1998.10 loses its last nought
    else:
        compact = _COMPACT.fullmatch(re.sub(r"\.0$", "", text))
        if compact is None:
            raise UnreadableError(_why_no_date(text))
        year, month, day = compact.groups()
    try:
        return date(int(year), int(month), int(day or 1))
    except ValueError:
        raise UnreadableError("impossible_date") from None


def _why_no_date(text: str) -> str:
    if re.fullmatch(r"\d{2}\s*[-./年]\s*\d{1,2}(\s*[-./月]\s*(\d{1,2}\s*日?)?)?", text):
        return "two_digit_year"
    if re.fullmatch(r"\d{1,2}[-./]\d{1,2}[-./]\d{2,4}", text):
        return "day_or_month_first"
    if re.fullmatch(r"[1-6]\d{4}(\.\d+)?", text):
        return "date_serial"
    return "not_a_date"


# The parser of a column


def parser(column: Column) -> Parser:  # noqa: PLR0911, PLR0912 - one line per kind
    """Return the function that reads the cleaned, non-empty text of a column's cells."""
    low, high, words = column.low, column.high, column.words
    match column.kind:
        case "id" | "school" | "teacher":
            return _id
        case "text":
            return str
        case "texts":
            return _texts
        case "code":
            return lambda text: _code(words, text)
        case "codes":
            return lambda text: _codes(words, text)
        case "certificate":
            return _certificate
        case "grade":
            return _grade
        case "grades":
            return _grades
        case "homeroom":
            return _homeroom
        case "whole":
            return lambda text: _whole(text, low, high)
        case "year":
            return lambda text: _year(text, low, high)
        case "decimal":
            return lambda text: _decimal(text, low, high)
        case "kilometres":
            return lambda text: _kilometres(text, low, high)
        case "date":
            return _date
        case "yes":
            return _yes
