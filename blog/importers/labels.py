"""The words by which a page tells its own parts: FAQ, read also, related, furniture."""

import re
from functools import lru_cache
from typing import Literal

Role = Literal["faq", "read_also", "related", "read_more", "furniture"]

FAQ = """
faq|faqs|f.a.q|faq section|frequently asked questions|frequently asked questions faq
frequently asked questions faqs|faqs frequently asked questions|faq frequently asked questions
common questions|common questions answered|questions and answers|questions & answers|q&a|q & a
your questions answered|people also ask
foire aux questions|questions fréquentes|questions fréquemment posées|questions et réponses
häufige fragen|häufig gestellte fragen|fragen und antworten
preguntas frecuentes|preguntas y respuestas|domande frequenti|domande e risposte
perguntas frequentes|perguntas e respostas|veelgestelde vragen|vragen en antwoorden
najczęściej zadawane pytania|często zadawane pytania|pytania i odpowiedzi
vanliga frågor|vanliga frågor och svar|ofte stillede spørgsmål|ofte stilte spørsmål
usein kysytyt kysymykset|usein kysyttyä|časté dotazy|často kladené otázky|časté otázky
întrebări frecvente|gyakori kérdések|gyakran ismételt kérdések|sıkça sorulan sorular
sık sorulan sorular|часто задаваемые вопросы|вопросы и ответы|поширені запитання
часті запитання|συχνές ερωτήσεις|الأسئلة الشائعة|أسئلة شائعة|שאלות נפוצות
अक्सर पूछे जाने वाले प्रश्न|अक्सर पूछे जाने वाले सवाल|よくある質問|よくあるご質問
常见问题|常見問題|자주 묻는 질문|pertanyaan umum|câu hỏi thường gặp
"""
READ_ALSO = """
read also|also read|read next|see also|further reading|lire aussi|à lire aussi|voir aussi
lesen sie auch|auch lesenswert|siehe auch|lea también|leer también|lee también|ver también
leggi anche|vedi anche|leia também|veja também|lees ook|zie ook|czytaj także|czytaj też
zobacz także|läs också|läs även|læs også|les også|lue myös|čtěte také|čítajte tiež
citește și|olvassa el|ayrıca okuyun|bunu da okuyun|читайте также|читайте також
διαβάστε επίσης|اقرأ أيضا|اقرأ أيضًا|यह भी पढ़ें|baca juga|xem thêm
"""
RELATED = """
related articles|related posts|related stories|related reading|related content|related topics
you may also like|you might also like|more articles|more like this|recommended reading
recommended for you|articles similaires|articles connexes|sur le même sujet|ähnliche artikel
verwandte artikel|das könnte sie auch interessieren|artículos relacionados|articoli correlati
artigos relacionados|gerelateerde artikelen|powiązane artykuły|relaterade artiklar
relaterede artikler|relaterte artikler|похожие статьи|схожі статті|benzer yazılar|関連記事
相关文章|相關文章|관련 기사|مقالات ذات صلة
"""
READ_MORE = """
read more|continue reading|keep reading|read the full article|read full article|read full story
lire la suite|en savoir plus|weiterlesen|mehr lesen|leer más|seguir leyendo|leggi tutto
leia mais|ler mais|lees meer|lees verder|czytaj więcej|läs mer|læs mere|les mer|lue lisää
читать далее|читати далі|devamını oku|اقرأ المزيد|baca selengkapnya
"""
FURNITURE = """
back to top|back to top button|scroll to top|top of page|return to top|go to top
nach oben|zurück nach oben|haut de page|retour en haut|volver arriba|torna su|terug naar boven
skip to content|skip to main content|skip to navigation|menu|main menu|toggle navigation
toggle menu|navigation|search|search for|close|log in|login|sign in|sign up|my account
share|share this|share this article|share this post|share this story|share on facebook
share on twitter|share on x|share on linkedin|share on whatsapp|share on pinterest
share via email|tweet|pin it|copy link|print|print this article|email this article|facebook
twitter|linkedin|pinterest|whatsapp|reddit|telegram|follow us|follow us on facebook
follow us on twitter|follow us on instagram|subscribe|subscribe now|subscribe to our newsletter
sign up for our newsletter|teilen|partager|compartir|condividi|compartilhar|delen|udostępnij
comments|no comments|no comments yet|leave a comment|leave a reply|post a comment|post comment
add a comment|write a comment|cancel reply|comments are closed|0 comments|kommentare
commentaires|comentarios|commenti|advertisement|advertisements|advertising|ad|ads|sponsored
sponsored content|anzeige|werbung|publicité|publicidad|pubblicità|advertentie|reklama
previous post|next post|previous article|next article|previous|next|table of contents
toggle table of contents|accept cookies|accept all cookies|all rights reserved
your email address will not be published
your email address will not be published required fields are marked
"""
ENDINGS = "Read more", "Continue reading", "Lire la suite", "Weiterlesen", "Leer más", "Leggi tutto"


def _words(table: str) -> frozenset[str]:
    return frozenset(table.strip().replace("\n", "|").split("|"))


def _either(table: str) -> str:
    """A pattern for any label of a table, the longest first."""
    return "|".join(map(re.escape, sorted(_words(table), key=len, reverse=True)))


ROLES: dict[str, Role] = {
    **dict.fromkeys(_words(FURNITURE), "furniture"),
    **dict.fromkeys(_words(READ_MORE), "read_more"),
    **dict.fromkeys(_words(RELATED), "related"),
    **dict.fromkeys(_words(READ_ALSO), "read_also"),
    **dict.fromkeys(_words(FAQ), "faq"),
}
LONGEST_LABEL = 100
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
NOISE = re.compile(r"[()\[\]:.,*]+")
COOKIES = re.compile(
    r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies"
    r"(?: (?:to|so) .*\b(?:experience|traffic|content|site|website)\b.*)?"
    r"|(?:accept|reject|allow)(?: all)? cookies|cookie (?:settings|preferences)"
)
COPYRIGHT = re.compile(
    r"(?:copyright )?(?:©|\(c\)) ?\d{4}\b.*|copyright \d{4}\b.*\ball rights reserved", re.IGNORECASE
)
READING_TIME = re.compile(r"\d{1,3}(?: ?-)? ?min(?:ute)?s?(?: read)?", re.IGNORECASE)
BREADCRUMB = re.compile(r"home\s*[»>›/]", re.IGNORECASE)
FAQ_ABOUT = re.compile(
    r"(?:faqs?|frequently asked questions|common questions)\s+(?:about|on|for|regarding)\b"
    r"|[^?]{2,60}\s(?:faqs?|frequently asked questions)$"
)
ALSO_READ = re.compile(
    rf"(?:{_either(READ_ALSO)})\s*(?:[:：]|\s[–—-]\s)\s*(\S.*)",
    re.IGNORECASE,
)
CUT_EXCERPT = re.compile(
    rf"(?:{_either(READ_MORE)})[\s.…»›→>\])]*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def role_of(text: str) -> Role | None:
    """What a whole line is a label of, if it is one."""
    if len(text) > LONGEST_LABEL:
        return None
    plain = " ".join(NOISE.sub(" ", EDGES.sub("", text)).casefold().split())
    role = ROLES.get(plain) or ROLES.get(EDGES.sub("", text).casefold())
    if role is None and FAQ_ABOUT.match(plain) and not is_question(text):
        return "faq" if text[-1:] not in ".;," else None
    if role is None and is_furniture(plain, text):
        return "furniture"
    return role


def is_furniture(plain: str, text: str) -> bool:
    """Whether a line is furniture by its form; plain: without its marks, in no case."""
    if READING_TIME.fullmatch(plain) or BREADCRUMB.match(text):
        return True
    return bool(COOKIES.fullmatch(plain) or COPYRIGHT.fullmatch(text.strip(" .")))


def also_read(text: str) -> tuple[str, str] | None:
    """Split 'Also read: Title' into its label and its title."""
    if len(text) > 300:
        return None
    found = ALSO_READ.fullmatch(text)
    if not found or found.group(1)[-1] in ".;,":
        return None
    return text[: found.start(1)].strip(), found.group(1)


def is_cut_excerpt(text: str) -> bool:
    """True for the teaser of another article: text that ends '... Read more'."""
    return CUT_EXCERPT.search(text[-40:]) is not None


def is_question(text: str) -> bool:
    """True when a line ends with a question mark, whatever closes after it."""
    return text.rstrip("\"'”’»)]*_ ").endswith(("?", "？", "؟", "⁇"))
