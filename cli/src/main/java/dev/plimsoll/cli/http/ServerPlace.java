package dev.plimsoll.cli.http;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where a control plane answers and what it asks for. Prints without the token.
///
/// @param address such as http://127.0.0.1:7350, without a slash at the end
/// @param token   empty when none is known
/// @param local   whether it was found in a state folder of this machine
/// @param pid     its process; 0 when unknown
public record ServerPlace(String address, String token, boolean local, long pid) {

    /// The place a control plane left in its state folder; none when it was never started or ended in good order.
    public static Optional<ServerPlace> in(Path state) {
        var file = state.resolve("server.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var told = JsonText.read(Files.readString(file));
            return told.some("address").map(a -> new ServerPlace(clean(a), read(state.resolve("token")), true, told.number("pid")));
        } catch (IOException unreadable) {
            throw Trouble.failed("cannot read " + file + ": " + unreadable.getMessage(), "is it yours? Otherwise name another folder with --state");
        }
    }

    /// A place somebody named.
    public static ServerPlace named(String address, Optional<Path> tokenFile) {
        if (!address.startsWith("http://") && !address.startsWith("https://")) {
            throw Trouble.usage("'" + address + "' is no address of a control plane", "it starts with http:// or https://");
        }
        return new ServerPlace(clean(address), tokenFile.map(ServerPlace::read).orElse(""), false, 0);
    }

    private static String read(Path tokenFile) {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException unreadable) {
            throw new Trouble(ExitCode.NOT_ALLOWED, "cannot read the token file " + tokenFile,
                "only who started the control plane may read it; --token-file names another");
        }
    }

    private static String clean(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    @Override
    public String toString() {
        return address;
    }
}
