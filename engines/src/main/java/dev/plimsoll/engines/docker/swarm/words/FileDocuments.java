package dev.plimsoll.engines.docker.swarm.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.ports.EngineFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/// Files as configs and secrets. Their names are computed from the service, its instances' definition and the path, so that making one again is harmless; no hash
/// of a content is written anywhere, because short secrets could be guessed from it.
public final class FileDocuments {
    /// The Swarm's own limits (swarmkit, api/validation), in bytes.
    private static final int LARGEST_SECRET = 500 * 1024;
    private static final int LARGEST_CONFIG = 1000 * 1024;
    private static final int LONGEST_PREFIX = 39;
    private static final int DIGITS = 24;

    private FileDocuments() {}

    /// One that is there.
    public record Named(Part.FileContent file, String id, String name) {}

    public static String kind(Part.FileContent file) {
        return file.secret() ? "secret" : "config";
    }

    public static String name(Part.Service service, Part.FileContent file) {
        var prefix = service.name().length() <= LONGEST_PREFIX ? service.name() : service.name().substring(0, LONGEST_PREFIX);
        return prefix + "-" + sha256(service.name() + "\n" + service.stamp().uid() + "\n" + service.each().stamp().hash() + "\n" + file.path()).substring(0, DIGITS);
    }

    /// The body of its creation.
    ///
    /// @throws EngineFailure.Rejected when the Swarm takes no such content
    public static ObjectNode of(Part.Service service, Part.FileContent file, String name) {
        var content = file.content().reveal().getBytes(StandardCharsets.UTF_8);
        int most = file.secret() ? LARGEST_SECRET : LARGEST_CONFIG;
        if (content.length == 0 || content.length >= most) {
            throw new EngineFailure.Rejected("FileNotDeliverable", "cannot put the file " + file.path() + " into " + service.name() + ": it has " + content.length
                + " bytes, and a swarm's " + kind(file) + "s have between 1 and " + (most - 1), null);
        }
        var document = Json.object().put("Name", name).put("Data", Base64.getEncoder().encodeToString(content));
        document.set("Labels", Json.node(service.stamp().labels()));
        return document;
    }

    /// Where it goes, as a service says it.
    static ObjectNode reference(Named named) {
        var file = named.file();
        var target = Json.object().put("Name", file.path()).put("UID", Integer.toString(file.uid())).put("GID", Integer.toString(file.gid())).put("Mode", file.mode());
        var kind = file.secret() ? "Secret" : "Config";
        var reference = Json.object().put(kind + "ID", named.id()).put(kind + "Name", named.name());
        reference.set("File", target);
        return reference;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
