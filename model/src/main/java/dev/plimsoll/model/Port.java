package dev.plimsoll.model;

import java.util.Optional;

/// A port an instance listens on, and where the engine's host publishes it.
///
/// @param target    port inside
/// @param protocol  tcp, udp or sctp
/// @param published first host port; none: only reachable inside its networks; 0: any free one
/// @param upTo      last host port of a range, from which each slot takes its own; same as published when there is no range
/// @param address   host address to publish on; none is all of them
/// @param name      what it is for
public record Port(
    @Doc("Port inside the instance.") int target,
    @Doc(value = "tcp (default), udp or sctp.", otherwise = "tcp") String protocol,
    @Doc("Host port; 0 is any free one; none is not published.") Optional<Integer> published,
    @Doc("Last host port, when a range is given.") Optional<Integer> upTo,
    @Doc("Host address to publish on.") Optional<String> address,
    @Doc("What it is for.") Optional<String> name) {
    public Port {
        protocol = protocol == null || protocol.isEmpty() ? "tcp" : protocol;
        published = Values.optional(published);
        upTo = Values.optional(upTo);
        address = Values.optional(address);
        name = Values.optional(name);
        require(target, 1);
        published.ifPresent(p -> require(p, 0));
        upTo.ifPresent(p -> require(p, 1));
        if (!protocol.equals("tcp") && !protocol.equals("udp") && !protocol.equals("sctp")) {
            throw new InvalidValue("protocol '" + protocol + "' is none of tcp, udp, sctp");
        }
    }

    /// Whether every instance wants the very same host port, so that two cannot run side by side on one host.
    public boolean fixedOnHost() {
        return published.filter(p -> p > 0).isPresent() && upTo.map(last -> last.equals(published.get())).orElse(true);
    }

    /// Whether an instance holds a host port of which the next one in its slot wants the very same, so that they cannot run side by side.
    public boolean heldOnHost() {
        return published.filter(p -> p > 0).isPresent();
    }

    /// How many instances can publish it on one host: as many as it has host ports, or any number when it is not published or the engine chooses.
    public int instances() {
        return published.filter(first -> first > 0).map(first -> upTo.orElse(first) - first + 1).orElse(ComponentSpec.MAX_REPLICAS);
    }

    private static void require(int port, int least) {
        if (port < least || port > 65_535) {
            throw new InvalidValue("port " + port + " is not between " + least + " and 65535");
        }
    }
}
