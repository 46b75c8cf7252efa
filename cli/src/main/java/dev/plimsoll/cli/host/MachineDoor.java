package dev.plimsoll.cli.host;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Where the control plane of this machine takes in machines of a local cloud: on the host's address in their own network, which is there as soon as the network is. Chosen once and kept with the
/// state, because machines remember what they were told.
///
/// @param listen what the control plane listens on
/// @param reach  what machines are told
public record MachineDoor(String listen, String reach) {
    private static final String FILE = "machine-door";
    private static final int FIRST_PORT = 7443;
    private static final int PORTS = 50;
    private static final Pattern DOCUMENTS = Pattern.compile("(?m)^---.*$");
    private static final Pattern LOCAL = Pattern.compile("(?m)^\\s*cloud:\\s*[\"']?local[\"']?\\s*(#.*)?$|[{,]\\s*cloud:\\s*[\"']?local\\b");
    private static final Pattern CIDR = Pattern.compile("\\bcidr:\\s*[\"']?(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})\\.\\d{1,3}/\\d{1,2}");

    /// What the texts of a declaration need; none when no machines come from a local cloud, or none of its networks says its addresses. Texts are looked at without being understood: the worst that
    /// follows from a mistake is a door nobody knocks at, or to have to name one.
    public static Optional<MachineDoor> neededBy(Collection<String> texts) {
        var documents = texts.stream().flatMap(text -> Arrays.stream(DOCUMENTS.split(text))).toList();
        boolean local = documents.stream().anyMatch(d -> isOf(d, "Region") && LOCAL.matcher(d).find());
        return !local ? Optional.empty() : documents.stream().filter(d -> isOf(d, "Network")).map(CIDR::matcher).filter(java.util.regex.Matcher::find)
            .map(found -> at(found.group(1) + ".1", freePort())).findFirst();
    }

    /// The one that was chosen for this state.
    public static Optional<MachineDoor> kept(Path state) throws IOException {
        var file = state.resolve(FILE);
        var words = Files.exists(file) ? List.of(Files.readString(file).strip().split(" ")) : List.<String>of();
        return words.size() == 2 ? Optional.of(new MachineDoor(words.getFirst(), words.getLast())) : Optional.empty();
    }

    public void keep(Path state) throws IOException {
        if (!Files.exists(state)) {
            Files.createDirectories(state, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Files.writeString(state.resolve(FILE), listen + " " + reach + "\n");
    }

    /// Of the server.
    public List<String> options() {
        return List.of("--machines", listen, "--machines-reach", reach);
    }

    private static MachineDoor at(String gateway, int port) {
        return new MachineDoor("0.0.0.0:" + port, "https://" + gateway + ":" + port);
    }

    private static boolean isOf(String document, String kind) {
        return Pattern.compile("(?m)^kind:\\s*[\"']?" + kind + "\\b").matcher(document).find();
    }

    private static int freePort() {
        return IntStream.range(FIRST_PORT, FIRST_PORT + PORTS).filter(MachineDoor::free).findFirst().orElse(FIRST_PORT);
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
