package dev.plimsoll.server.faults;

import dev.plimsoll.engines.docker.BusyboxImage;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Wire;

/// The small image these tests run.
final class BusyboxOnEngine {
    static final String TAG = BusyboxImage.TAG;

    private BusyboxOnEngine() {}

    /// Makes it on the engine the environment names, when it is not there.
    static void make() {
        on(DockerAddress.ofEnvironment());
    }

    /// Makes it on some engine.
    static void on(DockerAddress address) {
        try (var wire = new Wire(address)) {
            BusyboxImage.on(wire);
        }
    }
}
