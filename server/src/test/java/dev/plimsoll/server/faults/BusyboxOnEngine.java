package dev.plimsoll.server.faults;

import dev.plimsoll.engines.docker.BusyboxImage;
import dev.plimsoll.engines.docker.TestDocker;

/// The small image these tests run.
final class BusyboxOnEngine {
    static final String TAG = BusyboxImage.TAG;

    private BusyboxOnEngine() {}

    static void make() {
        BusyboxImage.on(TestDocker.wire());
    }
}
