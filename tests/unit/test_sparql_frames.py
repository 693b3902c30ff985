"""Frames between the service and its workers."""

from hypothesis import given
from hypothesis import strategies as st

from scrgraph.sparql.frames import Incoming, opening

JSON = st.dictionaries(st.text(max_size=5), st.text(max_size=50) | st.integers(-9, 9) | st.none(), max_size=3)


@given(JSON, st.binary(max_size=200), st.integers(1, 50))
def test_a_frame_arrives_whole_whatever_the_pieces(header: dict[str, object], body: bytes, size: int) -> None:
    sent, incoming = opening(header, len(body)) + body + b"next", Incoming()
    at = 0
    while missing := incoming.missing:
        piece = sent[at : at + min(missing, size)]
        incoming.add(piece)
        at += len(piece)
    assert (incoming.taken(), sent[at:]) == ((header, body), b"next")
