"""Uploaded files: kept in memory up to a limit; of a larger one only its size."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory


def uploaded(content):
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("list.csv", content)})
    return request.FILES["file"]


def test_file_comes_through(settings):
    file = uploaded(b"Navn;E-mail")
    assert (file.name, file.size, file.read()) == ("list.csv", 11, b"Navn;E-mail")


def test_large_file_is_counted_and_not_kept(settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100_000
    file = uploaded(b"x" * 1_000_000)
    assert (file.size, len(file.read()) <= 100_000) == (1_000_000, True)
