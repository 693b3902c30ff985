"""Words for who is counted or spoken of, by what they mean: a vocabulary of its own, for any report on safeguarding.

One line a kind: its name, the words for it, and after ">" the kinds that hold it ("every mother is a parent"). A plural
in s need not be given. A case, a child, a family, a young person, a review are no kind: reports count them alike.
"""

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
parent: parent, parental
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
tenant: tenant, renter, lodger, rented
patient: patients, the patient, a patient, inpatient, outpatient
sex worker: sex worker, prostitute
disabled person: disabled, disability, disabilities, handicapped, special needs, SEND, autistic, autism
deaf person: deaf, hard of hearing
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
social worker: social worker > practitioner
health visitor: health visitor > practitioner
midwife: midwife, midwives > practitioner
nurse: nurse > practitioner
GP: GP, general practitioner, family doctor > doctor, practitioner
doctor: doctor, paediatrician, physician, surgeon, psychiatrist, medic > practitioner
dentist: dentist, dental > practitioner
teacher: teacher, head teacher, headteacher, school staff, teaching assistant > practitioner
childminder: childminder, nanny, nannies, babysitter, au pair
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
suicide: suicide, suicidal, took own life, took their own lives, take their own lives, taken their own lives, \
took their own life, killed themselves, kill themselves, killing themselves, own lives, own life > dead
looked after: looked after, lookedafter, in care, care children, in the care of, foster care, residential care
foster care: foster care, fostered, foster placement > looked after
care leaver: care leaver, left care, leaving care
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
safeguarding board: safeguarding board, safeguarding children board, LSCB, ACPC, child protection committee, local board
council: council, local authority, local authorities, authorities
"""
_DOCUMENTS = """
executive summary: executive summary, executive summaries, summary, summaries
rapid review: rapid review
national review: national review
domestic homicide review: domestic homicide review, DHR
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
    for line in filter(None, lines.splitlines()):
        name, _, rest = line.partition(":")
        words, _, within = rest.partition(">")
        named = tuple(word.strip() for word in words.split(","))
        found[name] = Kind(name, named, tuple(one.strip() for one in within.split(",") if one.strip()), people)
    return found


KINDS = _kinds(_PEOPLE, people=True) | _kinds(_STATES + _ORGANISATIONS + _DOCUMENTS, people=False)
"""Every kind by its name."""
