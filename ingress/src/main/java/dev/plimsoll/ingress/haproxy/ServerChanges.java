package dev.plimsoll.ingress.haproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a running HAProxy is told so that it serves another configuration of the same structure: servers come, then requests are led to them, then others go, so
/// that nobody finds none.
///
/// @param commands   in their order
/// @param departures servers sent away, as `backend/server`; they can be forgotten once nothing is under way there
record ServerChanges(List<Command> commands, List<String> departures) {
    /// @param text     as HAProxy reads it
    /// @param required whether it failing means that HAProxy is not as it is thought to be
    record Command(String text, boolean required) {}

    static ServerChanges between(Configuration before, Configuration after) {
        var changes = new ServerChanges(new ArrayList<>(), new ArrayList<>());
        var going = new ArrayList<String>();
        after.backends().forEach((name, backend) -> changes.compare(before.backends().get(name), backend, going));
        after.maps().forEach((file, entries) -> changes.compare(file, before.maps().getOrDefault(file, Map.of()), entries));
        going.forEach(server -> changes.tell("disable server " + server));
        return changes;
    }

    private void compare(Backend before, Backend after, List<String> going) {
        if (before == after) {
            return;
        }
        var gone = new TreeMap<String, ServerLine>();
        before.servers().forEach(s -> gone.put(s.name(), s));
        for (var server : after.servers()) {
            var was = gone.remove(server.name());
            var name = after.name() + "/" + server.name();
            if (was == null) {
                add(name, server);
            } else {
                change(name, was, server, going);
            }
        }
        for (var server : gone.keySet()) {
            going.add(after.name() + "/" + server);
            departures.add(after.name() + "/" + server);
        }
    }

    /// One that comes back before it was forgotten is told so first, which fails for all others.
    private void add(String name, ServerLine server) {
        commands.add(new Command("del server " + name, false));
        tell("add server " + name + " " + server.place() + " weight " + server.weight() + server.options());
        if (server.options().contains(" check")) {
            tell("enable health " + name);
        }
        if (!server.leaving()) {
            tell("enable server " + name);
        }
    }

    private void change(String name, ServerLine was, ServerLine server, List<String> going) {
        if (!was.place().equals(server.place())) {
            int port = server.place().lastIndexOf(':');
            tell("set server " + name + " addr " + server.place().substring(server.place().indexOf('@') + 1, port) + " port " + server.place().substring(port + 1));
        }
        if (was.weight() != server.weight()) {
            tell("set server " + name + " weight " + server.weight());
        }
        if (server.leaving() && !was.leaving()) {
            going.add(name);
        } else if (was.leaving() && !server.leaving()) {
            tell("enable server " + name);
        }
    }

    private void compare(String file, Map<String, String> before, Map<String, String> after) {
        if (before.equals(after)) {
            return;
        }
        after.forEach((key, value) -> {
            if (!before.containsKey(key)) {
                tell("add map " + file + " " + key + " " + value);
            } else if (!before.get(key).equals(value)) {
                tell("set map " + file + " " + key + " " + value);
            }
        });
        before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(key -> tell("del map " + file + " " + key));
    }

    private void tell(String command) {
        commands.add(new Command(command, true));
    }
}
