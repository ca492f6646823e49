"""The library for Excel files, loaded with the first one that is read or written: it brings numpy along, 31 MB in all.

A worker that makes invoices, and a web process that shows pages, are spared it.
"""

from importlib import import_module


def openpyxl():
    """The library."""
    return import_module("openpyxl")
