package dev.plimsoll.clouds.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the node image is made of: a Debian with a few packages (the base, which takes minutes) and two files of ours (which take a second). Both are named after a hash of what they are
/// made of, so that an engine that has them is never asked to make them again, and a changed recipe makes another image.
final class NodeRecipe {
    static final String RELEASE = "bookworm";
    /// What an image must carry to be a machine's: an ordinary one with nearly all privileges would be a hole.
    static final String LABEL = "dev.plimsoll.machine-image";

    private static final Map<String, String> FILES = Map.of("machine", "/sbin/machine", "cloud.cfg", "/etc/cloud/cloud.cfg");

    private NodeRecipe() {}

    static List<String> packages() {
        return text("packages").lines().toList();
    }

    static String base() {
        return "plimsoll/node-base:" + hash(RELEASE + text("packages"));
    }

    static String image() {
        return "plimsoll/node:" + hash(base() + dockerfile() + FILES.keySet().stream().sorted().map(NodeRecipe::text).reduce("", String::concat));
    }

    /// The base, where a registry answers.
    static Map<String, byte[]> baseContext() {
        return Map.of("Dockerfile", bytes("""
            FROM debian:%s-slim
            RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends %s && rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/*.deb
            """.formatted(RELEASE, String.join(" ", packages()))));
    }

    /// The rest. Keys of a host are made by each machine for itself, else they would all have the same.
    static Map<String, byte[]> context() {
        var context = new LinkedHashMap<String, byte[]>();
        context.put("Dockerfile", bytes(dockerfile()));
        FILES.keySet().forEach(name -> context.put(name, bytes(text(name))));
        return context;
    }

    private static String dockerfile() {
        var copies = FILES.entrySet().stream().map(file -> "COPY " + file.getKey() + " " + file.getValue() + "\n").sorted().reduce("", String::concat);
        return "FROM " + base() + "\n" + copies + "RUN chmod 755 /sbin/machine && rm -f /etc/ssh/ssh_host_* /etc/machine-id\nLABEL " + LABEL + "=node\nENTRYPOINT [\"/sbin/machine\"]\n";
    }

    private static String text(String name) {
        try (var in = NodeRecipe.class.getResourceAsStream("node/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)), 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
