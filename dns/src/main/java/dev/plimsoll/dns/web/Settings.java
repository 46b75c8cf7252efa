package dev.plimsoll.dns.web;

import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.DnsProviders;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a zone's declaration says to its adapter, with sentences for what it must not say.
///
/// @param access as declared
/// @param what   the provider's name for people
public record Settings(DnsProviders.Access access, String what) {
    public String domain() {
        return access.spec().domain();
    }

    /// @throws DnsFailure.Rejected with code `InvalidZone` when there are others
    public Settings onlyOptions(Set<String> known) {
        requireKnown("option", access.spec().options().keySet(), known);
        if (access.spec().server().isPresent()) {
            throw invalid("a zone of " + what + " has no server; where its API answers is the endpoint, and its usual place when that is not given");
        }
        return this;
    }

    /// @throws DnsFailure.Rejected with code `InvalidZone` when there are others
    public Settings onlyEntries(Set<String> known) {
        requireKnown("entry of its secret", access.credentials().keySet(), known);
        return this;
    }

    public Optional<String> option(String name) {
        return Optional.ofNullable(access.spec().options().get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    public Optional<SecretText> entry(String name) {
        return Optional.ofNullable(access.credentials().get(name)).filter(value -> !value.reveal().isBlank());
    }

    /// A credential that cannot be done without. Goes into headers, so it must be one printable line.
    public SecretText needed(String name) {
        var value = access.credential(name);
        if (value.isEmpty() || value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw invalid("the entry '" + name + "' of its secret is empty, or has characters that no credential of " + what + " has");
        }
        return new SecretText(value);
    }

    public DnsFailure.Rejected invalid(String sentence) {
        return new DnsFailure.Rejected("InvalidZone", access.zone().shortForm() + ": " + sentence, null);
    }

    private void requireKnown(String sort, Set<String> given, Set<String> known) {
        var unknown = new TreeSet<>(given);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw invalid(what + " knows no " + sort + " " + String.join(", ", unknown) + (known.isEmpty() ? "; it takes none" : "; it takes " + String.join(", ", new TreeSet<>(known))));
        }
    }
}
