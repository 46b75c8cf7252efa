package dev.plimsoll.manifest.advice;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.UpdatePolicy;
import java.util.List;

/// Processes that come and go (factors VI, VIII and IX: stateless processes, concurrency, disposability).
final class ProcessAdvice {
    private ProcessAdvice() {}

    static void look(Advised advised) {
        var component = advised.component();
        component.mounts().stream().filter(m -> m instanceof Mount.Volume volume && volume.volume().isEmpty()).forEach(m -> advised.warn("mounts", "AnonymousVolume",
            "what it writes to " + m.target() + " is gone with its instance, at the next update", "give the volume a name, or use tmpfs if it may go"));
        var volumes = component.mounts().stream().filter(m -> m instanceof Mount.Volume v && v.volume().isPresent() && !v.readOnly()).toList();
        if (component.replicas() > 1 && !volumes.isEmpty()) {
            advised.advise("replicas", "SharedVolume", component.replicas() + " instances write to one volume at " + volumes.getFirst().target(),
                "make sure the program can share it");
        }
        if (!volumes.isEmpty() && component.update().order().orElse(UpdatePolicy.Order.START_FIRST) == UpdatePolicy.Order.START_FIRST && looksLikeStore(component)) {
            advised.warn("update.order", "TwoWriters", "during an update the new instance starts beside the old one, on the same volume", "use order: stop-first");
        }
        var words = component.process().command().orElse(List.of());
        boolean shell = words.size() > 2 && words.getFirst().matches("(/bin/)?(ba|da)?sh") && words.get(1).matches("-[a-z]*c");
        if (shell && component.process().init().isEmpty() && !words.get(2).contains("exec ")) {
            advised.advise("process.command", "ShellInFront", "a shell in front does not pass on the signal to stop, so the program is killed after the grace period",
                "start the program with exec, or set init: true");
        }
    }

    private static boolean looksLikeStore(ComponentSpec component) {
        return component.image().matches("(.*/)?(postgres|mysql|mariadb|mongo|redis|elasticsearch|opensearch|rabbitmq|influxdb|cassandra|etcd|neo4j)([:@].*)?");
    }
}
