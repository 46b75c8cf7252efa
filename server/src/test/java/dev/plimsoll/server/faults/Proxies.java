package dev.plimsoll.server.faults;

import java.nio.file.Path;

/// HAProxies outlive their control planes, and must not outlive a test.
final class Proxies {
    private Proxies() {}

    /// Ends those whose files lie in this folder.
    static void end(Path folder) {
        ProcessHandle.allProcesses().filter(p -> p.info().commandLine().filter(line -> line.contains("haproxy") && line.contains(folder.toString())).isPresent())
            .forEach(ProcessHandle::destroyForcibly);
    }
}
