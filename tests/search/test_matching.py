"""What is typed into Search, and where it stands; held against the slow way."""

import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.search.matching import Query, Term, TooMuchAsked, fold, fold_with_places, query_of

LETTERS = "aAeéÉe\u0301sßSſiİıfﬁ ﬀcçöÖ'’‘\"“”\\%_-–…\n\t\u00a0\0\x1fσςΣåÅ한ابجד你好🙂"
texts = st.text(st.sampled_from(LETTERS), max_size=40) | st.text(max_size=40)
words = st.text(st.sampled_from("aesfic'\\%_é’ß你"), min_size=1, max_size=3)


def slowly(text: str) -> str:
    """Each character by itself: the rule, as the module's first lines tell it."""
    quotes = dict.fromkeys("‘’ʼ", "'") | dict.fromkeys("“”„", '"')
    folded = ""
    for letter in text:
        one = unicodedata.normalize("NFKD", quotes.get(letter, letter)).casefold()
        one = unicodedata.normalize("NFKD", one)
        folded += "".join(c for c in one if not unicodedata.combining(c))
    return folded


@given(texts)
def test_folding_at_once_is_folding_letter_by_letter(text: str):
    assert fold(text) == slowly(text) == fold_with_places(text)[0]


@given(texts)
def test_every_folded_letter_leads_back_to_the_letter_it_came_from(text: str):
    folded, places = fold_with_places(text)
    assert len(folded) == len(places)
    assert all(letter in fold(text[at]) for letter, at in zip(folded, places, strict=True))


@given(texts, st.lists(words, min_size=1, max_size=2))
def test_no_note_is_ruled_out_that_has_the_words(text: str, sought: list[str]):
    query = Query(tuple(Term((fold(word),)) for word in sought if fold(word).strip()))
    payload = msgspec.json.encode({"sections": [{"key": "brought", "text": text}]})
    if query.rules_out(payload):
        assert not query.fits(fold(text))


@pytest.mark.parametrize("at", range(0x2000, 0x2040))
def test_no_sign_of_punctuation_folds_to_a_letter(at: int):
    assert not any(letter.isalnum() for letter in fold(chr(at)))


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("cafe", "At the CAFÉ.", ["CAFÉ"]),
        ("café", "at the cafe\u0301 again", ["cafe\u0301"]),
        ("door clock", "The clock. The door.", ["clock", "door"]),
        ("door", "She adores doors.", []),
        ("withdr*", "He withdrew; withdrawing, she said.", ["withdr", "withdr"]),
        ('"lay still"', "She lay\n  still. Still she lay.", ["lay\n  still"]),
        ('"lay sti*', "She lay still.", ["lay sti"]),
        ("didn't", "She didn’t.", ["didn’t"]),
        ("“so tired”", "I am so tired.", ["so tired"]),
        ("strasse", "In der Straße", ["Straße"]),
        ("tired, late", "Late and tired", ["Late", "tired"]),
        ("100%", "It is 100% so. 100 of them.", ["100%"]),
        ("a_b", "a_b and axb", ["a_b"]),
        (r"c:\x", r"in C:\x", [r"C:\x"]),
        ("安", "今日は安心です", ["安"]),
        ("ok", "🙂 OK 🙂", ["OK"]),
    ],
)
def test_what_is_typed_is_found_where_it_stands(typed: str, text: str, found: list[str]):
    query = query_of(typed)
    assert [text[start:end] for start, end in query.spans_in(text)] == found
    assert not found or query.fits(fold(text))


@pytest.mark.parametrize("sign", ["'", "%", "_", "\\", ".", "?", "(", "[", "$", "^", "|", "+"])
def test_signs_are_letters_like_any_other(sign: str):
    query = query_of(f"a{sign}b")
    assert query.fits(fold(f"say a{sign}b here"))
    assert not query.fits(fold("say axb, ab, aab and a"))


def test_all_words_must_stand_in_the_note():
    assert query_of("door clock").fits(fold("A clock beside the door"))
    assert not query_of("door clock").fits(fold("A door"))


def test_nothing_typed_is_no_term():
    assert query_of('  "" ').terms == ()


@pytest.mark.parametrize("typed", ["x" * 201, "a b c d e f g h i", "a*", '"lay s*'])
def test_too_much_or_too_little_is_refused_in_words(typed: str):
    with pytest.raises(TooMuchAsked, match=r"At most|at least two letters"):
        query_of(typed)
