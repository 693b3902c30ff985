"""Words for who is counted or spoken of, by what they mean: a vocabulary of its own, for any report on safeguarding.

One line a kind: its name, the words for it, and after ">" the kinds that hold it ("every mother is a parent"). A plural
in s need not be given. A case, a child, a family, a young person, a review are no kind: reports count them alike.
"""

import re
from dataclasses import dataclass

_PEOPLE = """
mother: mother, mum, mom, mummy, maternal > parent, woman
father: father, dad, daddy, paternal > parent, man
step-parent: stepfather, step father, stepdad, step dad, stepmother, step mother, stepmum, step mum, stepparent, \
step parent, mother's partner, mum's partner, mother's boyfriend, mum's boyfriend, boyfriend, girlfriend, cohabitee
grandparent: grandparent, grandmother, grandfather, grandma, grandpa, granny, grannies, nan, gran, grandad \
> relative
sibling: sibling, brother, sister > relative
relative: relatives, family member, members of the family, extended family, wider family, kin, next of kin
uncle or aunt: uncle, aunt, auntie, aunty, cousin > relative
kinship carer: kinship carer, special guardian > relative
foster carer: foster carer, foster parent, foster mother, foster father, foster family, foster families, fosterer
adoptive parent: adopter, adoptive parent, adoptive family, adoptive families
lone parent: lone parent, single parent, lone mother, single mother, single mum, lone mum, one parent, single dad
teenage parent: teenage parent, teenage mother, teenage mum, teen mum, teen parent, young parent, young mother, \
young mum, teenage father, young father, teenage dad > parent
parent: parent, parental, caregiver, carer, guardian
young carer: young carer
girl: girl, young women, young woman, daughter, schoolgirl > female
boy: boy, young men, young man, son, schoolboy, lad > male
woman: women, woman, wife, wives > female
man: men, man, husband > male
female: female
male: male
adult: adult, grown up
older person: pensioner, elderly, older people, older person, older adult, old people, OAP, retired, care home resident
prisoner: prisoner, inmate, convicts, detainee, remand, imprisoned, in prison
perpetrator: perpetrator, offender, abuser, murderer, killer, culprit, criminals
student: student, undergraduate, postgraduate, apprentice, trainee
asylum seeker: asylum seeker, asylum seeking, refugee, unaccompanied, asylum
migrant: migrant, immigrant, newcomer
traveller: traveller, gypsy, gypsies, Roma
veteran: veteran, soldier, serviceman, servicemen, armed forces, army family, army families, service personnel
homeless person: homeless, rough sleeper, homelessness
unemployed person: unemployed, jobless, out of work, not working, no adult is working, unemployment, worklessness
tenant: tenant, renter, rented, renting
lodger: lodger, house guest, flatmate, housemate
landlord: landlord, landlady, landladies
housing officer: housing officer, housing worker > practitioner
patient: patients, the patient, a patient, inpatient, outpatient
sex worker: sex worker, prostitute
disabled person: disabled, disability, disabilities, handicapped, special needs, SEND, autistic, autism
deaf person: deaf, hard of hearing
care leaver: care leaver, left care, leaving care
twin: twin, triplet
orphan: orphan
unborn child: unborn, foetus, fetus, pre birth
pregnant woman: pregnant, pregnancy, pregnancies, expectant, antenatal, mothers to be
Black person: Black, African, Caribbean > minority ethnic person
Asian person: Asian, Pakistani, Bangladeshi, Indian > minority ethnic person
minority ethnic person: minority ethnic, ethnic minority, ethnic minorities, minoritised, BAME, BME, mixed heritage, \
mixed race, dual heritage, minorities
white person: white british, white child, white children, white families, white boy, white girl
Muslim: Muslim
Jew: Jewish, Jew
Christian: Christian
LGBT person: lesbian, gay, bisexual, LGBT, transgender, trans
neighbour: neighbour, neighbor
friend: friend, classmate, peers
volunteer: volunteer
clergy: clergy, priest, vicar, bishop, nun, monk, imam, rabbi, rabbis, minister of religion, faith leader, church leader
sports coach: sports coach, sports coaches, football coach, football coaches, swimming coach, swimming coaches, coaches
youth leader: youth leader, scout leader, guide leader
taxi driver: taxi driver, cab driver
shopkeeper: shopkeeper, hotelier, takeaway owner
firefighter: firefighter, fireman, firemen
paramedic: paramedic, ambulance crew > practitioner
pharmacist: pharmacist, chemist > practitioner
optician: optician, optometrist > practitioner
speech therapist: speech therapist, occupational therapist, physiotherapist > practitioner
librarian: librarian
farmer: farmer, farm worker
politician: politician, MPs, members of parliament, minister
journalist: journalist, reporter, the press, the media, newspaper
social worker: social worker > practitioner
health visitor: health visitor > practitioner
midwife: midwife, midwives > practitioner
nurse: nurse > practitioner
GP: GP, general practitioner, family doctor > doctor, practitioner
doctor: doctor, paediatrician, physician, surgeon, psychiatrist, medic > practitioner
dentist: dentist, dental > practitioner
teacher: teacher, head teacher, headteacher, school staff, teaching assistant > practitioner
childminder: childminder, nannies, babysitter, au pair
police officer: police officer, policeman, policemen, policewoman, detective, constable > practitioner
probation officer: probation officer > practitioner
psychologist: psychologist, therapist, counsellor > practitioner
youth worker: youth worker > practitioner
judge: judges, the judge, a judge, magistrate
lawyer: lawyer, solicitor, barrister
councillor: councillor, elected member
coroner: coroner
independent reviewer: independent reviewer, lead reviewer, report author
practitioner: practitioner, professional, staff, frontline worker
"""
_STATES = """
dead: died, die, dies, dying, dead, death, fatal, fatally, fatality, fatalities, killed, murdered, lost their lives, \
mortality
hurt: seriously harmed, serious harm, badly hurt, hurt, seriously injured, serious injury, injured, survived, survive, \
nonfatal, non fatal, badly harmed
suicide: suicide, suicidal, took own life, took own lives, took their own lives, take their own lives, \
taken their own lives, taking their own lives, took their own life, take their own life, took his own life, \
took her own life, ended their lives, ended their own lives, killed themselves, kill themselves, killing themselves, \
killed himself, killed herself > dead
looked after: looked after, lookedafter, in care, care children, in the care of, residential care
foster care: foster care, fostered, foster placement > looked after
on a plan: child protection plan, children protection plan, CP plan, protection plan, child protection register, \
CP register, full CP
early help: early help
home educated: home educated, home schooled, home education, educated at home
"""
_ORGANISATIONS = """
police force: police force, police service, constabulary, constabularies
school: school, academy, academies, college
nursery: nursery, nurseries, playgroup
hospital: hospital
health service: health trust, NHS trust, health board, clinical commissioning group, CCG, health service, \
health authority, health authorities
charity: charity, charities, voluntary organisation, voluntary agency, voluntary agencies, voluntary sector
children's home: children's home, childrens home, residential home
fostering agency: fostering agency, fostering agencies, adoption agency, adoption agencies
prison: prison, young offender institution
fire service: fire service, fire brigade, fire and rescue service
ambulance service: ambulance service
probation service: probation service
youth offending team: youth offending team, youth offending service, YOT
refuge: refuge, women's aid
housing association: housing association, housing provider
university: university, universities
children's centre: children's centre, childrens centre, sure start centre, family hub
safeguarding board: safeguarding board, safeguarding children board, LSCB, ACPC, child protection committee, local board
council: council, town hall, local authority, local authorities, authorities
"""
_DOCUMENTS = """
executive summary: executive summary, executive summaries, summary, summaries
rapid review: rapid review
national review: national review
domestic homicide review: domestic homicide review, DHR
"""
_AGES = """
0-0: baby, babies, infant, infancy, newborn, neonate, neonatal
1-3: toddler
0-4: preschooler, pre schooler, pre school child, pre school children, pre school age
5-11: primary age, primary aged, primary school age, primary school child, primary school children, primary pupil
11-16: secondary age, secondary aged, secondary school age, secondary school child, secondary school children
13-17: teenager, teen, teenage, teenaged, adolescent, adolescence
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of people, of what befell them, of organisations or of documents: its words, and the kinds that hold it.

    `people`: a question on such people is answered by nothing where no document names any.
    """

    name: str
    words: tuple[str, ...]
    within: tuple[str, ...]
    people: bool


def _kinds(lines: str, *, people: bool) -> dict[str, Kind]:
    found = {}
    for name, rest in _lines(lines):
        words, _, within = rest.partition(">")
        found[name] = Kind(name, _listed(words), _listed(within), people)
    return found


def _lines(lines: str) -> list[tuple[str, str]]:
    return [(name, rest) for name, _, rest in (line.partition(":") for line in lines.splitlines()) if name]


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


KINDS = _kinds(_PEOPLE, people=True) | _kinds(_STATES + _ORGANISATIONS + _DOCUMENTS, people=False)
"""Every kind by its name."""
AGES = {
    word: (int(first), int(last))
    for ages, words in _lines(_AGES)
    for word in _listed(words)
    for first, last in [ages.split("-")]
}
"""First and last age of those whom a word names."""
_EVERY = frozenset(
    part
    for words in (AGES, *(kind.words for kind in KINDS.values()))
    for word in words
    for part in re.findall(r"\w+", word.casefold())
)


def is_known(word: str) -> bool:
    """Whether a word (in lower case) is one of the vocabulary's, in the plural or not: it is not misspelt."""
    return word in _EVERY or word.removesuffix("s") in _EVERY
