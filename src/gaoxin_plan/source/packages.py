"""Zip packages (Word and Excel files) written so that the same content gives the same bytes."""

import io
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)


def settled(data: bytes, others: Mapping[str, bytes] | None = None) -> bytes:
    """Return a package with its entries dated alike, so that no clock goes into it.

    ``others`` take the places of entries of their names.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for name in package.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            fixed.writestr(entry, others[name] if others and name in others else package.read(name))
    return out.getvalue()
