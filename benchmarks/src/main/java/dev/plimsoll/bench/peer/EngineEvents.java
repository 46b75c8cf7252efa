package dev.plimsoll.bench.peer;

import dev.plimsoll.bench.run.Command;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.bench.run.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the engine itself says happened to containers of the busybox image, with its own times. Every side is timed by it alike, and watching costs
/// next to nothing.
public final class EngineEvents implements AutoCloseable {
    private final Path file;
    private final Process process;

    /// @param nanos time since 1970 by the engine's clock
    /// @param action such as `start`, `kill`, `die`
    public record Event(long nanos, String action, String container) {}

    private EngineEvents(Path file, Process process) {
        this.file = file;
        this.process = process;
    }

    /// Listens from now on, until closed.
    public static EngineEvents listen(Site site, Command docker) {
        try {
            var file = Files.createTempFile(site.folder(), "events", ".log");
            // "Since" covers the moment until the client is connected.
            var since = String.valueOf(System.currentTimeMillis() / 1000);
            // Who pins the image names it by its id.
            var id = docker.with("image", "inspect", "--format", "{{.Id}}", Busybox.IMAGE).succeed().out().strip();
            var process = docker.with("events", "--since", since, "--filter", "type=container", "--filter", "image=" + Busybox.IMAGE, "--filter", "image=" + id,
                "--filter", "event=start", "--filter", "event=kill", "--filter", "event=die", "--format", "{{.TimeNano}} {{.Action}} {{.ID}}").start(file);
            site.cleanup().later(process::destroy);
            return new EngineEvents(file, process);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// All so far that came after a time.
    public List<Event> after(long nanos) {
        try (var lines = Files.lines(file)) {
            return lines.map(EngineEvents::parse).flatMap(Optional::stream).filter(event -> event.nanos() >= nanos).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Waits until so many containers have started since `began` and answers how long the last of them took, in seconds.
    public double started(int count, long began) {
        Waiting.until(count + " containers run", Duration.ofMinutes(3), Duration.ofMillis(20), () -> starts(began).size() >= count);
        return (starts(began).get(count - 1).nanos() - began) / 1e9;
    }

    /// Now, on the clock the engine's times are on.
    public static long now() {
        var now = java.time.Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public void close() {
        process.destroy();
    }

    private List<Event> starts(long began) {
        return after(began).stream().filter(event -> event.action().equals("start")).toList();
    }

    private static Optional<Event> parse(String line) {
        var parts = line.split(" ");
        return parts.length == 3 && parts[0].matches("\\d+") ? Optional.of(new Event(Long.parseLong(parts[0]), parts[1], parts[2])) : Optional.empty();
    }
}
