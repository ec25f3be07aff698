"""What is typed into search is read as words, phrases and filters; nothing is an error."""

import pytest

from bibman.library.question import Question, Word, read_question


def words(*sounds: str, begun: bool = True) -> tuple[Word, ...]:
    return tuple(Word(s, s, begun=begun and n == len(sounds)) for n, s in enumerate(sounds, 1))


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ("", Question()),
        (" — ", Question()),
        ("norov huk", Question(words=words("norov", "huk"))),
        ("Норов", Question(words=(Word("Норов", "norov", begun=True),))),
        ("салтыков-щедрин", Question(words=words("saltikov", "shedrin"))),
        ('"norov"', Question(words=words("norov", begun=False))),
        ('"huk tarihi"', Question(phrases=("huk tarihi",))),
        ("«huk tarihi» norov", Question(phrases=("huk tarihi",), words=words("norov"))),
        ('"huk tarihi', Question(phrases=("huk tarihi",))),
        ("AUTHOR:norov", Question(authors=words("norov"))),
        ('author:"norov i"', Question(authors=words("norov", "i"))),
        ("in:til lang:uz", Question(containers=words("til"), languages=("uz",))),
        ("year:2019", Question(years=((2019, 2019),))),
        ("year:2019..2023", Question(years=((2019, 2023),))),
        ("year:2019– year:-1990", Question(years=((2019, 9999), (0, 1990)))),
        ("type:thesis", Question(types=("thesis",))),
        ("type:conference", Question(types=("paper-conference",))),
        ("language:Russian", Question(languages=("ru",))),
        ('cited-by:"my article.txt"', Question(citing=("my article.txt",))),
        # a filter that makes no sense is words, and so is a title with a colon
        ("year:soon", Question(words=words("ear", "son"))),
        ("year:..", Question(words=(Word("year ..", "ear", begun=True),))),
        ("language:an", Question(words=words("language", "an"))),
        ("author:", Question(words=(Word("author:", "author", begun=True),))),
        ("author: norov", Question(words=(Word("author:", "author"), *words("norov")))),
        ("doi:10", Question(words=words("doi", "10"))),
    ],
)
def test_how_a_query_is_read(query: str, question: Question):
    assert read_question(query) == question
