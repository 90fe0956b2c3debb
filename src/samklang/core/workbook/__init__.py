"""The spreadsheet in and out: from the workbook a programme lead sends to a problem document, and back.

`read` tells every problem at once, with sheet and cell; `write` is its inverse; `template` is the empty workbook;
`read_absences` reads what has changed when a plan is made anew; `reference` describes every column.
"""

from samklang.core.workbook.absences import Changes, read_absences
from samklang.core.workbook.issues import Issue, Place
from samklang.core.workbook.reading import Reading, read
from samklang.core.workbook.reference import reference
from samklang.core.workbook.template import template
from samklang.core.workbook.writing import write

__all__ = ["Changes", "Issue", "Place", "Reading", "read", "read_absences", "reference", "template", "write"]
