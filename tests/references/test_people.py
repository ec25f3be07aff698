from bibman.references.people import read_people


def families(names):
    return [name.family or name.literal for name in names]


def test_people_before_the_title_and_after_the_slash_are_named_once():
    people = read_people(["Зеленецький В.", "/ В. Зеленецький, Л. Лобойко //"], [])
    assert families(people.author) == ["Зеленецький", "Лобойко"]


def test_more_authors_were_meant():
    people = read_people(["Воронцова Н.В., Козлов В.И. и др."], [])
    assert families(people.author) == ["Воронцова", "Козлов"]
    assert people.et_al


def test_each_role_opens_its_own_names():
    people = read_people([], ["Составитель В. А. Невежин; Под редакцией Бордюгова Г.А. -"])
    assert families(people.editor) == ["Невежин", "Бордюгова"]
    assert not people.author


def test_authors_marked_as_editors_are_editors():
    people = read_people(["Hustrulid W., McCarter M.K. (Eds.)"], [])
    assert families(people.editor) == ["Hustrulid", "McCarter"]
    assert not people.author
