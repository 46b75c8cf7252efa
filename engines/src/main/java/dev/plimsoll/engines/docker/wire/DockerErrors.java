package dev.plimsoll.engines.docker.wire;

import dev.plimsoll.ports.EngineFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/// The only place that reads the engine's error texts. A status alone says too little: a taken port, a full disk and a
/// missing program all come as 500 or 400. The texts are those of moby 20.10 to 29, containerd and runc.
public final class DockerErrors {
    /// First match counts.
    private static final Set<String> KNOWN_OTHERS = Set.of("NotAManager", "QuorumLost");
    private static final List<Known> KNOWN = List.of(
        known("no space left on device|disk quota exceeded", s -> new EngineFailure.NoCapacity("DiskFull", s, null)),
        known("port is already allocated|bind: address already in use|host port .*address already in use|ports are not available",
            s -> new EngineFailure.NoCapacity("PortTaken", s, null)),
        known("address already in use", s -> new EngineFailure.NoCapacity("AddressTaken", s, null)),
        known("no available (ipv[46] )?addresses|non-overlapping ipv[46] address pool", s -> new EngineFailure.NoCapacity("AddressesUsedUp", s, null)),
        known("cannot allocate memory", s -> new EngineFailure.NoCapacity("MemoryFull", s, null)),
        known("toomanyrequests", s -> new EngineFailure.NoCapacity("RegistryThrottled", s, null)),
        known("pool overlaps with other one", s -> new EngineFailure.Rejected("SubnetTaken", s, null)),
        known("no such image", s -> new EngineFailure.Absent("ImageNotFound", s, null)),
        known("network .* not found|no such network", s -> new EngineFailure.Absent("NetworkNotFound", s, null)),
        known("no such volume", s -> new EngineFailure.Absent("VolumeNotFound", s, null)),
        known("cannot join network of a non[ -]running container|cannot join network of .*no such container", s -> new EngineFailure.Absent("CompanionNotRunning", s, null)),
        known("service .* not found|no such service", s -> new EngineFailure.Absent("ServiceNotFound", s, null)),
        known("task .* not found|no such task", s -> new EngineFailure.Absent("InstanceNotFound", s, null)),
        known("not a swarm manager", s -> new EngineFailure.Unreachable("NotAManager", s, null)),
        known("does not have a leader|lost quorum", s -> new EngineFailure.Unreachable("QuorumLost", s, null)),
        known("is in use by (service|task)|is in use by the following", s -> new EngineFailure.Rejected("InUse", s, null)),
        known("no such container|no such exec", s -> new EngineFailure.Absent("InstanceNotFound", s, null)),
        known("has active endpoints|volume is in use", s -> new EngineFailure.Rejected("InUse", s, null)),
        known("is not running|is paused|is restarting", s -> new EngineFailure.Rejected("NotRunning", s, null)),
        known("oci runtime|container process|executable file not found|exec format error|failed to create (shim )?task",
            s -> new EngineFailure.Rejected("CannotStart", s, null)),
        known("container rootfs is marked read-only|volume is mounted read-only|mounted volume is marked read-only",
            s -> new EngineFailure.Rejected("FileNotDeliverable", s, null)),
        known("log[ -](driver|opt)|logging driver|(unknown|invalid) runtime|invalid mount|source path does not exist|plugin .* not found|plugin: not found"
            + "|network-scoped alias|user specified ip address|conflicting options|no configured subnet|invalid (volume|endpoint|ip)|not supported",
            s -> new EngineFailure.Rejected("EngineRefused", s, null)));

    /// What runc says after this is what a person needs: `exec: "x": executable file not found in $PATH`.
    private static final Pattern START_NOISE = Pattern.compile("^.*container process(?: caused)?: (.*?)(?:: unknown)?$", Pattern.DOTALL);
    private static final Pattern REGISTRY_SILENT = Pattern.compile("dial tcp|no such host|i/o timeout|connection refused|tls handshake|network is unreachable"
        + "|request canceled|deadline exceeded|connection reset|unexpected eof|: eof$|server misbehaving|x509|http response to https client|50[0234] ");

    private static final Pattern REGISTRY_REFUSES = Pattern.compile("not found|denied|unauthorized|manifest unknown|does not exist|forbidden"
        + "|no matching manifest|no basic auth credentials|authentication required");

    private DockerErrors() {}

    /// The failure an error reply stands for.
    ///
    /// @param doing in words that follow "cannot"
    public static EngineFailure of(String doing, Reply reply) {
        return of(doing, reply.status(), reply.message());
    }

    /// @param text the engine's own
    public static EngineFailure of(String doing, int status, String text) {
        var start = START_NOISE.matcher(text);
        var sentence = "cannot " + doing + ": " + (start.matches() ? start.group(1) : text.isEmpty() ? "the engine answered " + status : text);
        var lower = text.toLowerCase(Locale.ROOT);
        for (var known : KNOWN) {
            if (known.text.matcher(lower).find()) {
                return known.failure.apply(sentence);
            }
        }
        return switch (status) {
            case 404 -> new EngineFailure.Absent("NotFound", sentence, null);
            case 409 -> new EngineFailure.Rejected("Conflict", sentence, null);
            case 503 -> new EngineFailure.Unreachable(sentence, null);
            default -> status < 500 ? new EngineFailure.Rejected("EngineRefused", sentence, null) : new EngineFailure.Broken(sentence, null);
        };
    }

    /// Whether a volume was refused because one of that name is there and has another driver (moby, volume/service).
    public static boolean ofAnotherDriver(Reply reply) {
        return reply.status() == 409 && reply.message().contains("volume name must be unique");
    }

    /// Why an image could not be fetched. Registries answer "denied" for what does not exist, so both are absence.
    ///
    /// @param registry host of the image's registry
    public static EngineFailure pulling(String image, String registry, String text) {
        var sentence = "cannot pull " + image + ": " + text;
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left")) {
            return new EngineFailure.NoCapacity("DiskFull", sentence, null);
        }
        if (lower.contains("toomanyrequests") || lower.contains("429 ")) {
            return new EngineFailure.NoCapacity("RegistryThrottled", sentence, null);
        }
        if (REGISTRY_SILENT.matcher(lower).find()) {
            return new EngineFailure.Unreachable("RegistryUnreachable", sentence + " (registry " + registry + ")", null);
        }
        if (REGISTRY_REFUSES.matcher(lower).find()) {
            return new EngineFailure.Absent("ImageNotFound", sentence, null);
        }
        return new EngineFailure.Broken(sentence, null);
    }

    /// No answer at all.
    public static EngineFailure unreachable(String doing, DockerAddress address, Throwable thrown) {
        if (thrown instanceof EngineFailure known) {
            return known;
        }
        var root = root(thrown);
        var text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        var advice = switch (root) {
            case SSLException _ -> "; do the certificates belong to this engine?";
            case IOException _ when text.contains("Permission denied") -> "; may this user use the socket?";
            default -> "; is it running?";
        };
        return new EngineFailure.Unreachable("cannot " + doing + ": no Docker Engine answers at " + address + " (" + text + ")" + advice, thrown);
    }

    /// Whether an engine of a swarm answered that another one has to be asked: it manages nothing, or sees no majority of those who do.
    static boolean notInCharge(Reply reply) {
        return reply.status() >= 500 && KNOWN_OTHERS.contains(of("", reply).code());
    }

    /// Whether a call failed only because the engine had closed a kept connection, so that another one may work.
    static boolean deadConnection(Throwable thrown) {
        return !Thread.currentThread().isInterrupted() && switch (root(thrown)) {
            case ConnectException _, NoRouteToHostException _, UnknownHostException _, SSLException _, InterruptedIOException _, ClosedByInterruptException _ ->
                false;
            // How connecting to a Unix socket fails that is not there or not ours.
            case IOException other -> !String.valueOf(other.getMessage()).matches("(?s).*(No such file|Permission denied|refused).*");
            default -> false;
        };
    }

    private static Throwable root(Throwable thrown) {
        var root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static Known known(String text, Function<String, EngineFailure> failure) {
        return new Known(Pattern.compile(text), failure);
    }

    /// @param text matched against the engine's text in lower case
    private record Known(Pattern text, Function<String, EngineFailure> failure) {}
}
