package dev.plimsoll.engines.docker.probe;

import dev.plimsoll.model.Probe;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.ports.Probing;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// Connects to an instance's own address. An instance with several is tried at one after the other, because a program may listen on one network only;
/// one answer is enough, and the time-out is for all of them together.
public final class SocketProbing implements Probing {
    @Override
    public Answer attempt(SeenInstance instance, Probe probe) {
        if (instance.reachable().isEmpty()) {
            return Answer.failed(probe.words() + " cannot be tried: the control plane reaches no address of " + instance.name());
        }
        var end = System.nanoTime() + probe.timeout().toNanos();
        var answer = Answer.failed(probe.words() + " was not answered");
        for (var address : instance.reachable()) {
            answer = attempt(address, probe, end);
            if (answer.passed()) {
                return answer;
            }
        }
        return answer;
    }

    private static Answer attempt(String address, Probe probe, long end) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, probe.port()), left(end));
            return probe.request().isEmpty() ? Answer.PASSED : new Conversation(socket, end).about(probe, probe.request().get(), address);
        } catch (SocketTimeoutException late) {
            return Answer.failed(probe.words() + " was not answered within " + seconds(probe.timeout()));
        } catch (IOException broken) {
            return Answer.failed(probe.words() + " failed: " + told(broken));
        }
    }

    /// Milliseconds left, at least one: zero would mean for ever.
    static int left(long end) throws SocketTimeoutException {
        long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (millis < 0) {
            throw new SocketTimeoutException("too late");
        }
        return (int) Math.max(1, millis);
    }

    private static String told(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage().toLowerCase(java.util.Locale.ROOT);
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
