package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.model.Probe;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.ports.Probing;
import java.util.regex.Pattern;

/// Probes reach an instance where its own machine publishes the port: the addresses inside a swarm's networks are nobody else's. A port of the routing mesh leads to any
/// instance and so says nothing of one.
final class SwarmProbing implements Probing {
    private static final Pattern PUBLISHED = Pattern.compile("(?<machine>[^ ]+):(?<published>\\d{1,5})->(?<target>\\d{1,5})/tcp");

    private final Probing sockets;

    SwarmProbing(Probing sockets) {
        this.sockets = sockets;
    }

    @Override
    public Answer attempt(SeenInstance instance, Probe probe) {
        for (var address : instance.addresses()) {
            var found = PUBLISHED.matcher(address);
            if (found.matches() && Integer.parseInt(found.group("target")) == probe.port() && !found.group("machine").equals("0.0.0.0")) {
                return sockets.attempt(instance.reachedAt(found.group("machine")), probe.at(Integer.parseInt(found.group("published"))));
            }
        }
        return Answer.failed(probe.words() + " cannot be tried: in a swarm the control plane reaches only ports that an instance's own machine publishes; declare a health check instead");
    }
}
