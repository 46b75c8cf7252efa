package dev.plimsoll.bootstrap;

/// Prometheus's node exporter, which the image brings.
///
/// @param program its path in the image
/// @param port    where it serves metrics
public record NodeExporter(String program, int port) {
    /// As Debian's package has it.
    public static final NodeExporter USUAL = new NodeExporter("/usr/bin/prometheus-node-exporter", 9100);

    public NodeExporter {
        Rules.PLAIN_PATH.require("the program of the node exporter", program);
        Rules.port("the port of the node exporter", port);
    }

    /// What the script reads on machines without systemd.
    String settings() {
        return "exporter=" + program + "\nexporter-port=" + port + "\n";
    }

    Unit unit() {
        return new Unit("plimsoll-exporter.service", true, """
            [Unit]
            Description=Metrics of this machine
            [Service]
            ExecStart=%s --web.listen-address=:%d
            DynamicUser=yes
            Restart=always
            RestartSec=5
            [Install]
            WantedBy=multi-user.target
            """.formatted(program, port));
    }
}
