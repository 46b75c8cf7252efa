package dev.plimsoll.compose.route;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.route.Access;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The routes of one assembly and the users who may come in, while they are being found.
public final class Routes {
    private final String assembly;
    private final Findings findings;
    private final Map<String, RouteSpec> specs = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> users = new LinkedHashMap<>();

    public Routes(String assembly, Findings findings) {
        this.assembly = assembly;
        this.findings = findings;
    }

    /// By name inside the assembly.
    public Map<String, RouteSpec> specs() {
        return specs;
    }

    /// Secrets to be made: users with the hashes of their passwords, by the secret's name.
    public Map<String, Map<String, String>> users() {
        return users;
    }

    String assembly() {
        return assembly;
    }

    Findings findings() {
        return findings;
    }

    /// Keeps a route under the name nearest to the one wanted that is free.
    public void add(String wanted, RouteSpec spec) {
        int longest = Names.MAX_LENGTH - assembly.length() - 1 - "-99".length();
        var label = Names.toLabel(wanted);
        var name = label.isEmpty() ? "route" : label.length() <= longest ? label : Names.toLabel(label.substring(0, Math.max(1, longest)));
        var free = name;
        for (int i = 2; specs.containsKey(free); i++) {
            free = name + "-" + i;
        }
        specs.put(free, spec);
    }

    /// A secret with the users of a label, `name:hash` each between commas. None when one of them cannot be right: nobody is shown which hash.
    Optional<Access.Basic> basic(Label at, String name, Access.Basic with) {
        var found = PasswordHashes.users(at, findings);
        var secret = Names.toLabel(assembly + "-" + name + "-users");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var before = users.putIfAbsent(secret, found.get());
        if (before != null && !before.equals(found.get())) {
            at.error(findings, "DuplicateName", "other users are named for secret " + Quote.of(secret) + " already", Optional.of("name the middleware differently"));
        }
        return Optional.of(new Access.Basic(secret, with.realm(), with.userHeader(), with.removeHeader()));
    }
}
