package dev.plimsoll.server;

import dev.plimsoll.planning.ingress.EntryPoints;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
/// @param engine    address of the Docker Engine as in DOCKER_HOST (DOCKER_TLS_VERIFY and DOCKER_CERT_PATH count), with `swarm+` before it for the manager of a swarm; none: as the environment says
/// @param database  PostgreSQL database; none: SQLite in the state folder
/// @param machines  where machines reach the control plane; none: it has none
/// @param entries   entry points of the ingress, as `web=:8080`; those not named are as usual
/// @param proofs    where certificate authorities look for proofs over HTTP; none: a port of the loopback interface, for an ingress to lead to
/// @param dns       where names of embedded zones are answered; none: nowhere
/// @param discovery where readers of discovery ask that do not run on this machine; none: on the API alone
/// @param page      HTML for clients of the ingress while no instance can answer; none: a few words
/// @param restore   backup to restore from, offline, instead of serving
/// @param replace   restore over a state that is there already
record ServerOptions(Path state, int port, boolean simulated, boolean instantly, long seed, Optional<String> engine, Optional<DatabaseAddress> database,
                     Optional<MachineAddress> machines, List<String> entries, Optional<InetSocketAddress> proofs, Optional<InetSocketAddress> dns, Optional<InetSocketAddress> discovery,
                     Optional<String> page, Optional<Path> restore, boolean replace) {
    /// Environment variable with the database's address, so that a password in it is not in the process list.
    static final String DATABASE_VARIABLE = "PLIMSOLL_DATABASE_URL";

    /// What HAProxy takes for an answer of its own, with some air.
    private static final long LONGEST_PAGE = 12 << 10;

    static final String USAGE = """
        usage: server --state DIR [--port N] [--simulated [--seed N] [--instantly]] [--engine ADDRESS] [--machines ADDRESS:PORT [--machines-reach URL]] [--entry NAME=ADDRESS:PORT]...
                      [--acme-http ADDRESS:PORT] [--dns ADDRESS:PORT] [--discovery ADDRESS:PORT] [--unavailable-page FILE]
               server restore --state DIR FILE [--replace]
        A PostgreSQL database instead of SQLite: put its address into %s, such as postgresql://user:password@host/database.""".formatted(DATABASE_VARIABLE);

    /// @throws IllegalArgumentException with a sentence for people
    static ServerOptions parse(List<String> arguments) {
        var rest = new ArrayList<>(arguments);
        boolean restoring = !rest.isEmpty() && rest.getFirst().equals("restore") && rest.removeFirst() != null;
        boolean simulated = rest.remove("--simulated");
        boolean instantly = rest.remove("--instantly");
        boolean replace = rest.remove("--replace");
        var state = value(rest, "--state").map(Path::of);
        int port = value(rest, "--port").map(text -> (int) number("--port", text, 65_535)).orElse(0);
        long seed = value(rest, "--seed").map(text -> number("--seed", text, Long.MAX_VALUE)).orElse(1L);
        var engine = value(rest, "--engine");
        var reach = value(rest, "--machines-reach");
        var machines = value(rest, "--machines").map(text -> MachineAddress.parse(text, reach));
        var entries = values(rest, "--entry");
        EntryPoints.usual(true).with(entries);
        var proofs = value(rest, "--acme-http").map(text -> address("--acme-http", text));
        var dns = value(rest, "--dns").map(text -> address("--dns", text));
        var discovery = value(rest, "--discovery").map(text -> address("--discovery", text));
        var page = value(rest, "--unavailable-page").map(ServerOptions::page);
        var file = restoring && !rest.isEmpty() ? Optional.of(Path.of(rest.removeFirst())) : Optional.<Path>empty();
        if (state.isEmpty() || !rest.isEmpty() || restoring && file.isEmpty() || replace && !restoring) {
            throw new IllegalArgumentException((rest.isEmpty() ? "" : "unknown: " + String.join(" ", rest) + "\n") + USAGE);
        }
        return new ServerOptions(state.get(), port, simulated, instantly, seed, engine,
            Optional.ofNullable(System.getenv(DATABASE_VARIABLE)).filter(v -> !v.isBlank()).map(DatabaseAddress::parse), machines, entries, proofs, dns, discovery, page, file, replace);
    }

    private static String page(String file) {
        try {
            if (Files.size(Path.of(file)) > LONGEST_PAGE) {
                throw new IllegalArgumentException("--unavailable-page: " + file + " is longer than " + LONGEST_PAGE / 1024 + " KB");
            }
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalArgumentException("--unavailable-page: cannot read " + file + " as text in UTF-8: " + unreadable.getMessage());
        }
    }

    /// `ADDRESS:PORT`, or `:PORT` for every address of this machine.
    private static InetSocketAddress address(String name, String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || !text.substring(colon + 1).matches("[0-9]{1,5}") || Integer.parseInt(text.substring(colon + 1)) > 65_535) {
            throw new IllegalArgumentException(name + " is an address and a port of this machine, such as 0.0.0.0:80 or :80, not '" + text + "'");
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        var address = colon == 0 ? new InetSocketAddress(port) : new InetSocketAddress(text.substring(0, colon).replaceAll("[\\[\\]]", ""), port);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(name + " names " + text.substring(0, colon) + ", which is no address");
        }
        return address;
    }

    private static long number(String name, String text, long most) {
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) > most) {
            throw new IllegalArgumentException(name + " is a number from 0 to " + most + ", not '" + text + "'\n" + USAGE);
        }
        return Long.parseLong(text);
    }

    private static List<String> values(List<String> arguments, String name) {
        var values = new ArrayList<String>();
        for (var next = value(arguments, name); next.isPresent(); next = value(arguments, name)) {
            values.add(next.get());
        }
        return List.copyOf(values);
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
