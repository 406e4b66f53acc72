"""English words whose forms no stemmer brings together: irregular verbs and plurals, a row each, in normal forms."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_ROWS = """
arise arose arisen; awake awoke awoken; bear bore borne; beat beaten; become became; begin began begun; bend bent;
bind bound; bite bit bitten; bleed bled; blow blew blown; break broke broken; breed bred; bring brought; build built
burn burnt; buy bought; catch caught; choose chose chosen; cling clung; come came; creep crept; deal dealt; dig dug
draw drew drawn; dream dreamt; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen
feed fed; feel felt; fight fought; find found; flee fled; fling flung; fly flew flown; forbid forbade forbidden
foresee foresaw foreseen; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen
give gave given; go went gone; grind ground; grow grew grown; hang hung; hear heard; hide hid hidden
hold held; keep kept; kneel knelt; know knew known; lay laid; lead led; lean leant; leap leapt; learn learnt; leave left
lend lent; light lit; lose lost; mean meant; meet met; overcome overcame
overtake overtook overtaken; overthrow overthrew overthrown; pay paid; prove proven; ride rode ridden; ring rang rung
rise rose risen; run ran; see saw seen; seek sought; sell sold; send sent; sew sewn; shake shook shaken; shine shone
shoot shot; show shown; shrink shrank shrunk; sing sang sung; sink sank sunk; sit sat; slay slew slain; sleep slept
slide slid; sling slung; smell smelt; speak spoke spoken; speed sped; spell spelt; spend spent; spill spilt; spin spun
spit spat; spoil spoilt; spring sprang sprung; stand stood; steal stole stolen; stick stuck; sting stung; stink stank
stride strode; strike struck stricken; strive strove; swear swore sworn; sweep swept; swell swollen; swim swam swum
swing swung; take took taken; teach taught; tear tore torn; think thought; throw threw thrown
tread trod trodden; undergo underwent undergone; understand understood; undertake undertook undertaken; undo undid undone
uphold upheld; wake woke woken; wear wore worn; weave wove woven; weep wept; win won; wind wound; withdraw withdrew withdrawn
withhold withheld; withstand withstood; write wrote written; rebuild rebuilt; resell resold
child children; foot feet; goose geese; man men; mouse mice; tooth teeth; woman women; ox oxen; louse lice; wolf wolves
knife knives; life lives; wife wives; leaf leaves; loaf loaves; half halves; shelf shelves; thief thieves; calf calves
crisis crises; criterion criteria; phenomenon phenomena; analysis analyses; die death dead dying; born birth
"""


@cache
def irregular_forms() -> Mapping[str, tuple[str, ...]]:
    """Under each form the others of its row."""
    rows = (row.split() for line in _ROWS.splitlines() for row in line.split(";") if row.strip())
    return {form: tuple(other for other in row if other != form) for row in rows for form in row}
