"""Reading an upload no further than allowed."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from ambassadors import photos

# More than this is not even read to its end.
DRAINED = 300_000_000


class LimitedUpload(FileUploadHandler):
    """Keeps a file in memory up to `limit` bytes for the whole request; of a larger one nothing.

    The rest is read and thrown away, so that the browser gets to see the sentence.
    """

    def __init__(self, request: HttpRequest, *, limit: int) -> None:
        super().__init__(request)
        self.limit = limit
        self.is_too_large = False
        self._size = 0
        self._is_endless = False
        self._content = BytesIO()

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any) -> None:  # noqa: N803
        self._is_endless = content_length > DRAINED

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._size += len(raw_data)
        if self._size > self.limit:
            self.is_too_large = True
            self._content = BytesIO()
            raise StopUpload(connection_reset=self._is_endless)
        self._content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._content.seek(0)
        return InMemoryUploadedFile(
            file=self._content,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


class PictureUpload(LimitedUpload):
    """For every address but the import's, also those that ask for no file: nothing is written to the disk.

    Of a file that is larger than any picture its size alone is kept, so that the form can say so.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, limit=photos.LARGEST_FILE)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except StopUpload as stop:
            if stop.connection_reset:
                raise
