"""Rich text from plain text: everything escaped, addresses turned into links, odd schemes never."""

import html
import re


def _names(table: str) -> frozenset[str]:
    return frozenset(table.split())


# Endings that are no word and no file type: a bare domain that ends so is a link.
DOMAINS = _names("""
    com org net edu gov mil info biz eu uk de fr nl es ch dk se fi cz sk hu ro bg gr hr si lt lv
    ee lu pt ie ru ua tr il ae jp cn kr tw hk sg th vn ph id au nz za ng ke eg ma ca mx br ar cl
    pe us io ai co tv app dev tech wiki blog clinic london berlin
""")
# Endings that are also words or file types: a link only after "www." or before "/".
SHY_DOMAINS = _names("""
    in it at no be me is so to as am my do by name pl cc st rs md py sh care health news today
    world life live guide travel page site store shop media press online website cloud studio
    design agency academy education university foundation
""")
LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
DOMAIN = re.compile(rf"((?:{LABEL}\.)+)([A-Za-z]{{2,12}})(?::\d{{2,5}})?((?:[/?#].*)?)")
EMAIL = re.compile(rf"[\w.%+-]{{1,64}}@((?:{LABEL}\.)+)([A-Za-z]{{2,12}})")
URL = re.compile(r"https?://[^\s/@?#]+(?:[/?#]\S*)?", re.IGNORECASE)
TOKEN = re.compile('[^\\s<>"“”„«»—]+')
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
SAFE_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
BLANKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]")
OPENING, CLOSING = "([{'‘*_", ".,;:!?'’*_"
LONGEST_ADDRESS = 2048
VIDEO = re.compile(
    r"https?://(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?|embed/|shorts/|live/)"
    r"|youtu\.be/|(?:www\.|player\.)?vimeo\.com/)[^\s<>\"]+",
    re.IGNORECASE,
)


def escape(text: str) -> str:
    """Text that is safe between tags."""
    return html.escape(text, quote=False)


def link(address: str, inside: str) -> str:
    """A link; the caller vouches for the address, `inside` is rich text."""
    return f'<a href="{html.escape(address)}">{inside}</a>'


def inline(text: str) -> str:
    """One line of prose as rich text; domains, web and e-mail addresses become links."""
    if "." not in text:
        return escape(text)
    out, done = [], 0
    for token in TOKEN.finditer(text):
        if "." not in token.group() or len(token.group()) > LONGEST_ADDRESS:
            continue
        start, end = _bare(text, token.start(), token.end())
        address = _address(text[start:end])
        if address is not None:
            out.append(escape(text[done:start]))
            out.append(link(address, escape(text[start:end])))
            done = end
    return "".join([*out, escape(text[done:])])


def safe_address(typed: str) -> str | None:
    """A typed link's address as it may stand in an href, or None for an odd scheme."""
    address = BLANKS.sub(lambda found: f"%{ord(found.group()):02X}", typed.strip())
    # Browsers skip blanks inside a scheme, so the scheme is judged without them.
    scheme = SCHEME.match(BLANKS.sub("", html.unescape(typed)))
    if scheme:
        return address if scheme.group(1).lower() in SAFE_SCHEMES else None
    if address.startswith("//"):
        return f"https:{address}"
    if address.startswith(("/", "#", "?", ".")):
        return address
    return _address(address) or address or None


def is_video(text: str) -> bool:
    """True for a line that is nothing but the address of a YouTube or Vimeo video."""
    return len(text) <= LONGEST_ADDRESS and VIDEO.fullmatch(text) is not None


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Where an address begins and ends once brackets and punctuation around it are left out."""
    while start < end and text[start] in OPENING:
        start += 1
    while end > start:
        last = text[end - 1]
        if last in CLOSING or (last in ")]}" and not _balanced(text[start:end], last)):
            end -= 1
        else:
            break
    return start, end


def _balanced(address: str, closing: str) -> bool:
    return address.count(closing) <= address.count({")": "(", "]": "[", "}": "{"}[closing])


def _address(token: str) -> str | None:
    if "://" in token:
        return token if URL.fullmatch(token) else None
    if "@" in token:
        found = EMAIL.fullmatch(token)
        return f"mailto:{token}" if found and _known(*found.groups(), sure=True) else None
    found = DOMAIN.fullmatch(token)
    if not found:
        return None
    host, ending, path = found.groups()
    sure = host.lower().startswith("www.") or path.startswith("/")
    return f"https://{token}" if _known(host, ending, sure=sure) else None


def _known(host: str, ending: str, *, sure: bool) -> bool:
    """Whether host and ending are a domain; 'care.In' and 'ASP.NET' are not."""
    if not any(character.isalpha() for character in host):
        return False
    if ending.isupper():
        return ending in ("COM", "ORG") and host.isupper()
    return ending in DOMAINS or (sure and ending in SHY_DOMAINS)
