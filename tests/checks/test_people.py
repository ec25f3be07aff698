"""The people of a list: self-citations and spellings."""

from listed import found, manuscript

HEAD = ["О САДАХ И ВОДЕ", "Петренко В.И.", "Аннотация. Текст."]
OWN = ["Петренко В. И. Сады. – Киев: Наука, 2001. – 90 с.", "Petrenko V. I. On water. Tea, 2019, 2(1), 5–9."]
OTHERS = [f"Коваль О. О. Вода и жизнь, выпуск {n}. – Киев: Наука, {n}. – 90 с." for n in range(2001, 2011)]


def article(*entries: str):
    return manuscript(*HEAD, "Литература", *(f"{n}. {entry}" for n, entry in enumerate(entries, 1)))


def test_the_share_of_self_citations():
    (finding,) = found(article(*OWN, *OTHERS), "self-citations", "many-self-citations")
    assert (finding.rule, finding.message) == (
        "self-citations",
        "2 of 12 entries are self-citations (17%): Петренко В.И.",
    )
    many = OWN[0].replace("Сады", "Реки").replace("2001", "2011")
    (finding,) = found(article(*OWN, many, *OTHERS[:2]), "self-citations", "many-self-citations")
    assert (finding.rule, finding.level) == ("many-self-citations", "warning")


def test_one_author_in_several_spellings():
    spelled = [
        "Муҳаммаджонов Қ. Шева. – Т.: Фан, 1970. – 9 б.",
        "Муҳаммеджонов Қ. Тил. – Т.: Фан, 1972. – 9 б.",
    ]
    (finding,) = found(article(*spelled, *OTHERS), "spellings")
    assert (
        finding.message
        == "one author has 2 spellings in the list: Муҳаммаджонов Қ. (1); Муҳаммеджонов Қ. (2)"
    )


def test_two_scripts_alone_and_two_people_of_one_entry_are_no_spellings():
    assert found(article(*OWN, *OTHERS), "spellings") == []
    siblings = "Kim, J. W., Kim, J., & Lee, T. (2008). On tea. Journal of Tea, 8(4), 318–324."
    assert found(article(siblings, *OTHERS), "spellings") == []
