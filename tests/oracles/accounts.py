"""Accounts added up again from what an auditor is handed, by nothing but the standard library.

It knows neither the books nor their builders: it reads rows with the columns voucher, date, account, grant, heading and
ore (debit above 0), from a CSV file alone or inside a ZIP file, and adds them up by itself.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

Row = Mapping[str, str]
COLUMNS = ("voucher", "date", "account", "grant", "heading", "ore")
OFF_THE_BALANCE = ("commitment", "commitment_contra")


class Added(NamedTuple):
    """The sums of an account book, in øre."""

    costs: dict[tuple[str, str], int]
    """By grant and heading."""
    accounts: dict[str, int]
    months: dict[str, int]
    """Costs by month: "2026-04"."""
    unbalanced: set[tuple[str, str]]
    """Voucher and grant of what does not add up to 0, on the balance or off it."""


def rows_of(text: str, delimiter: str = ";") -> list[Row]:
    """The rows of a CSV file. Raises ValueError where a column is missing."""
    found = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter))
    if found and not set(COLUMNS) <= set(found[0]):
        raise ValueError(f"columns: {list(found[0])}")
    return found


def rows_in(bundle: bytes, name: str, delimiter: str = ";") -> list[Row]:
    """The rows of a CSV file inside a ZIP file."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as packed:
        return rows_of(packed.read(name).decode("utf-8-sig"), delimiter)


def added(rows: Iterable[Row]) -> Added:
    """Everything added up again."""
    costs: dict[tuple[str, str], Decimal] = {}
    accounts: dict[str, Decimal] = {}
    months: dict[str, Decimal] = {}
    vouchers: dict[tuple[str, str, bool], Decimal] = {}
    for row in rows:
        amount = Decimal(row["ore"])
        if amount != amount.to_integral_value():
            raise ValueError(f"not a whole øre: {row['ore']}")
        accounts[row["account"]] = accounts.get(row["account"], Decimal(0)) + amount
        side = (row["voucher"], row["grant"], row["account"] in OFF_THE_BALANCE)
        vouchers[side] = vouchers.get(side, Decimal(0)) + amount
        if row["account"] == "cost":
            place, month = (row["grant"], row["heading"]), row["date"][:7]
            costs[place] = costs.get(place, Decimal(0)) + amount
            months[month] = months.get(month, Decimal(0)) + amount
    return Added(
        {place: int(amount) for place, amount in costs.items()},
        {account: int(amount) for account, amount in accounts.items()},
        {month: int(amount) for month, amount in months.items()},
        {(voucher, grant) for (voucher, grant, _), amount in vouchers.items() if amount},
    )
