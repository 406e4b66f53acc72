"""Names inside a phrase: which words can be a person's name, and which run of them is the head of the phrase."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.annotate.attributions.names.inflected import own_part
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.attributions.words.word_classes import SMALL
from retrieval.annotate.cut import Cut, Range
from retrieval.annotate.lexicon import (
    AGENCY,
    AUXILIARY,
    BODY,
    CAPITAL,
    COMMA,
    CUE,
    DETERMINER,
    HIS,
    INITIAL,
    NETWORK,
    NOT_NAME,
    NUMBER,
    OF,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    ROLE,
    TIME,
    TITLE,
    UPPER,
)
from retrieval.annotate.name_keys import PARTICLES
from retrieval.annotate.name_runs import over_particles
from retrieval.text.languages.cases import Case
from retrieval.text.languages.english.names import FEMALE, MALE

LONGEST = 5
_NEVER = NOT_NAME | UPPER | AGENCY | PUNCTUATION | PRONOUN | AUXILIARY | RELATIVE
_NO_NAME = _NEVER | SMALL | ROLE | BODY | TITLE | INITIAL
_BEGINS = CAPITAL | INITIAL
_LONGEST_GIVEN = 4
_BARE_OF = ("de", "d'")
ADJECTIVE = ("e", "en", "er", "es", "em")


def is_name(r: Reading, at: int) -> bool:
    """Whether a word can be a name by itself."""
    flags = r.flags[at]
    if not flags & CAPITAL:
        return False
    if flags & ROLE and r.words[at] in r.surnames and not r.flags[at + 1] & CAPITAL:
        return not r.flags[at - 1] & DETERMINER or r.flags[at - 1] & PUNCTUATION != 0
    return not flags & _NO_NAME and len(r.words[at]) > 1


def _goes_on(r: Reading, at: int, first: int) -> bool:
    """Whether a name that began goes on with a word ("Stephan *Weil*", "Gerhard *Richter*", "J. *Doe*")."""
    flags = r.flags[at]
    if not flags & CAPITAL or r.text[r.ends[at - 1] : r.starts[at]].strip(" \u00a0"):
        return False
    if r.table.name_cases is not None and r.lows[at] in r.lexicon.outlets:
        return False  # наводить слова Павла Крота *Суспільне*
    if flags & INITIAL or is_name(r, at):
        return True
    if r.table.is_romance and flags & (TIME | AGENCY):
        return True  # Romance months and papers are small: "Lucía *Abril*", "Tomás *Portal*".
    if flags & (_NEVER | DETERMINER | PREPOSITION) or r.words[at].isupper():
        return False
    # A role or a small word is a surname behind one given name, if the name ends there.
    is_last = at + 1 >= r.size or not r.flags[at + 1] & CAPITAL or r.flags[at + 1] & PUNCTUATION
    return at == first + 1 and bool(is_last) and not r.lows[first].endswith("s")


def name_runs(r: Reading, first: int, last: int) -> Iterator[Range]:
    """Runs of words that can be one name: capitalised and side by side, with particles between them."""
    at, flags = first, r.flags
    while at < last:
        if not flags[at] & _BEGINS:
            at += 1
            continue
        if not (is_name(r, at) or _begins_with_initial(r, at, last) or _begins_with_particle(r, at, last)):
            at += 1
            continue
        end = at + 1
        while end < last:
            if _goes_on(r, end, at):
                end += 1
            elif (behind := over_name_particles(r, end, last)) > end:
                end = behind + 1
            else:
                break
        own = end
        while own > at + 1 and r.flags[own - 1] & INITIAL:
            own -= 1  # Ушаков К. Л.
        yield at, own
        at = end


def over_name_particles(r: Reading, at: int, last: int) -> int:
    """Where a name goes on behind particles; an article behind a German noun is none ("die Anwendung *der* Regel")."""
    if r.parts[at].lower() not in PARTICLES and r.lows[at] not in r.table.particles:
        return at
    before = r.flags[at - 2] if at > 1 else PUNCTUATION
    is_adjective = not before & (SMALL | CAPITAL | CUE | PUNCTUATION) and r.lows[at - 2].endswith(ADJECTIVE)
    is_noun = before & (DETERMINER | HIS) or is_adjective
    is_full = r.table.nouns_are_capitalised and is_name(r, at - 1) and is_name(r, at - 2)
    if is_full and r.flags[at] & PREPOSITION and not r.flags[at] & OF and r.flags[at + 1] & DETERMINER:
        return at  # "wollte sich Jon Dahl *zu den* Gründen nicht äußern"
    if r.table.nouns_are_capitalised and r.flags[at] & DETERMINER and (is_noun or is_full):
        return at  # "sagte Jon Dahl *der* Deutschen Presse-Agentur"
    end = over_particles(r.parts, at, last, lambda n: is_name(r, n))
    if end > at or r.lows[at] not in r.table.particles or (at > 1 and r.flags[at - 2] & CAPITAL):
        return end
    return at + 1 if at + 1 < last and is_name(r, at + 1) else at


def _begins_with_initial(r: Reading, at: int, last: int) -> bool:
    if not r.flags[at] & INITIAL or r.flags[at] & TITLE:
        return False
    if r.flags[at] & NETWORK and len(r.words[at]) == 1:
        return False  # "В соцсети *X* Анна Седова написала"
    end = at + 1
    while end < min(last, at + LONGEST) and r.flags[end] & INITIAL:
        end += 1
    return end < last and is_name(r, end)


def _begins_with_particle(r: Reading, at: int, last: int) -> bool:
    """ "Le Pen": a capital that nothing else gives to an article inside a sentence."""
    if not r.flags[at] & CAPITAL or r.parts[at].lower() not in PARTICLES or at + 1 >= last or not is_name(r, at + 1):
        return False
    return at > 0 and not opens_sentence(r, at)


def opens_sentence(r: Cut, at: int) -> bool:
    """Whether a word is the first of its sentence, or of what stands in marks."""
    before = r.text[max(0, r.starts[at] - 4) : r.starts[at]].rstrip(' \u00a0«“„"—–¿¡')
    return not before or before[-1] in ".!?…\n»”:"


def head_run(r: Reading, first: int, last: int, case: Case | None = None) -> Range | None:
    """The name that a phrase speaks of, and not whose it is ("der Anwalt *von Ada Lund*", "*Ada Lunds* Anwalt")."""
    for a, b in name_runs(r, first, last):
        run = _without_club(r, first, a, b)
        run = _without_body(r, first, *run) if run is not None else None
        run = _without_noun(r, first, *run) if run is not None else None
        if run is None or run[1] - run[0] > LONGEST or _is_owner(r, first, *run, last):
            continue
        run = _without_complement(r, first, *run)
        if run is not None and (run := own_part(r, first, *run, last, case)) is not None:
            return run
    return None


def _without_body(r: Reading, first: int, a: int, b: int) -> Range | None:
    """A run without what goes on with a body's name: "(directora del Banco) Central Ana Lago"."""
    if a > first and r.table.nouns_are_capitalised and r.flags[a - 1] & BODY and not r.flags[a - 1] & ROLE:
        return None  # "das Amtsgericht *Lüderitz*", "die Stiftung *Anna Berg*"
    before = r.flags[a - 1] if a > first and r.table.is_romance else 0
    is_alone = b - a == 1 and before & BODY  # "la direction *du groupe Horvane*"; but "du groupe *Jean Horvane*"
    if not before & CAPITAL and before & (BODY | AGENCY) and (is_alone or not r.flags[max(first, a - 2)] & OF):
        return None  # "l'entreprise Ferralis", "la agencia Efe"
    if not before & BODY or not before & CAPITAL:
        return a, b
    if b - a > 2:
        return None if r.flags[a + 1] & OF else (a + 1, b)
    is_named_behind = b + 2 < r.size and r.flags[b] & COMMA and is_name(r, b + 1) and is_name(r, b + 2)
    return (a, b) if b - a == 2 and not is_named_behind else None


def _without_club(r: Reading, first: int, a: int, b: int) -> Range | None:
    """A run without the place of a club or body in initials: "Kapitän des SV *Halmstede* Jan Petersen"."""
    begins = a - 1
    if _is_given(r, a) or begins <= first or not r.flags[begins] & UPPER or r.flags[begins] & PUNCTUATION:
        return a, b
    if not r.flags[begins - 1] & (DETERMINER | OF | PREPOSITION):
        return a, b  # "Chefin der Lumora *AG* Anna Berg"
    return (b - 2, b) if b - a > 2 else None


def _without_noun(r: Reading, first: int, a: int, b: int) -> Range | None:
    """A run without the noun that an article or an adjective makes of its first word ("die *Fischerin* Ida Aue")."""
    if a == first:
        return a, b
    before = r.flags[a - 1]
    if r.flags[a - 1] & OF:
        return a, b
    is_article = bool(before & (DETERMINER | HIS))
    if r.table.nouns_are_capitalised:
        is_adjective = not before & (CAPITAL | PUNCTUATION | SMALL | TITLE)
        if _is_given(r, a) or not (is_article or is_adjective):
            return a, b  # "die 45-jährige *Ada* Lund"
        return _behind_noun(r, a, b, is_thing=r.lows[a - 1] == "das")
    if is_article and a - 1 > first and r.flags[a - 2] & OF and b - a > 2:
        return a + 1, b  # "ministre de l'*Intérieur* Bruno Falcone"
    return None if is_article else (a, b)


def _behind_noun(r: Reading, a: int, b: int, *, is_thing: bool) -> Range | None:
    """The name behind a German noun, and behind whose it is ("die Chefanklägerin *des Gerichts* Ida Aue")."""
    start = a + 1
    while start < b and r.flags[start] & DETERMINER and not r.flags[start] & CAPITAL:
        start += 1
        while start < b and not r.flags[start] & CAPITAL:
            start += 1
        start += 1
    return (start, b) if b - start > 1 and not is_thing else None


def _is_owner(r: Reading, first: int, a: int, b: int, last: int) -> bool:
    """Whether a name says whose somebody is, and is not who it is."""
    if r.table.nouns_are_capitalised and b < last and r.flags[b] & CAPITAL and r.lows[b - 1].endswith("s"):
        return True
    if a == first:
        return False
    # "der Sprecher des Ministers Jon Dahl", "el portavoz del presidente Juan Lago": the second role is the owner's.
    role = a - 1
    if r.flags[role] & PUNCTUATION:
        return False
    if not r.flags[role] & ROLE:
        return False
    before = role - 1
    while before > first and r.flags[before] & DETERMINER and not r.flags[before] & OF:
        before -= 1
    if before <= first or not r.flags[before] & OF:
        return False
    if r.table.is_romance and before == role - 1 and r.lows[before] in _BARE_OF:
        return False  # "la jefa *de logística* Yara Nowak": without an article it is what she is there for.
    # "un proche *du chancelier* Rolf Bast": whatever noun stands before, the role beside the name is its bearer's.
    is_noun = r.table.is_romance and any(not r.flags[at] & SMALL for at in range(first, before))
    return is_noun or _has_role(r, first, before)


def _has_role(r: Reading, first: int, last: int) -> bool:
    return any(r.flags[at] & ROLE for at in range(first, last)) or (
        r.table.nouns_are_capitalised and any(r.flags[at] & CAPITAL for at in range(first, last))
    )


def _without_complement(r: Reading, first: int, a: int, b: int) -> Range | None:
    """A run without the body that an "of" ties to the role: "(porta-voz do) Parlamento Dmitri Peskov"."""
    if a > first and r.flags[a - 1] & OF and not r.flags[a - 1] & PUNCTUATION:
        return (_given_in(r, a + 1, b), b) if b - a > 2 and not r.flags[a] & ROLE else None
    if (
        r.table.name_cases is None
        and b - a == _LONGEST_GIVEN
        and not any(r.parts[at].lower() in PARTICLES | r.table.particles for at in range(a, b))
    ):
        return b - 2, b
    return a, b


def _given_in(r: Reading, a: int, b: int) -> int:
    """Where a name begins behind a body of one word or two ("corredor del *Atlético Gamonal* Onofre Villar")."""
    known = (at for at in range(a, b - 1) if _is_given(r, at))
    has_particle = any(r.words[at].islower() for at in range(a, b))
    return next(known, b - 2 if b - a > 2 and not has_particle else a)


def _is_given(r: Reading, at: int) -> bool:
    return r.lows[at] in FEMALE or r.lows[at] in MALE


def is_participle_alone(r: Reading, at: int) -> bool:
    """Whether a participle and a comma open a sentence ("*Procurada*, a deputada Ana Lago não quis …")."""
    low = r.lows[at]
    if not r.flags[at + 1] & COMMA or not r.flags[at] & CAPITAL or not low.endswith(r.table.participle_endings):
        return False
    return opens_sentence(r, at) and r.words[at] not in r.inner and not _is_given(r, at)


def is_joint(cut: Cut, at: int, limit: int) -> bool:
    """Whether a stroke joins two names ("Bündnis 90 */* Die Grünen", "CDU */* CSU")."""
    return (
        cut.lows[at] == "/"
        and 0 < at < limit - 1
        and bool(cut.flags[at - 1] & (CAPITAL | NUMBER) and cut.flags[at + 1] & CAPITAL)
    )
