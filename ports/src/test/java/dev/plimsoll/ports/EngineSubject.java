package dev.plimsoll.ports;

import dev.plimsoll.model.HealthCheck;
import dev.plimsoll.model.ProcessSpec;
import java.time.Duration;
import java.util.List;

/// An engine under test with what the contract suite needs around it: an image, workloads of known behaviour and a person's
/// hands. Opened before each test, closed after it; closing removes whatever the hands made.
public interface EngineSubject extends AutoCloseable {
    Engine engine();

    Capabilities capabilities();

    Hands hands();

    /// Engine's id of an image whose programs include a shell, as busybox has.
    String image();

    /// A tag of that image.
    String imageTag();

    /// Lets a little time (about 50 ms) of the engine's world pass. Called between looks while the suite waits for a fact.
    void passTime();

    /// How long a fact may take to become true before the suite gives up.
    default Duration patience() {
        return Duration.ofSeconds(60);
    }

    /// Removes what a test of this control plane left where the engine under test cannot reach it, such as layers of failed builds,
    /// which carry the label `made-for=<plane>`.
    default void removeLeftovers(String plane) {}

    /// A program that runs until it is asked to stop, and stops at once then.
    default ProcessSpec forever() {
        return ProcessSpec.ofCommand("sh", "-c", "trap 'exit 0' TERM; sleep 3600 & wait");
    }

    /// A program that ends by itself at once.
    default ProcessSpec ending(int exitCode) {
        return ProcessSpec.ofCommand("sh", "-c", "exit " + exitCode);
    }

    /// A program that is not in the image.
    default ProcessSpec missingProgram() {
        return ProcessSpec.ofCommand("no-such-program", "at-all");
    }

    /// A program that answers HTTP requests for `/up` with success until [Hands#fallIll].
    default ProcessSpec serving(int port) {
        return ProcessSpec.ofCommand("sh", "-c", "mkdir -p /tmp/www && echo fine > /tmp/www/up && exec httpd -f -p " + port + " -h /tmp/www");
    }

    /// A check that passes soon after the start.
    default HealthCheck passing() {
        return check("true");
    }

    /// A check that fails until it counts, soon after the start.
    default HealthCheck failing() {
        return check("false");
    }

    @Override
    void close();

    private static HealthCheck check(String program) {
        return new HealthCheck(List.of("CMD", program), Duration.ofSeconds(1), Duration.ofSeconds(5), 1, Duration.ZERO, Duration.ofSeconds(1));
    }
}
