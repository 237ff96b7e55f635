"""A number that somebody wrote in an address."""

import pytest

from nucleo.texto import entero


@pytest.mark.parametrize(("escrito", "dice"), [("0", 0), ("12", 12), ("007", 7), ("999999999", 999_999_999)])
def test_digits_are_a_number(escrito, dice):
    assert entero(escrito) == dice


@pytest.mark.parametrize(
    "escrito", [None, "", " 1", "-1", "1.0", "1e3", "²", "٣", "１", "1234567890", "9" * 5_000]
)
def test_anything_else_is_none(escrito):
    assert entero(escrito) is None


def test_how_many_digits_are_let_is_the_callers():
    assert entero("9999", cifras=4) == 9_999
    assert entero("99999", cifras=4) is None
    assert entero("9" * 18, cifras=18) == 10**18 - 1
