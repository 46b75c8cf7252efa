package dev.plimsoll.engines.docker.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.engines.docker.wire.ApiVersion;
import dev.plimsoll.model.HealthCheck;
import dev.plimsoll.model.ProcessSpec;
import dev.plimsoll.model.outside.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An instance as the body of "create a container" (Engine API, ContainerCreate).
public final class ContainerDocument {
    private ContainerDocument() {}

    /// @param deliveries folders that must be volumes so that files can be put into them
    public static ObjectNode of(Part.Instance part, Deliveries deliveries, ApiVersion api) {
        var process = part.spec().process();
        var isolation = part.spec().isolation();
        var fields = new Fields()
            .set("Image", part.imageId())
            .set("Env", environment(part))
            .set("Labels", labels(part))
            .set("Tty", process.tty())
            .set("OpenStdin", process.stdin())
            .set("WorkingDir", process.workingDir())
            .set("User", process.user())
            .set("StopSignal", process.stopSignal())
            .set("StopTimeout", wholeSeconds(process.stopGrace()))
            .set("Hostname", isolation.hostname())
            .set("Domainname", isolation.domainname())
            .set("MacAddress", NetworkingDocument.macAddress(part, api))
            .set("Cmd", process.command())
            .set("Entrypoint", entrypoint(process))
            .set("Healthcheck", part.spec().health().map(check -> health(check, api)))
            .setUnlessEmpty("ExposedPorts", exposed(part.ports()))
            .set("HostConfig", HostConfigDocument.of(part, deliveries, api))
            .set("NetworkingConfig", Map.of("EndpointsConfig", NetworkingDocument.atCreation(part, api)));
        return fields.object();
    }

    /// Seconds for the engine, which knows no shorter unit: a fraction counts as a whole one.
    public static long wholeSeconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }

    /// Variables as the engine wants them, secrets among them.
    public static List<String> environment(Part.Instance part) {
        var environment = new ArrayList<String>();
        part.environment().forEach((variable, value) -> environment.add(variable + "=" + value));
        part.secretEnvironment().forEach((variable, value) -> environment.add(variable + "=" + value.reveal()));
        environment.sort(null);
        return environment;
    }

    /// Labels of the instance; those of the stamp win.
    public static Map<String, String> labels(Part.Instance part) {
        var labels = new LinkedHashMap<>(part.spec().labels());
        labels.putAll(part.stamp().labels());
        return labels;
    }

    /// The engine takes an empty list for "the image's own"; one empty word clears it.
    private static Optional<List<String>> entrypoint(ProcessSpec process) {
        return process.entrypoint().map(words -> words.isEmpty() ? List.of("") : words);
    }

    /// A health check as the engine wants it.
    public static ObjectNode health(HealthCheck check, ApiVersion api) {
        if (check.off()) {
            return new Fields().set("Test", List.of("NONE")).object();
        }
        return new Fields()
            .set("Test", check.test())
            .set("Interval", check.interval().toNanos())
            .set("Timeout", check.timeout().toNanos())
            .set("Retries", check.retries())
            .set("StartPeriod", check.startPeriod().toNanos())
            .setIf(api.atLeast(1, 44), "StartInterval", check.startInterval().toNanos()).object();
    }

    private static Map<String, Object> exposed(List<Part.PublishedPort> ports) {
        var exposed = new LinkedHashMap<String, Object>();
        ports.forEach(port -> exposed.put(port.target() + "/" + port.protocol(), Map.of()));
        return exposed;
    }
}
