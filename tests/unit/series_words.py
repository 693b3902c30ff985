"""The words for periodic series that are shipped, for tests of what reports call their reviews."""

from scrgraph.reading.series import kind_of, load_series
from scrgraph.settings import Settings

KINDS = load_series(Settings().ontology)
REVIEWS = kind_of("periodic review", KINDS)
