"""Write `months.tsv` from CLDR, through babel: `python -m indexer.gazetteer.make_months`.

One row for each name of a Gregorian month: locale, month from 1, name, as dates are written with it (wide and
abbreviated, inside a date and alone). CLDR is under the Unicode licence.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale

from indexer.dating.calendars import COMMON, OTHERS, key

TABLE = Path(__file__).with_name("months.tsv")


def names(code: str) -> list[tuple[int, str]]:
    """The names of the months of a locale, each once, in the form in which they are looked up."""
    months = Locale.parse(code).months
    found = {
        (int(month), key(name))
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for month, name in months[form][width].items()
    }
    return sorted((month, name) for month, name in found if not name.isdigit())


def main() -> None:
    """Write the table."""
    rows = [f"{code}\t{month}\t{name}\n" for code in (*COMMON, *OTHERS) for month, name in names(code)]
    TABLE.write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
