package dev.plimsoll.compose;

import dev.plimsoll.compose.source.ParsedFiles;
import dev.plimsoll.compose.rancher.PairNames;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Trail;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Tells by whose rules files nobody spoke for are to be read. A file beside it for Rancher makes a Rancher pair; version 3, a `deploy`, and
/// nothing that only `docker compose` understands make a stack file; everything else is of the Compose specification. What is recognised as
/// something else than that is said, because the same text then means something else.
final class Recognition {
    /// Keys that `docker stack deploy` refuses or that mean nothing to it: who wrote them had `docker compose` in mind.
    private static final Set<String> NOT_FOR_STACKS = Set.of("annotations", "attach", "blkio_config", "build", "cgroup", "cgroup_parent", "container_name", "cpu_count",
        "cpu_period", "cpu_quota", "cpu_shares", "cpus", "cpuset", "develop", "device_cgroup_rules", "devices", "extends", "gpus", "ipc", "label_file", "links", "mem_limit",
        "mem_reservation", "mem_swappiness", "memswap_limit", "models", "network_mode", "oom_kill_disable", "pid", "pids_limit", "platform", "post_start", "pre_stop",
        "privileged", "profiles", "provider", "pull_policy", "runtime", "scale", "security_opt", "shm_size", "storage_opt", "use_api_socket", "userns_mode", "uts",
        "volume_driver", "volumes_from");
    private static final Set<String> TOP = Set.of("version", "services", "networks", "volumes", "secrets", "configs");

    private Recognition() {}

    static Dialect of(List<String> files, ParsedFiles parsed, Findings findings) {
        if (files.stream().anyMatch(PairNames::isRancherFile)) {
            return Dialect.RANCHER;
        }
        var documents = files.stream().flatMap(f -> parsed.documents(f).stream()).flatMap(d -> map(d).stream()).toList();
        var version = documents.stream().flatMap(d -> version(d).stream()).filter(v -> v.text().equals("3") || v.text().startsWith("3.")).findFirst();
        if (version.isEmpty() || documents.stream().anyMatch(Recognition::isOnlyForCompose)) {
            return Dialect.COMPOSE;
        }
        var deploy = documents.stream().flatMap(Recognition::services).flatMap(s -> s.get("deploy").stream()).filter(d -> d instanceof Node.Mapping).findFirst();
        deploy.ifPresent(_ -> findings.notice(version.get().mark(), Trail.ROOT.to("version"), "Recognised",
            "read as " + Dialect.STACK.title() + ", because of this version and because of deploy; --dialect compose reads it as " + Dialect.COMPOSE.title()));
        return deploy.isPresent() ? Dialect.STACK : Dialect.COMPOSE;
    }

    private static boolean isOnlyForCompose(Node.Mapping document) {
        return document.entries().keySet().stream().anyMatch(k -> !TOP.contains(k) && !k.startsWith("x-")) || services(document).anyMatch(service ->
            service.entries().keySet().stream().anyMatch(NOT_FOR_STACKS::contains) || service.get("depends_on").flatMap(Recognition::map).isPresent());
    }

    private static Optional<Node.Scalar> version(Node.Mapping document) {
        return document.get("version").filter(v -> v instanceof Node.Scalar).map(v -> (Node.Scalar) v);
    }

    private static Stream<Node.Mapping> services(Node.Mapping document) {
        return document.get("services").flatMap(Recognition::map).stream().flatMap(m -> m.entries().values().stream()).flatMap(e -> map(e.value()).stream());
    }

    private static Optional<Node.Mapping> map(Node node) {
        return node instanceof Node.Mapping mapping ? Optional.of(mapping) : Optional.empty();
    }
}
