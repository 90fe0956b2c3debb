"""An edition as a file and back: JSON, which is its document, and a workbook with one sheet for each kind of row."""

from samklang.method.exchange.files import FileFault, FileFaults, as_json, as_xlsx, read_file

__all__ = ["FileFault", "FileFaults", "as_json", "as_xlsx", "read_file"]
