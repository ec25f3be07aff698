import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.references.links import is_doi_link, is_site, read_doi, read_url


@pytest.mark.parametrize(
    ("printed", "doi"),
    [
        ("https://doi.org/10.3390/brainsci15020203", "10.3390/brainsci15020203"),
        ("https: // doi. org/10.3390/app14188449.", "10.3390/app14188449"),
        ("DOI:10.1007/s00603-017-1305-0", "10.1007/s00603-017-1305-0"),
        ("doi: 10.1016 / j. tate. 2025. 105180", "10.1016/j.tate.2025.105180"),
        ("(doi 10.1002/(SICI)1097-4571)", "10.1002/(SICI)1097-4571"),
        ("Doi: https://doi.org/10.55640/", ""),
        ("DOI", ""),
    ],
)
def test_a_doi_is_bare_and_whole(printed, doi):
    assert read_doi(printed) == doi


@pytest.mark.parametrize(
    ("printed", "url"),
    [
        ("Retrieved from https://www.ziyonet.uz/kitob/12.", "https://www.ziyonet.uz/kitob/12"),
        ("URL: http: //lex. uz/docs/123 (дата обращения: 12.05.2021)", "http://lex.uz/docs/123"),
        ("<https://cyberleninka.ru/article/n/abc>", "https://cyberleninka.ru/article/n/abc"),
        ("http://tatar.kz/hairullin/grif_hairullin_- _istoria.pdf,", "http://tatar.kz/hairullin/grif_hairullin_-_istoria.pdf"),
        ("https://en.wikipedia.org/wiki/Tashkent_(city)", "https://en.wikipedia.org/wiki/Tashkent_(city)"),
        ("www.gov.uz", "www.gov.uz"),
        ("Manba: kun.uz", "kun.uz"),
        ("https://", ""),
        ("tashkent@mail.uz", ""),
    ],
)  # fmt: skip
def test_an_address_is_mended(printed, url):
    assert read_url(printed) == url


def test_a_doi_as_a_link():
    assert is_doi_link("https: // doi. org/10.1/2") and not is_doi_link("doi:10.1234/2")


@pytest.mark.parametrize(("text", "answer"), [("theclassroom.com.", True), ("Til va adabiyot.uz", False)])
def test_a_site_has_no_spaces(text, answer):
    assert is_site(text) is answer


@given(st.text())
def test_links_hold_no_spaces(text):
    assert " " not in read_doi(text) + read_url(text)
