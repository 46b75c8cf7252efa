package dev.plimsoll.server.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports nobody listens on at the moment, and that the kernel gives to nobody who asks for any: those could be another's by the time they are used.
public final class FreePorts {
    private static final int FIRST = 12_000;
    private static final int FIRST_EPHEMERAL = 32_768;
    private static final int TRIES = 1_000;

    private FreePorts() {}

    public static int one() {
        for (int i = 0; i < TRIES; i++) {
            try (var socket = new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST, FIRST_EPHEMERAL), 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another one.
            }
        }
        throw new UncheckedIOException(new IOException("none of " + TRIES + " ports is free"));
    }
}
