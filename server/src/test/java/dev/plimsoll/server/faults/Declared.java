package dev.plimsoll.server.faults;

/// Declarations these tests use.
final class Declared {
    private Declared() {}

    /// An assembly of one component `web` that sleeps.
    static String sleeping(String assembly, int replicas, String more) {
        return of(assembly, Containers.BUSYBOX, "[sleep, \"100000\"]", replicas, more);
    }

    /// @param command as a YAML list
    /// @param more    further fields of the component, in YAML's flow style, or empty
    static String of(String assembly, String image, String command, int replicas, String more) {
        return """
            apiVersion: plimsoll/v1
            kind: Assembly
            metadata: {name: %s}
            spec:
              topology:
                components:
                  web: {image: "%s", replicas: %d, process: {command: %s, stopGrace: 0s}, update: {stability: 300ms, deadline: 20s}%s}
            """.formatted(assembly, image, replicas, command, more.isEmpty() ? "" : ", " + more);
    }
}
