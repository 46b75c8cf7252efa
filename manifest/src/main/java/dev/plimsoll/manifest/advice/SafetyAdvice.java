package dev.plimsoll.manifest.advice;

import dev.plimsoll.model.Mount;
import java.util.Set;

/// What a component could do to its host and its neighbours.
final class SafetyAdvice {
    private static final Set<String> SOCKETS = Set.of("/var/run/docker.sock", "/run/docker.sock");

    private SafetyAdvice() {}

    static void look(Advised advised) {
        var component = advised.component();
        var isolation = component.isolation();
        if (isolation.privileged()) {
            advised.warn("isolation.privileged", "Privileged", "it can do everything the host can", "add the one capability or device it needs");
        }
        isolation.namespaces().forEach((namespace, mode) -> {
            if (mode.equals("host")) {
                advised.advise("isolation.namespaces." + namespace, "HostNamespace", "it is not set apart from the host's " + namespace, "remove it if the program works without");
            }
        });
        component.mounts().stream().filter(m -> m instanceof Mount.Bind bind && SOCKETS.contains(bind.source())).forEach(_ -> advised.warn("mounts", "EngineSocket",
            "who holds the engine's socket holds the host", "give it a proxy that lets only the needed requests through"));
        if (component.limits().memory().isEmpty()) {
            advised.advise("limits.memory", "NoMemoryLimit", "one leak can take the memory of everything on the machine", "give it a limit");
        }
    }
}
