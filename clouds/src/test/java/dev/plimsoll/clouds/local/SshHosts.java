package dev.plimsoll.clouds.local;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Frames;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Computers with an SSH server and nothing else: containers of the node image, in a network of their own. Restarting one keeps its files, as a reboot does.
public final class SshHosts implements AutoCloseable {
    private static final String ENTRY = """
        ssh-keygen -A >/dev/null; mkdir -p /run/sshd
        for home in /root /home/ops; do
          id ops >/dev/null 2>&1 || useradd -m -s /bin/bash ops
          mkdir -p $home/.ssh; echo '%s' >$home/.ssh/authorized_keys
        done
        chown -R ops: /home/ops/.ssh; chmod 700 /home/ops/.ssh
        echo 'ops ALL=(ALL) NOPASSWD:ALL' >/etc/sudoers.d/ops
        printf '#!/bin/sh\\nkill -TERM 1\\n' >/sbin/reboot; chmod 755 /sbin/reboot
        trap 'exit 0' TERM
        while :; do if [ -e /run/deaf ]; then sleep 0.1; else /usr/sbin/sshd -D & wait $!; fi; done""";

    private final Wire wire;
    private final String network;
    private final List<String> ids = new ArrayList<>();
    private final String subnet;

    private SshHosts(Wire wire, String network, String subnet) {
        this.wire = wire;
        this.network = network;
        this.subnet = subnet;
    }

    /// @param name   of the network, and the beginning of the containers' names
    /// @param subnet its first three numbers, such as 10.231.11
    /// @param key    public key that may log in as root and as ops, who may sudo
    public static SshHosts open(Wire wire, String name, String subnet, String key) {
        new NodeImage(wire).make(line -> System.out.println("node image: " + line));
        var document = Map.of("Name", name, "Driver", "bridge", "IPAM", Map.of("Config", List.of(Map.of("Subnet", subnet + ".0/24"))));
        var hosts = new SshHosts(wire, wire.ask(Call.post("make network " + name, Route.to("/networks/create")).json(document)).json().path("Id").asText(), subnet);
        for (int i = 0; i < 3; i++) {
            hosts.add(name, key);
        }
        return hosts;
    }

    private void add(String name, String key) {
        var host = Map.of("NetworkMode", network, "RestartPolicy", Map.of("Name", "unless-stopped"), "Tmpfs", Map.of("/run", "exec,mode=755"));
        var end = Map.of(network, Map.of("IPAMConfig", Map.of("IPv4Address", address(ids.size()))));
        var document = Map.of("Image", NodeRecipe.image(), "Hostname", "given-" + ids.size(), "Entrypoint", List.of("sh", "-c", ENTRY.formatted(key)), "HostConfig", host,
            "NetworkingConfig", Map.of("EndpointsConfig", end));
        var id = wire.ask(Call.post("make host", Route.to("/containers/create").with("name", name + "-" + ids.size())).json(document)).json().path("Id").asText();
        ids.add(id);
        wire.ask(Call.post("start host", Route.to("/containers/{}/start", id)));
    }

    public String address(int host) {
        return subnet + "." + (10 + host);
    }

    /// Its SSH server is gone, and who was logged in is out.
    public void deafen(int host) {
        said(host, "touch /run/deaf; pkill -x sshd");
    }

    public void hear(int host) {
        said(host, "rm /run/deaf");
    }

    /// Output of a command of root's there.
    public String said(int host, String script) {
        var prepared = wire.ask(Call.post("prepare " + script, Route.to("/containers/{}/exec", ids.get(host))).json(
            Map.of("Cmd", List.of("sh", "-c", script), "AttachStdout", true, "AttachStderr", true))).json().path("Id").asText();
        var output = new ByteArrayOutputStream();
        wire.read(Call.post(script, Route.to("/exec/{}/start", prepared)).json(Map.of("Detach", false)), incoming -> {
            Frames.read(incoming.body(), (_, piece) -> output.writeBytes(piece));
            return true;
        });
        return output.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        ids.forEach(id -> wire.call(Call.delete("clean up", Route.to("/containers/{}", id).with("force", 1).with("v", 1))));
        wire.call(Call.delete("clean up", Route.to("/networks/{}", network)));
    }
}
