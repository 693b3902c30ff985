"""English words that serve grammar and tell nothing of what is asked: the closed classes of Quirk et al 1985, 2.39-41.

Question words are among them: they are rare in reports, so that rarity alone would take them for telling.
"""

FUNCTION_WORDS = frozenset(
    (
        "a an the this that these those each every either neither some any no all both half such "
        "i you he she it we they me him her us them my your his its our their mine yours hers ours theirs one ones "
        "myself yourself himself herself itself ourselves themselves there here "
        "who whom whose what which when where why how whether "
        "and or but nor so if because although though while than as then "
        "of in to for on at by with from about into over under between through during before after above below "
        "up down out off against among within without upon per via "
        "be am is are was were been being have has had having do does did doing done "
        "can could will would shall should may might must ought "
        "not n t s d ll m re ve don didn doesn isn aren wasn weren won wouldn couldn shouldn can hasn haven hadn "
        "also just only very too more most much many yet still even ever never"
    ).split()
)
