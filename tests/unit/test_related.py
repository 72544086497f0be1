"""How two articles are alike: each part of the formula by itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog import related
from blog.neighbours.choice import DIGITS, choose
from blog.related import Frequencies, Group, Neighbours, Vector, scratch

DAY = 730_000
texts = st.lists(
    st.sampled_from(["oak", "elm", "ash", "fir", "yew", "bay", "box", "fig"]), max_size=30
).map(" ".join)


def corpus(*texts: str) -> tuple[Frequencies, list[Vector]]:
    vectors = [Vector.of("", text, (), DAY) for text in texts]
    counted = Frequencies()
    for vector in vectors:
        counted.add(vector)
    return counted, vectors


def compared(counted: Frequencies, one: Vector, *others: Vector) -> related.Compared:
    near = Neighbours(counted, range(len(others)), others, [1.0] * len(others))
    return near.compare(one, scratch())


def test_a_feature_is_the_same_number_in_every_process():
    assert related.features("Heart rate") == [836_582, 802_617, 133_576]


def test_words_know_no_case_no_accents_and_no_marks():
    assert related.words("L’Été, à  PARIS_2") == ["l", "ete", "a", "paris", "2"]


def test_a_script_without_spaces_is_compared_by_its_characters():
    assert related.words("心臓 ok") == ["心", "臓", "ok"]


@settings(deadline=None)
@given(texts, texts, st.lists(st.text(max_size=5)))
def test_a_vector_is_the_same_after_it_was_packed(title, text, tags):
    made = Vector.of(title, text, tags, DAY)
    again = Vector.unpack(made.pack(), DAY)
    assert again.pack() == made.pack()
    for part in ("text", "title", "tags"):
        for one, other in zip(getattr(made, part), getattr(again, part), strict=True):
            assert one.tolist() == other.tolist()


def test_the_words_of_the_title_count_three_times():
    made = Vector.of("oak", "oak elm", (), DAY)
    counts = dict(zip(*(part.tolist() for part in made.text), strict=True))
    oak, elm = related.features("oak")[0], related.features("elm")[0]
    assert (counts[oak], counts[elm]) == (4, 1)


def test_what_stands_in_more_than_three_of_ten_articles_weighs_nothing():
    counted, _ = corpus(*["oak"] * 31, *["elm"] * 30, *["ash"] * 39)
    weight = {word: counted.idf[related.features(word)[0]] for word in ("oak", "elm", "ash")}
    assert (weight["oak"], weight["ash"]) == (0, 0)
    assert weight["elm"] == pytest.approx(np.log(101 / 30))


@settings(deadline=None)
@given(st.lists(texts, min_size=1, max_size=12))
def test_a_weighed_text_has_length_one_or_none_and_is_like_itself(found):
    counted, vectors = corpus(*found)
    group = Group.of(counted, [v.text for v in vectors])
    for n in range(len(vectors)):
        keys, weights = group[n]
        assert weights @ weights == pytest.approx(1 if len(keys) else 0, abs=1e-5)
        assert group.cosines(group[n], scratch())[n] == pytest.approx(
            1 if len(keys) else 0, abs=1e-5
        )


@settings(deadline=None)
@given(texts, texts)
def test_likeness_before_the_hubs_is_mutual(one, other):
    counted, (a, b) = corpus(one, other)
    assert compared(counted, a, b).raw == pytest.approx(compared(counted, b, a).raw, abs=1e-6)


def test_what_is_near_in_time_counts_up_to_six_tenths_more():
    day, year, ages = related.nearness(DAY, np.array([DAY, DAY + 365, DAY - 36_500]))
    assert (day, ages) == (1.6, pytest.approx(1))
    assert year == pytest.approx(1 + 0.6 / np.e)


def test_what_is_a_little_like_everything_comes_after_what_is_like_this_alone():
    scores = related.divided(np.array([0.2, 0.2]), np.array([0.4, 0.1]))
    assert scores[1] == pytest.approx(scores[0] * 4**0.25)


def test_a_hub_is_the_mean_of_the_ten_best():
    assert related.hub(np.arange(20) / 20) == pytest.approx(np.mean(np.arange(10, 20) / 20))
    assert related.hub(np.zeros(0)) == 0


def test_shared_tags_add_up_to_three_hundredths():
    counted, _ = corpus("oak", "elm", "ash", "fir")
    a, b, c = (Vector.of("", "", tags, DAY) for tags in (["x"], ["x"], ["y"]))
    assert compared(counted, a, b, c).scores(1.0) == pytest.approx([0.03, 0])


# ---- the choice ----


def chosen(scores: list[float], *others: str, alike: list[float] | None = None, **given) -> list:
    counted, vectors = corpus(*others)
    group = Group.of(counted, [v.text for v in vectors])
    near = np.array(alike or [0] * len(others))
    pairs = lambda places: group.some(places).pairs(scratch())  # noqa: E731
    found = choose(np.array(scores), near, np.arange(len(others)), pairs, **given)
    assert [worth for _, worth in found] == sorted((worth for _, worth in found), reverse=True)
    return [place for place, _ in found]


def test_what_scores_too_little_and_what_says_the_same_is_not_chosen():
    assert chosen([0.5, 0.04, 0.4], "oak", "elm", "ash", alike=[0, 0, 0.7]) == [0]
    assert chosen([0.5, 0.04, 0.4], "oak", "elm", "ash", alike=[0, 0, 0.7], duplicate=0.8) == [0, 2]


def test_of_two_that_say_the_same_only_the_better_one_is_chosen():
    assert chosen([0.4, 0.5, 0.3], "oak elm", "oak elm", "ash fir") == [1, 2]


def test_what_says_something_else_comes_before_what_is_a_trifle_better():
    found = chosen([0.5, 0.46, 0.45], "oak elm fir yew", "oak elm bay box", "fig", duplicate=1)
    assert found == [0, 2, 1]


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_a_choice_is_at_most_twelve_none_twice_the_best_first(scores):
    found = chosen(scores, *(f"w{n}" for n in range(len(scores))))
    kept = np.round(scores, DIGITS)
    wanted = sorted((n for n, s in enumerate(kept) if s >= 0.05), key=lambda n: (-kept[n], n))
    assert found == wanted[:12]
