package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.ingress.Server;
import java.util.regex.Pattern;

/// One server of a backend.
///
/// @param name    in its backend
/// @param place   address and port
/// @param options everything else but weight and whether it is leaving; fixed for its life
/// @param weight  its share
/// @param leaving gets nothing new
record ServerLine(String name, String place, String options, int weight, boolean leaving) {
    private static final Pattern STRANGE = Pattern.compile("[^A-Za-z0-9_.:-]");
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    static ServerLine of(Server server, String options, int weight) {
        var address = server.address().startsWith("[") ? server.address().substring(1, server.address().length() - 1) : server.address();
        var place = LITERAL.matcher(address).matches() ? (address.indexOf(':') >= 0 ? "ipv6@" : "ipv4@") + address : address;
        return new ServerLine(name(server.name()), place + ":" + server.port(), options, weight, server.leaving());
    }

    static String name(String server) {
        return STRANGE.matcher(server).replaceAll("_");
    }

    /// Whether HAProxy can be told of it while it runs: names are only resolved when it starts.
    boolean addable() {
        return place.startsWith("ipv");
    }

    /// As a line of the configuration.
    String line() {
        return "server " + name + " " + place + " weight " + weight + options + (addable() ? "" : " resolvers system init-addr libc,none") + (leaving ? " disabled" : "");
    }

    /// The same by another name.
    ServerLine named(String other) {
        return new ServerLine(other, place, options, weight, leaving);
    }

    /// The same, sent away or taken back.
    ServerLine leaving(boolean now) {
        return new ServerLine(name, place, options, weight, now);
    }
}
