package dev.plimsoll.clouds.given;

import dev.plimsoll.model.machine.GivenHost;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.userauth.UserAuthException;

/// One host, over one session that is opened when it is first wanted and again when it broke.
final class Host implements AutoCloseable {
    private static final int MILLISECONDS_TO_CONNECT = 10_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MOST_OUTPUT = 128 << 10;

    private final GivenHost given;
    private final Login login;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile SSHClient client;
    private volatile String address = "";

    Host(GivenHost given, Login login) {
        this.given = given;
        this.login = login;
    }

    /// What a script came to.
    ///
    /// @param code   its exit code
    /// @param output both streams
    record Ran(int code, String output) {}

    GivenHost given() {
        return given;
    }

    /// Where machines reach it: as declared, or where it was reached from here. Empty before that.
    String address() {
        return given.inside().orElse(address);
    }

    /// Runs a script as root. It is sent on standard input, so that no process list shows it.
    ///
    /// @throws CloudFailure.Unreachable when the host does not answer; then the script may have run
    /// @throws CloudFailure.Rejected    when the host is not the one that is meant, or lets nobody in; nothing has run
    Ran run(String script) {
        try (var session = session(); var command = session.exec(given.user().equals("root") ? "sh -s" : "sudo -n sh -s")) {
            try (var input = command.getOutputStream()) {
                input.write(("exec 2>&1\n" + script).getBytes(StandardCharsets.UTF_8));
            }
            command.join(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            var output = new String(command.getInputStream().readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
            var code = command.getExitStatus();
            if (code == null) {
                throw new IOException("the script did not end: " + output.strip());
            }
            return new Ran(code, refused(code, output, command));
        } catch (IOException broken) {
            close();
            throw new CloudFailure.Unreachable(name() + " broke off: " + said(broken), broken);
        }
    }

    /// What sudo writes comes before the script could put both streams together.
    private static String refused(int code, String output, Session.Command command) throws IOException {
        return code == 0 || !output.isEmpty() ? output : new String(command.getErrorStream().readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
    }

    private Session session() {
        var known = client;
        if (known != null && known.isConnected()) {
            try {
                return known.startSession();
            } catch (SSHException stale) {
                close();
            }
        }
        try {
            return connected().startSession();
        } catch (SSHException broken) {
            throw new CloudFailure.Unreachable(name() + " opens no session: " + said(broken), broken);
        }
    }

    private SSHClient connected() {
        connecting.lock();
        try {
            if (client == null || !client.isConnected()) {
                client = connect();
            }
            return client;
        } finally {
            connecting.unlock();
        }
    }

    private SSHClient connect() {
        var pinned = new PinnedKey(given.hostKey());
        var fresh = login.client();
        try {
            fresh.setConnectTimeout(MILLISECONDS_TO_CONNECT);
            fresh.setTimeout(MILLISECONDS_TO_CONNECT);
            fresh.addHostKeyVerifier(pinned);
            fresh.connect(given.address(), given.port());
            address = fresh.getRemoteSocketAddress().getAddress().getHostAddress();
            fresh.authPublickey(given.user(), login.key());
            return fresh;
        } catch (IOException failed) {
            close(fresh);
            throw failure(failed, pinned);
        }
    }

    private CloudFailure failure(IOException failed, PinnedKey pinned) {
        return switch (failed) {
            case SSHException ssh when ssh.getDisconnectReason() == DisconnectReason.HOST_KEY_NOT_VERIFIABLE -> stranger(pinned, failed);
            case UserAuthException _ -> new CloudFailure.Rejected("LoginRefused", name() + " does not let " + given.user() + " in with the key of this region; put the public key into "
                + given.user() + "'s authorized_keys there", failed);
            default -> new CloudFailure.Unreachable(name() + " does not answer: " + said(failed), failed);
        };
    }

    private CloudFailure stranger(PinnedKey shown, IOException failed) {
        var key = shown.shown() + " (" + shown.type() + ")";
        return given.hostKey().isEmpty()
            ? new CloudFailure.Rejected("HostKeyUnknown", name() + " shows the host key " + key + " and none is pinned; when ssh-keygen -lf says the same on the host, put it into the region as its hostKey", failed)
            : new CloudFailure.Rejected("HostKeyChanged", name() + " shows the host key " + key + " and " + given.hostKey().get() + " is pinned: it was installed anew, or somebody answers in its place. When"
                + " ssh-keygen -lf says the same on the host, put it into the region as its hostKey", failed);
    }

    private String name() {
        return "host " + given.name() + " (" + given.user() + "@" + given.address() + ":" + given.port() + ")";
    }

    private static String said(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    @Override
    public void close() {
        connecting.lock();
        try {
            if (client != null) {
                close(client);
            }
            client = null;
        } finally {
            connecting.unlock();
        }
    }

    private static void close(SSHClient client) {
        try {
            client.close();
        } catch (IOException already) {
            // It is over either way.
        }
    }
}
