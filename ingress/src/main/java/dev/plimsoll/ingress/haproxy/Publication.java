package dev.plimsoll.ingress.haproxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What routers are to serve, by the name of its revision.
///
/// @param configuration none: nothing
/// @param files         of the configuration
record Publication(String revision, Optional<Configuration> configuration, Map<String, String> files) {
    static final Publication NOTHING = new Publication("nothing", Optional.empty(), Map.of());
    /// Beyond, a reload is faster.
    private static final int MOST_COMMANDS = 100;

    static Publication of(Configuration configuration) {
        var files = configuration.files();
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, text) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return new Publication(HexFormat.of().formatHex(digest.digest(), 0, 12), Optional.of(configuration), files);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean leaving() {
        return configuration.stream().flatMap(c -> c.backends().values().stream()).flatMap(b -> b.servers().stream()).anyMatch(ServerLine::leaving);
    }

    /// For a router that has another one; none of it may be remembered any more.
    Delivery after(Optional<Publication> before) {
        var was = before.flatMap(Publication::configuration);
        if (was.isEmpty() || configuration.isEmpty()) {
            return new Delivery(revision, files, List.of(), List.of(), leaving());
        }
        var commands = was.get().structure().equals(configuration.get().structure()) ? commands(was.get(), configuration.get()) : List.<String>of();
        return new Delivery(revision, files, commands.size() > MOST_COMMANDS ? List.of() : commands, farewells(was.get(), configuration.get()), leaving());
    }

    private static List<String> commands(Configuration before, Configuration after) {
        var changes = ServerChanges.between(before, after);
        return changes.commands().stream().map(c -> (c.required() ? "must " : "may ") + c.text()).toList();
    }

    /// Servers of before that are leaving or gone, as the workers of before know them.
    private static List<String> farewells(Configuration before, Configuration after) {
        var all = new ArrayList<String>();
        before.backends().forEach((name, backend) -> {
            var now = Optional.ofNullable(after.backends().get(name)).map(b -> b.servers().stream()).orElse(Stream.empty()).filter(s -> !s.leaving()).map(ServerLine::name).toList();
            backend.servers().stream().filter(s -> !now.contains(s.name())).forEach(s -> all.add("may disable server " + name + "/" + s.name()));
        });
        return all;
    }
}
