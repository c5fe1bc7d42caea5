"""Named arrays in one archive: the same bytes for the same arrays, and reading that believes nothing of a file."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.io.archive import pack

__all__ = ["Arrays", "pack_arrays", "read_arrays"]

Arrays = Mapping[str, NDArray[np.generic]]
MOST_BYTES: Final = 2**29
_VERSION: Final = (1, 0)


def pack_arrays(arrays: Arrays) -> bytes:
    """Return an archive of the arrays."""
    return pack({f"{name}.npy": _array_bytes(array) for name, array in arrays.items()})


def read_arrays(content: bytes) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of an archive; raise ValueError for anything else, however it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise ValueError("too large")
            return {entry.filename.removesuffix(".npy"): _array(archive.read(entry)) for entry in archive.infolist()}
    except Exception as error:  # zipfile, zlib and numpy raise a dozen kinds for damaged bytes
        raise ValueError(f"{type(error).__name__}: {error}") from None


def _array(content: bytes) -> NDArray[np.generic]:
    """Return an array whose claimed size is compared with what is there before any memory is taken for it."""
    stream = io.BytesIO(content)
    if np.lib.format.read_magic(stream) != _VERSION:
        raise ValueError("an array of another version")
    shape, fortran, dtype = np.lib.format.read_array_header_1_0(stream)
    rest = content[stream.tell() :]
    if fortran or dtype.hasobject or dtype.itemsize * math.prod(shape) != len(rest):
        raise ValueError("an array of another size than it claims")
    found: NDArray[np.generic] = np.frombuffer(rest, dtype).reshape(shape)
    return found


def _array_bytes(array: NDArray[np.generic]) -> bytes:
    content = io.BytesIO()
    np.lib.format.write_array(content, array, version=_VERSION, allow_pickle=False)
    return content.getvalue()
