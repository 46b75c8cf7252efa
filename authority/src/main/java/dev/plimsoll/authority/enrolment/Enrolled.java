package dev.plimsoll.authority.enrolment;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.ports.Vault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// What is kept of one machine's enrolment.
///
/// @param machine    whose
/// @param operation  by which the machine was made; another one means another machine
/// @param credential SHA-256 of the one-time credential
/// @param until      when the credential ends
/// @param spentBy    SHA-256 of the key that enrolled; empty: nobody has
/// @param token      SHA-256 of what opens the door since; empty: nothing
/// @param report     the last one
record Enrolled(Key machine, String operation, String credential, Instant until, String spentBy, String token, Optional<BootReport> report) {
    private static final String SEPARATOR = "\n";

    boolean spent() {
        return !spentBy.isEmpty();
    }

    Enrolled until(Instant later) {
        return new Enrolled(machine, operation, credential, later, spentBy, token, report);
    }

    Enrolled spent(String key, String itsToken) {
        return new Enrolled(machine, operation, credential, until, key, itsToken, report);
    }

    Enrolled reporting(BootReport latest) {
        return new Enrolled(machine, operation, credential, until, spentBy, token, Optional.of(latest));
    }

    SecretSpec sealed(Vault vault) {
        var data = new LinkedHashMap<String, String>();
        data.put("machine", machine.project() + SEPARATOR + machine.name() + SEPARATOR + machine.kind());
        data.put("operation", operation);
        data.put("credential", credential);
        data.put("until", until.toString());
        data.put("spent-by", spentBy);
        data.put("token", token);
        report.ifPresent(last -> data.put("report", last.step() + SEPARATOR + last.outcome() + SEPARATOR + last.at() + SEPARATOR + String.join(SEPARATOR, last.lines())));
        return vault.seal(new SecretSpec(data));
    }

    static Enrolled open(SecretSpec spec, Vault vault) {
        var machine = entry(spec, vault, "machine").split(SEPARATOR, 3);
        return new Enrolled(new Key(Kind.valueOf(machine[2]), machine[0], machine[1]), entry(spec, vault, "operation"), entry(spec, vault, "credential"),
            Instant.parse(entry(spec, vault, "until")), entry(spec, vault, "spent-by"), entry(spec, vault, "token"),
            spec.data().containsKey("report") ? Optional.of(report(entry(spec, vault, "report"))) : Optional.empty());
    }

    private static BootReport report(String text) {
        var parts = List.of(text.split(SEPARATOR, -1));
        var lines = parts.subList(3, parts.size());
        return new BootReport(parts.get(0), BootReport.Outcome.valueOf(parts.get(1)), Instant.parse(parts.get(2)), lines.equals(List.of("")) ? List.of() : lines);
    }

    private static String entry(SecretSpec spec, Vault vault, String name) {
        return vault.open(spec.data().get(name)).reveal();
    }
}
