"""What known organisations do for a document: publish it, write or publish what it cites, issue what it names."""

from collections.abc import Iterator, Sequence

from scrgraph.reading.authority import Authority
from scrgraph.reading.findings import Mention, Organisation, Reference
from scrgraph.reading.relations import OrganisationRole, Role
from scrgraph.reading.words import fold_key
from scrgraph.source.document import Metadata


def find_roles(
    about: Metadata, references: Sequence[Reference], mentions: Sequence[Mention], authority: Authority
) -> tuple[OrganisationRole, ...]:
    """Return the roles of the organisations of the authority file, each once, by organisation and role.

    A name is an organisation's where it is its label or an alternative one, and no other organisation's.
    """
    names = _names(authority)

    def body(name: str) -> str | None:
        return names.get(fold_key(name)) or names.get(fold_key(name.removeprefix("The ")))

    named = {mention.entity for mention in mentions}
    issuers = {policy.issuer for policy in authority.policies if policy.issuer and policy.local in named}
    found = {(body(name), role) for name, role in _printed(about, references)}
    found |= {(issuer, "issuer") for issuer in issuers}
    return tuple(OrganisationRole(local, role) for local, role in sorted((i, r) for i, r in found if i))


def _printed(about: Metadata, references: Sequence[Reference]) -> Iterator[tuple[str, Role]]:
    if about.publisher:
        yield about.publisher, "publisher of the report"
    for reference in references:
        for author in reference.authors:
            if isinstance(author, Organisation):
                yield author.name, "author of a cited work"
                yield author.acronym or author.name, "author of a cited work"
        if reference.publisher:
            yield reference.publisher, "publisher of a cited work"


def _names(authority: Authority) -> dict[str, str]:
    """Return the one organisation of every name that is no other's."""
    owners: dict[str, set[str]] = {}
    for body in authority.organisations:
        for name in (body.label, *body.alternative):
            owners.setdefault(fold_key(name), set()).add(body.local)
    return {key: next(iter(locals_)) for key, locals_ in owners.items() if len(locals_) == 1}
