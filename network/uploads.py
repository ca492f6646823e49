"""How uploaded files arrive: into memory up to a limit; of a larger one only its size is kept.

Nothing is written to a disk, and a form still says in a sentence how large the file was.
"""

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class BoundedUploadHandler(FileUploadHandler):
    """Keeps up to `FILE_UPLOAD_MAX_MEMORY_SIZE` of all files of a request, drops the rest, and counts it all."""

    kept = 0

    def new_file(self, *arguments, **options):
        super().new_file(*arguments, **options)
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data, start):
        if self.kept + len(raw_data) <= settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            self.content.write(raw_data)
            self.kept += len(raw_data)

    def file_complete(self, file_size):
        self.content.seek(0)
        return InMemoryUploadedFile(
            self.content, self.field_name, self.file_name, self.content_type, file_size, self.charset,
            self.content_type_extra,
        )  # fmt: skip
