"""The dozen entries that break most programs: commands, braces, percent signs, organisations, capitals, formulas."""

from __future__ import annotations

from bibman.model import Name, Record

THESIS = Record(
    type="thesis",
    title="Развитие Русского Языка в Узбекистане",
    genre="дис. ... канд. филол. наук",
    publisher="ТГУ",
    publisher_place="Ташкент",
    issued="1999",
    number_of_pages="150",
    author=(Name("Иванов", "Иван", "Иванович"),),
)
LAW = Record(
    type="legislation",
    title="Oʻzbekiston Respublikasining “Taʼlim toʻgʻrisida”gi Qonuni",
    genre="Qonun",
    number="OʻRQ-637",
    issued="2020-09-23",
    URL="https://lex.uz/docs/5013007",
    accessed="2021-01-05",
)
NEWSPAPER = Record(
    type="article-newspaper",
    title="ТАЪЛИМ `янги` {x",
    container_title="Халқ Сўзи",
    author=(Name("Қодиров", "А."),),
    issued="2019-02-31",
    page="2",
    publisher_place="Тошкент",
)
ARTICLE = Record(
    type="article-journal",
    title='Development of the "Uzbek" DNA & RNA_1: 100% of $x^2$ #5 ~ \\alpha {a} language in Uzbekistan',
    container_title="Journal of Science & Technology",
    author=(Name("Khaydarova", "U.", "P."), Name("de la Cruz", "Ana"), Name(literal="Health, Care, Sport and Co")),
    issued="2020-05-12",
    volume="XII",
    issue="3",
    page="12–15",
    DOI="https://doi.org/10.1000/abc_(1)<2>",
    URL="https://ex.org/a b?q=50%&x={1}#ф",
    et_al=True,
    language="en",
)  # fmt: skip
PAPER = Record(
    type="paper-conference",
    title="On C++ and LaTeX: a^b",
    container_title="Proceedings of the 5th Conference on AI",
    page="10–12, IV-X",
    publisher="Johnson and Sons",
    issued="2018/2019",
    author=(Name("Smith", "John, and sons", suffix="Jr."), Name("Ўрмон", "«X»")),
    editor=(Name("Ed", "E."),),
    language="en",
)
CHAPTER = Record(
    type="chapter",
    title="Бўлим 1. Қадимги Туркий",
    container_title="Тил ва Адабиёт",
    page="10 - 12",
    issued="2001",
    volume="2",
    author=(Name("Ғаниев", "Ў."),),
    editor=(Name("Ҳасанов", "Ҳ."),),
)
NASTY = [
    THESIS, LAW, NEWSPAPER, ARTICLE, PAPER, CHAPTER,
    Record(type="book", title="Навоий Асарлари: \\ва\u00a0{Луғат}", publisher="Фан and Co", publisher_place="Т. and М.",
           issued="1960", volume="Т. 2", number_of_pages="250", note="}{",
           author=(Name("Навоий"), Name("Ибн ал Фараби", "X"))),
    Record(type="book", title="Collected Works", issued="[1987?]", editor=(Name("Hasan", "B."),), language="en"),
    Record(type="report", title="Human Development Report", issued="2015", genre="Technical report",
           author=(Name(literal="United Nations, Development and Programme (UNDP)"),),
           publisher="UNDP and World Bank", number="12/3", language="en", editor=(Name("Ed", "E."),)),
    Record(type="webpage", title="Главная Страница", URL="https://миг.рф/путь", accessed="2021-01", issued="2021",
           container_title="МИГ", publisher_place="Москва", page="3"),
    Record(type="article-journal", title="Зміст і Мови Ґ Є Ї", container_title="Вісник", volume="5", issue="1-2",
           issued="2020-12", author=(Name("Шевченко", "Т.", "Г."), Name("and", "@x{y,")), publisher="X",
           number_of_pages="5", genre="y"),
    Record(type="speech", title="ʻ ʼ № … – 100% \"x\"", issued="2000-01-01", volume="2", issue="3", page="4", number="5"),
]  # fmt: skip
