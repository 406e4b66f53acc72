"""Where are two words glued together, where has machine translation left a pronoun, and where is neither so?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.view import reading_view
from retrieval.text.view.glue import part_glued_words

FRAME = "It was said on Monday that the talks would go on. {} The mayor and the council were at the meeting."


def read(text: str) -> str:
    return reading_view(FRAME.format(text)).text.removeprefix(FRAME[:50]).removesuffix(FRAME[52:])


GLUED = [
    ("Ada Lund met the press. Lundstated that it was over.", "Lund stated"),
    ("Ada Lund met the press, saidWhitfield of the board with Jo Whitfield.", "said Whitfield"),
    ("According to theQuorta agency, Quorta has it.", "the Quorta"),
    ("Kim Bo Tanand the mayor met. Kim Bo Tan arrived on Monday.", "Tan and the mayor"),
    ("The leader, Kim Bo Tanand the mayor, Vladimir Oskinmet this Wednesday. Oskin left.", "Oskin met this"),
    ("A call with Zubrowkasaid on Monday, according to Quortathat day.", "Zubrowka said on"),
    ("A call with Zubrowkasaid on Monday, according to Quortathat day.", "Quorta that day"),
    ("It was Zubrowkaannounced the deal, and Lemkewrote a letter to the board.", "Zubrowka announced the"),
    ("In Washingtonwould they meet, and from Berlinwith a letter.", "Washington would"),
    ("From Berlinwith a letter.", "Berlin with"),
    ("The donorssaid that it was over.", "donors said"),
    ("What the committeeannounced was nothing.", "committee announced"),
    ("ZubrowkaQuorta has it; Quorta and Zubrowka had not.", "Zubrowka Quorta has"),
]
STRAY = [
    ("Kim Bo Tan it arrived on Monday.", "Kim Bo Tan arrived"),
    ("The Ministry of Health it informed the press.", "Ministry of Health informed"),
    ("Harbour spokesman Dmitri Voskovhe said it was so.", "Voskov said"),
    ("Mr. Trumpshe said it was so.", "Trump said"),
    ("Mr. McLundhe said so; it was McLund.", "McLund said"),
    ("It was with Bo Tan.\n\nTan it said so.", "Tan said"),
    ("“We wait,” his friend Bo Salla Tan he told the Herald.", "Tan told"),
    ("On Friday, the Labour Office it announced a strike.", "Office announced"),
    (
        "Last week former mayor Ada Lund it said so. On Sunday, former mayor Ada Lund it said so.",
        "Sunday, former mayor Ada Lund said",
    ),
    ("The harbour master said Bo Tan it asked for a meeting.", "Tan asked"),
    ("“No,” Mr. Bo T. Tan-Lund he added.", "Tan-Lund added"),
    ("Douglas Holt-Ekinhe wrote so to Ida Holt-Ekin.", "Holt-Ekin wrote"),
]
DAMAGED = (
    "Ada Lundstated that Bo Whitfieldmet the Quortaagency in the Zurichand Berlin offices. "
    "Lund and Whitfield had Quorta."
)


@pytest.mark.parametrize(("text", "meant"), [*GLUED, *STRAY])
def test_glued_words_and_stray_pronouns_are_read_as_meant(text: str, meant: str) -> None:
    assert meant in read(text)


@pytest.mark.parametrize("meant", ["Lund stated", "Whitfield met", "Quorta agency", "Zurich and Berlin"])
def test_a_text_that_is_surely_damaged_may_glue_nouns_and_what_only_a_list_knows(meant: str) -> None:
    assert meant in read(DAMAGED)


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday he said so, and in a letter to Lund he wrote it.",
        "When asked about Lund she laughed. What it was nobody knew.",
        "The Lund he knew was gone; the Ada Lund it remembers is another. Bo Tan tells Ada Lund he loves the sea.",
        "In May it rained. Last Monday he left. Unlike Bo Tan she was there. As for Lund he had gone.",
        "YouTube, iPhone, McDonald, deGrasse, eBay and LinkedIn are names.",
        "TikTok said so. On Tik Tok and TikTok nobody read it; StarNews had Star News.",
        "PolitiFact wrote, and HomeKit and OnePlus and DevDay; Home and Kit, One and Plus, Dev and Day.",
        "Roland, Anderson, Finland and Goethe were in the Netherlands.",
        "Write to ada.lund@quorta.example or #WeSaidIt on www.theQuorta.example.",
        "Obama spoke of Obamacare, and Lund of the Lundgrens.",
        "Superdelegates met at the Super Bowl; Deepfakes, Smartwatches and Robocalls were new. Deep, Smart, Robo.",
        "African-American voters and Holtz-Eakin of the Anti-Defamation League met the Bush-Clinton heirs.",
        "Goethe said that Porsche said that Blythe said so",
        "Netherland, Anderson, Chand, Rand, Roland, Finland, Leland, Iceland and Holland met",
        "McConnell has an iPhone and YouTube; MacMurray and LeBron had TikTok",
        "Christophe Fouche and Bettiche, Akliouche and Tudorache and others",
        "Brexit is it, Obamacare and Fitbit said",
        "Esfand and Courtland and Lochland in Trayvon met Saquon in Halsin at Groupon",
        "Kowalskihe's and Kowalski-that and O'Kowalskithat",
        "WandaVision, AngelList and PhilHealth were Wanda, Angel and Phil.",
        "Thein Sein and The Hague; Fortin and For all.",
        "Obergefell v. Hodges, Mr. Obergefell and Oberge.",
    ],
)
def test_sound_words_stay(text: str) -> None:
    assert read(text) == text


FOREIGN = [
    ("A cidade espera, dissePeskov. A decisão foi tomada ontem pelo governo.", "disse Peskov"),
    ("Мы ждём, сказалПесков в пятницу. Решение было принято вчера.", "сказал Песков"),
    ("Песковзаявил, что решение принято. Журналисты спросили, знает ли Песков больше.", "Песков заявил"),
    ("Das Werk wird geschlossen, sagteLund am Freitag der Presse in der Stadt.", "sagte Lund"),
    ("Lunderklärte gestern, dass nichts entschieden wurde. Frau Lund kam in die Stadt.", "Lund erklärte"),
    ("El alcalde dijo que no; segúnLund la obra sigue. Lund no quiso hablar.", "según Lund"),
    ("Le maire attend, a déclaréMartin vendredi. La ville attend aussi.", "déclaré Martin"),
]


@pytest.mark.parametrize(("text", "meant"), FOREIGN)
def test_glued_words_of_other_languages_are_parted_by_their_form(text: str, meant: str) -> None:
    assert meant in reading_view(text).text


@pytest.mark.parametrize(
    "text",
    [
        "Die Firma eBay und der derStandard, die GmbH, ein iPhone und die BürgerInnen der Stadt: Lund war da.",
        "O iPhone da LaLiga, o YouTube e o McDonald são da cidade; o DeMille não é.",
        "В iPhone и на YouTube: МакДональд и МакКейн, ДеМилль и ВКонтакте.",
        "Die Aussage des Landrats, Bundesrats und Freirats sowie Herr Auffragte; Herr Lund sagte nichts.",
    ],
)
def test_sound_words_of_other_languages_stay(text: str) -> None:
    assert reading_view(text).text == text


@given(st.text(alphabet=st.sampled_from("PeskovhatndUm sidr,.”é"), max_size=80))
def test_cuts_are_ascending_and_between_letters(letters: str) -> None:
    text = FRAME.format(letters)
    places = [edit.start for edit in part_glued_words(text)]

    assert places == sorted(set(places))
    assert all(text[at - 1].isalpha() and text[at].isalpha() for at in places)
