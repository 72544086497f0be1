"""How a line looks: as a title, a heading, a sentence, a number, a mark of a question."""

import re

HEADING_WORDS = 16
TITLE_WORDS = 25
LONGEST_HEADING = 140
NEVER_LAST = (".", ";", ",", "。", "；", "，", "、", "،", "؛", "।", "…")
KNOWN_HEADINGS = """
final thoughts|conclusion|in conclusion|summary|in summary|key takeaways|takeaways|introduction
overview|the bottom line|bottom line|wrapping up|final words|closing thoughts|background
fazit|zusammenfassung|einleitung|conclusión|introducción|conclusione|introduzione|conclusão
conclusie|podsumowanie|заключение|slutsats|résumé
"""
KNOWN = frozenset(KNOWN_HEADINGS.strip().replace("\n", "|").split("|"))
NUMBER = re.compile(
    r"(?:\(?(\d{1,3})(?:[.)]\s+|[.)](?=[^\W\d_]))|step\s+(\d{1,3})\s*[:.)–—-]\s*)", re.I
)
QUESTION_MARK = re.compile(
    r"(?:(?:Q|Question)\s*\d{0,3}\s*[:.)]|(?:F|P|D|V|Frage|Pregunta|Domanda|Pergunta|Vraag)"
    r"\s*\d{0,3}\s*:|\d{1,3}[.)](?=\s))\s*",
)
ANSWER_MARK = re.compile(
    r"(?:A|R|Ans|Answer|Antwort|Respuesta|Réponse|Risposta|Resposta|Antwoord)\s*\d{0,3}\s*[:)]\s*",
)
DOTTED_ANSWER = re.compile(r"A\s*\d{0,3}\.\s+")
BYLINE = re.compile(r"(?:[Ww]ritten )?[Bb]y:? ((?:[^\W\d_a-z][\w.'’-]*\s?){1,5})")
SENTENCE_END = re.compile(r"[^\W\d_]{3,}[.!?]['\"”’)]*\s+[^\W\d_a-z]")
CLOSED = re.compile(r"[.!?…:;。！？؟।][\"'”’»)\]*_]*$")


def number_of(text: str) -> tuple[int, str, str] | None:
    """Split '2. Foo' or 'Step 2: Foo' into the number, the mark as typed and the rest."""
    found = NUMBER.match(text)
    if not found or found.end() == len(text):
        return None
    return int(found.group(1) or found.group(2)), found.group().strip(), text[found.end() :]


def word_count(text: str) -> int:
    """Words between spaces."""
    return len(text.split())


def is_heading_shaped(text: str) -> bool:
    """A short line without closing punctuation that begins like a name or a sentence."""
    if len(text) > LONGEST_HEADING or text.endswith(NEVER_LAST) or word_count(text) > HEADING_WORDS:
        return False
    if text.endswith(":") and word_count(text) > 6:
        return False
    first = text[0]
    return not first.islower() and first not in '"“„«—–' and any(map(str.isalpha, text))


def is_title_shaped(text: str) -> bool:
    """A line that may be the title of an article."""
    words = word_count(text)
    limit = HEADING_WORDS if text.endswith(NEVER_LAST) else TITLE_WORDS
    return 0 < words <= limit and len(text) <= 200 and any(map(str.isalnum, text))


def is_known_heading(text: str) -> bool:
    """A heading by its very words, as 'Final Thoughts'."""
    return text.casefold().strip(" :.") in KNOWN


def is_longer(head: str, size: int) -> bool:
    """Whether prose of `size` characters is clearly longer than its possible heading."""
    if is_known_heading(head):
        return size > 0
    factor = 1.2 if is_title_case(head) else 1.8
    return size >= max(40.0, factor * len(head))


def is_title_case(text: str) -> bool:
    """Whether every long word begins with a capital."""
    long_words = [word for word in text.split() if len(word) > 3]
    return len(long_words) > 1 and not any(word[0].islower() for word in long_words)


def ends_closed(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return CLOSED.search(text[-12:]) is not None


def is_one_sentence(text: str) -> bool:
    """Whether no other sentence ends before the last one."""
    return SENTENCE_END.search(text) is None
