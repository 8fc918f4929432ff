"""Takes one file from a form into memory, and no more of it than is read: nothing is written to a disk."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

FIELD = "file"
"""The field of the form that a list is chosen in."""


class OneInMemory(FileUploadHandler):
    """Keeps the first file of the field, up to so many bytes; of any other, and of what is longer, nothing."""

    def __init__(self, request: HttpRequest, *, most: int) -> None:
        super().__init__(request)
        self.is_too_large = False
        self._most = most
        self._kept = BytesIO()
        self._is_taken = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file, or pass over it."""
        super().new_file(*args, **kwargs)
        if self._is_taken or self.field_name != FIELD:
            raise SkipFile
        self._is_taken = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep more of the file; past the bound it is let go, and the rest is passed over."""
        if start + len(raw_data) > self._most:
            self.is_too_large = True
            self._kept = BytesIO()
            raise SkipFile
        self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the file."""
        self._kept.seek(0)
        return InMemoryUploadedFile(
            self._kept, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )
