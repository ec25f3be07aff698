import pytest

from bibman.model import Name, Record
from bibman.references.kinds import kind_of

PERSON = (Name(family="Karimova", given="V."),)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("article-journal", {"container_title": "Brain Sciences", "volume": "15", "author": PERSON}),
        ("article-journal", {"container_title": "Педагогика", "issue": "4"}),
        ("article-journal", {"container_title": "Nature", "publisher_place": "London", "volume": "172"}),
        ("article-newspaper", {"container_title": "Xalq so‘zi", "issued": "2020-05-12"}),
        ("article-newspaper", {"container_title": "Известия", "page": "4", "issued": "2001-03-02"}),
        ("article-journal", {"container_title": "Известия вузов Кыргызстана", "page": "10-15"}),
        ("paper-conference", {"container_title": "Материалы конференции «Наука»", "issue": "2"}),
        ("chapter", {"container_title": "Горные вершины", "publisher_place": "М.", "issued": "1904"}),
        ("chapter", {"container_title": "Юридична енциклопедія", "volume": "5", "publisher": "Основа"}),
        ("thesis", {"genre": "автореф. дис. канд. пед. наук", "container_title": ""}),
        ("webpage", {"URL": "https://kun.uz/1", "title": "Yangiliklar"}),
        ("webpage", {"container_title": "theclassroom.com", "title": "Numbers"}),
        ("book", {"title": "Psixologiya", "publisher_place": "T.", "author": PERSON}),
        ("book", {"title": "Закон України: коментар", "publisher": "Право", "author": PERSON}),
        ("legislation", {"title": "Закон Республики Узбекистан «Об образовании»"}),
        ("legislation", {"title": "“Ta’lim to‘g‘risida”gi Qonun", "number": "O‘RQ-637"}),
        ("report", {"title": "Failure criterion", "genre": "White Paper"}),
        ("document", {"note": "См. выше"}),
    ],
)
def test_the_kind_of_a_record(kind, fields):
    assert kind_of(Record(**fields)) == kind


def test_words_beside_the_fields_tell_of_the_web():
    assert kind_of(Record(title="Soliqlar", issued="2025"), "Электрон манба") == "webpage"
