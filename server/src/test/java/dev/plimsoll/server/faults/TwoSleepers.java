package dev.plimsoll.server.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// An assembly of two instances that sleep, deployed anew for each test on one real server, which serves all tests of the run that ask for it.
/// Classes that use it are not run at the same time: `@ResourceLock(ASSEMBLY)`.
final class TwoSleepers implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    static final String ASSEMBLY = "sleepers";

    private final Containers engine = Containers.OF_THIS_MACHINE;
    private RealServer server;

    RealServer server() {
        return server;
    }

    Api api() {
        return server.api();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        engine.makeBusybox();
        server = context.getRoot().getStore(ExtensionContext.Namespace.create(TwoSleepers.class))
            .computeIfAbsent(Shared.class, _ -> Shared.started(), Shared.class).server();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        server.deploy(ASSEMBLY, Declared.sleeping(ASSEMBLY, 2, ""));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            server.delete(ASSEMBLY);
        } finally {
            engine.clear(ASSEMBLY);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.requireCleanLog();
    }

    private record Shared(RealServer server, Path folder) implements AutoCloseable {
        static Shared started() {
            try {
                var folder = Files.createTempDirectory("plimsoll-sleepers");
                return new Shared(RealServer.started(folder.resolve("state")), folder);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
