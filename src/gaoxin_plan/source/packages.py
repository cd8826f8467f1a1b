"""Zip packages (Word and Excel files) written so that the same content gives the same bytes."""

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)


def settled(data: bytes) -> bytes:
    """Return a package with its entries dated alike: no clock goes into it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for name in package.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            fixed.writestr(entry, package.read(name))
    return out.getvalue()
