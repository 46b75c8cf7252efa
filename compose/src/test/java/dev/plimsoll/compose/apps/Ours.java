package dev.plimsoll.compose.apps;

import dev.plimsoll.manifest.Declaration;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.UpdatePolicy;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What we made of an application, as texts by field, so that they can be laid beside those of another tool.
final class Ours {
    private final TreeMap<String, String> fields = new TreeMap<>();

    private Ours() {}

    /// Fields by service; networks and volumes are under their own names.
    static TreeMap<String, Map<String, String>> of(Declaration declaration) {
        var assembly = declaration.resources().stream().filter(r -> r.spec() instanceof AssemblySpec).findFirst().orElseThrow();
        var all = new TreeMap<String, Map<String, String>>();
        var topology = ((AssemblySpec) assembly.spec()).topology();
        topology.components().forEach((name, component) -> all.put(name, new Ours().service(component)));
        shared(topology, all);
        return all;
    }

    private static void shared(Topology topology, Map<String, Map<String, String>> all) {
        topology.networks().forEach((name, network) -> all.put("network " + name, new TreeMap<>(Map.of("external", "" + network.external(),
            "driver", network.driver().orElse(""), "internal", "" + network.internal(), "attachable", "" + network.attachable(),
            "subnets", network.subnets().stream().map(s -> s.cidr()).toList().toString()))));
        topology.volumes().forEach((name, volume) -> all.put("volume " + name, new TreeMap<>(Map.of("external", "" + volume.external(),
            "driver", volume.driver().orElse("")))));
    }

    private Map<String, String> service(ComponentSpec c) {
        fields.put("image", c.image());
        fields.put("replicas", "" + c.replicas());
        fields.put("restart", c.restart().mode().name().toLowerCase(Locale.ROOT) + (c.restart().attempts() > 0 ? ":" + c.restart().attempts() : ""));
        c.environment().forEach((name, value) -> fields.put("environment " + name, value));
        c.labels().forEach((name, value) -> fields.put("label " + name, value));
        c.dependsOn().forEach(d -> fields.put("depends_on " + d.component(), d.until().name().toLowerCase(Locale.ROOT)));
        c.networks().forEach(n -> fields.put("network " + n.network(), new TreeSet<>(n.aliases()) + n.ipv4().orElse("")));
        process(c);
        ports(c);
        mounts(c);
        health(c);
        isolation(c);
        limits(c);
        update(c.update());
        c.logging().ifPresent(l -> fields.put("logging", l.driver() + new TreeMap<>(l.options())));
        return fields;
    }

    private void process(ComponentSpec c) {
        c.process().command().ifPresent(words -> fields.put("command", words.toString()));
        c.process().entrypoint().ifPresent(words -> fields.put("entrypoint", words.toString()));
        c.process().workingDir().ifPresent(folder -> fields.put("working_dir", folder));
        c.process().user().ifPresent(user -> fields.put("user", user));
        c.process().stopSignal().ifPresent(signal -> fields.put("stop_signal", signal));
        fields.put("stop_grace_period", c.process().stopGrace().toString());
    }

    private void ports(ComponentSpec c) {
        for (var port : c.ports()) {
            if (port.published().isEmpty()) {
                fields.put("expose " + port.target() + "/" + port.protocol(), "");
                continue;
            }
            int first = port.published().get();
            fields.put("port " + port.address().orElse("") + ":" + (first == 0 ? "any" : first) + ":" + port.target() + "/" + port.protocol(), "");
        }
    }

    private void mounts(ComponentSpec c) {
        for (var mount : c.mounts()) {
            fields.put("mount " + mount.target(), switch (mount) {
                case Mount.Volume v -> "volume " + v.volume().orElse("") + (v.readOnly() ? " ro" : "") + (v.noCopy() ? " nocopy" : "");
                case Mount.Bind b -> "bind " + b.source() + (b.readOnly() ? " ro" : "") + b.relabel().map(r -> " " + r).orElse("");
                case Mount.Tmpfs _ -> "tmpfs";
            });
        }
        for (var file : c.files()) {
            fields.put((file.source() == Kind.SECRET ? "secret " : "config ") + file.entry(), file.target() + " " + file.mode().map(Integer::toOctalString).orElse(""));
        }
    }

    private void health(ComponentSpec c) {
        c.health().ifPresent(h -> {
            fields.put("healthcheck test", h.test().toString());
            if (!h.off()) {
                fields.put("healthcheck interval", h.interval().toString());
                fields.put("healthcheck timeout", h.timeout().toString());
                fields.put("healthcheck retries", "" + h.retries());
                fields.put("healthcheck start_period", h.startPeriod().toString());
            }
        });
    }

    private void isolation(ComponentSpec c) {
        var i = c.isolation();
        i.hostname().ifPresent(name -> fields.put("hostname", name));
        fields.put("read_only", "" + i.readOnly());
        fields.put("privileged", "" + i.privileged());
        fields.put("cap_add", new TreeSet<>(i.capAdd()).toString());
        fields.put("extra_hosts", new TreeSet<>(i.extraHosts()).toString());
        fields.put("dns", i.dns().toString());
        fields.put("devices", i.devices().stream().map(d -> d.replace(":rwm", "")).toList().toString());
        fields.put("security_opt", i.securityOpts().toString());
        i.ulimits().forEach((name, limit) -> fields.put("ulimit " + name, limit.soft() + ":" + limit.hard()));
        i.sysctls().forEach((name, value) -> fields.put("sysctl " + name, value));
        if (i.namespaces().containsKey("network")) {
            fields.put("network_mode", i.namespaces().get("network"));
        }
    }

    private void limits(ComponentSpec c) {
        c.limits().cpus().ifPresent(cpus -> fields.put("cpus", "" + cpus));
        c.limits().memory().ifPresent(memory -> fields.put("memory", "" + memory));
        c.limits().pids().ifPresent(pids -> fields.put("pids", "" + pids));
        c.limits().shmSize().ifPresent(size -> fields.put("shm_size", "" + size));
        c.limits().reservedCpus().ifPresent(cpus -> fields.put("reserved cpus", "" + cpus));
        c.limits().reservedMemory().ifPresent(memory -> fields.put("reserved memory", "" + memory));
    }

    private void update(UpdatePolicy update) {
        fields.put("update parallelism", "" + update.batch());
        fields.put("update delay", update.delay().toString());
        update.order().ifPresent(order -> fields.put("update order", order.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        fields.put("update failure_action", update.onFailure().name().toLowerCase(Locale.ROOT));
    }
}
