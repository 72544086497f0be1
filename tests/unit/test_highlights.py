"""Where words stand in a text: by the rule of the index, with bounds."""

import random
import time

import pytest

from blog.editions.fulltext import words as indexed
from search.highlights import Fragment, html, marked, matches, passage


def shown(text: str, query: str) -> str:
    return html(marked(text, indexed(query)))


@pytest.mark.parametrize(
    ("text", "query", "wanted"),
    [
        ("Walking the dog", "walk", "<mark>Walking</mark> the dog"),
        ("Catwalk", "walk", ""),
        ("Café au lait", "cafe LAI", "<mark>Café</mark> au <mark>lait</mark>"),
        ("Cafe\u0301s here", "cafés", "<mark>Cafe\u0301s</mark> here"),
        ("½ a pint, œuf, Straße", "strasse", "½ a pint, œuf, <mark>Straße</mark>"),
        ("a_b under_score", "score b", "a_<mark>b</mark> under_<mark>score</mark>"),
        ("“Well-known”…", "known", "“Well-<mark>known</mark>”…"),
        ("one & <two>", "one two", "<mark>one</mark> &amp; &lt;<mark>two</mark>&gt;"),
        ("ﬁne ﬁsh", "fish", "ﬁne <mark>ﬁsh</mark>"),
        ("İstanbul", "istanbul", "<mark>İstanbul</mark>"),
        ("walk walking", "walk walki", "<mark>walk</mark> <mark>walking</mark>"),
        ("nothing", "else", ""),
    ],
)
def test_words_match_as_the_index_has_them(text, query, wanted):
    assert shown(text, query) == wanted


def test_fragments_are_the_text_and_nothing_else():
    text = "A walk is no run, a walker no runner."
    made = marked(text, ["walk", "run"])
    assert "".join(fragment.text for fragment in made) == text
    assert [f.text for f in made if f.is_match] == ["walk", "run", "walker", "runner"]


def test_whatever_the_text_its_matches_are_words_of_the_index_that_begin_so():
    chance = random.Random(7)
    letters = "aábcßﬁéE\u0301 .,_-…½İ’\n日本Ωως"
    for _ in range(3000):
        text = "".join(chance.choices(letters, k=chance.randint(0, 30)))
        query = indexed("".join(chance.choices(letters, k=3)))
        found = any(word.startswith(part) for word in indexed(text) for part in query)
        assert bool(matches(text, query)) == found, (text, query)
        for begin, end, n in matches(text, query):
            # A character that holds several words is marked with all of them.
            assert any(word.startswith(query[n]) for word in indexed(text[begin:end])), (
                text,
                query,
            )


def test_a_passage_has_most_of_the_words_and_stays_short():
    filler = "Nothing to see in this sentence at all. " * 30
    text = f"Walk on. {filler}Here a walk and a run meet. {filler}Run along."
    made = passage(text, ["walk", "run"])
    assert made[0] == Fragment("… ", is_match=False)
    assert made[1].text == "Here a "
    assert [f.text for f in made if f.is_match] == ["walk", "run"]
    assert len("".join(f.text for f in made)) < 260
    assert passage(text, ["absent"]) == ()


def test_a_long_text_costs_little():
    text = ("All walks of life, “walking” on and on… " * 5_000)[:150_000]
    started = time.process_time()
    for _ in range(20):
        assert passage(text, ["walk", "on", "a"])
    assert time.process_time() - started < 2
