package dev.plimsoll.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The server's command line.
///
/// @param state     folder of the control plane
/// @param port      port of the API on the loopback interface; 0: any free one
/// @param simulated run in a simulated world
/// @param instantly calls to the simulated world take no time; for measuring
/// @param seed      of the simulated world
/// @param engine    address of the Docker Engine as in DOCKER_HOST; none: as the environment says
/// @param database  JDBC address of a PostgreSQL database; none: SQLite in the state folder
/// @param restore   backup to restore from, offline, instead of serving
/// @param replace   restore over a state that is there already
record ServerOptions(Path state, int port, boolean simulated, boolean instantly, long seed, Optional<String> engine, Optional<String> database, Optional<Path> restore,
                     boolean replace) {
    /// Environment variable with the JDBC address, so that a password in it is not in the process list.
    static final String DATABASE_VARIABLE = "PLIMSOLL_DATABASE_URL";

    static final String USAGE = """
        usage: server --state DIR [--port N] [--simulated [--seed N] [--instantly]] [--engine ADDRESS]
               server restore --state DIR FILE [--replace]
        A PostgreSQL database instead of SQLite: put its JDBC address into %s.""".formatted(DATABASE_VARIABLE);

    /// @throws IllegalArgumentException with a sentence for people
    static ServerOptions parse(List<String> arguments) {
        var rest = new ArrayList<>(arguments);
        boolean restoring = !rest.isEmpty() && rest.getFirst().equals("restore") && rest.removeFirst() != null;
        boolean simulated = rest.remove("--simulated");
        boolean instantly = rest.remove("--instantly");
        boolean replace = rest.remove("--replace");
        var state = value(rest, "--state").map(Path::of);
        int port = value(rest, "--port").map(Integer::parseInt).orElse(0);
        long seed = value(rest, "--seed").map(Long::parseLong).orElse(1L);
        var engine = value(rest, "--engine");
        var file = restoring && !rest.isEmpty() ? Optional.of(Path.of(rest.removeFirst())) : Optional.<Path>empty();
        if (state.isEmpty() || !rest.isEmpty() || restoring && file.isEmpty() || replace && !restoring || port < 0 || port > 65_535) {
            throw new IllegalArgumentException((rest.isEmpty() ? "" : "unknown: " + String.join(" ", rest) + "\n") + USAGE);
        }
        return new ServerOptions(state.get(), port, simulated, instantly, seed, engine, Optional.ofNullable(System.getenv(DATABASE_VARIABLE)).filter(v -> !v.isBlank()),
            file, replace);
    }

    private static Optional<String> value(List<String> arguments, String name) {
        int at = arguments.indexOf(name);
        if (at < 0 || at + 1 >= arguments.size()) {
            return Optional.empty();
        }
        arguments.remove(at);
        return Optional.of(arguments.remove(at));
    }
}
