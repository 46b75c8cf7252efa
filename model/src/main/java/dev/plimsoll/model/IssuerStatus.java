package dev.plimsoll.model;

import java.util.List;

/// What became of an issuer.
public record IssuerStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("What the authority calls our account.") String account,
    @Doc("Terms of service that were agreed to.") String terms,
    @Doc("With internal: the authority's certificate (PEM), for those who shall trust it.") String authority) implements Status {
    public IssuerStatus {
        conditions = Values.list(conditions);
        account = Values.text(account);
        terms = Values.text(terms);
        authority = Values.text(authority);
    }
}
