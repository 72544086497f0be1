"""From bytes to tidy text: decoding, line ends and the characters that nobody sees."""

import codecs
import re

from blog.importers.document import Refused

LARGEST = 5 * 1024 * 1024
MOST_LINES = 100_000

# The longer marks first: the UTF-32 one begins with the UTF-16 one.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a Word, LibreOffice or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
)
NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Joiners (U+200C, U+200D) stay: Persian, Hindi and emoji are spelled with them.
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes) -> tuple[str, list[str]]:
    """Return the text with plain spaces and single newlines, and what the editor should know."""
    _refuse_what_is_no_text(data)
    text, notes = _decoded(data)
    if len(CONTROL.findall(text)) > max(2, len(text) // 20) or "\0" in text:
        raise Refused("The file is binary, not text.")
    text = UNSEEN.sub("", SPACES.sub(" ", NEWLINES.sub("\n", text)))
    if not text.strip():
        raise Refused("The file holds nothing but white space.")
    lines = text.count("\n")
    if lines > MOST_LINES:
        raise Refused(f"The file has {lines:,} lines; at most {MOST_LINES:,} are accepted.")
    return text, notes


def _refuse_what_is_no_text(data: bytes) -> None:
    if not data:
        raise Refused("The file is empty (0 bytes).")
    if len(data) > LARGEST:
        raise Refused(
            f"The file has {len(data):,} bytes; at most {LARGEST:,} bytes (5 MB) are accepted."
        )
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            raise Refused(f"The file is {kind}, not text; save it as plain text or Markdown.")


def _decoded(data: bytes) -> tuple[str, list[str]]:
    for mark, encoding, label in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), []
            except UnicodeDecodeError as error:
                raise Refused(f"The file says that it is {label}, but is broken.") from error
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _western(data)


def _western(data: bytes) -> tuple[str, list[str]]:
    try:
        text, label = data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        text, label = data.decode("latin-1"), "Latin-1"
    note = f"The file is not UTF-8; it was read as {label}. Please look at accents and quotes."
    return text, [note]
