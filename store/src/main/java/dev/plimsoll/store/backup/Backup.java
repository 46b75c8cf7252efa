package dev.plimsoll.store.backup;

import dev.plimsoll.model.Codec;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.VersionedStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The state of a control plane as one file.
///
/// @param header    what it says of itself
/// @param resources all of them, as they were
public record Backup(BackupHeader header, List<Resource> resources) {
    private static final int DIGEST_LENGTH = 64;
    private static final int LONGEST_HEADER = 64 << 10;

    public Backup {
        resources = List.copyOf(resources);
    }

    /// Writes the store's state as of one revision while the store goes on. The stream stays open.
    ///
    /// @param product version of this program
    public static BackupHeader write(VersionedStore store, Codec codec, String product, OutputStream out) throws IOException {
        var listing = store.everything();
        var counts = new EnumMap<Kind, Integer>(Kind.class);
        listing.items().forEach(resource -> counts.merge(resource.kind(), 1, Integer::sum));
        var header = new BackupHeader(product, store.plane(), listing.revision(), counts);
        var digest = sha256();
        var summed = new DigestOutputStream(out, digest);
        summed.write((header.line() + "\n").getBytes(StandardCharsets.UTF_8));
        var zipped = new GZIPOutputStream(summed);
        try (var json = ResourceLine.JSON.createGenerator(zipped)) {
            json.setRootValueSeparator(null);
            for (var resource : listing.items()) {
                ResourceLine.write(resource, codec, json);
            }
        }
        zipped.finish();
        out.write((HexFormat.of().formatHex(digest.digest()) + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return header;
    }

    /// Checks all of a backup and answers what it says of itself.
    ///
    /// @throws BackupRefused when it is not whole
    public static BackupHeader verify(Path file, Codec codec) {
        return read(file, codec).header();
    }

    /// Reads a backup to its end: first the checksum over all of it, then every resource, then whether they are what the header says.
    ///
    /// @throws BackupRefused when it is not whole
    public static Backup read(Path file, Codec codec) {
        try {
            requireChecksum(file);
            try (var in = new BoundedInput(Files.newInputStream(file), Files.size(file) - DIGEST_LENGTH - 1)) {
                var header = BackupHeader.read(headerLine(in));
                return new Backup(header, resources(in, header, codec));
            }
        } catch (BackupRefused refused) {
            throw new BackupRefused(file + " cannot be restored: " + refused.getMessage(), refused);
        } catch (IOException | IllegalArgumentException failure) {
            throw new BackupRefused(file + " cannot be restored: " + failure.getMessage(), failure);
        }
    }

    private static void requireChecksum(Path file) throws IOException {
        var covered = Files.size(file) - DIGEST_LENGTH - 1;
        ResourceLine.require(covered > 0, "it is too short to be a backup");
        var digest = sha256();
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[64 << 10];
            for (long left = covered; left > 0; ) {
                var read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                ResourceLine.require(read > 0, "it became shorter while it was read");
                digest.update(buffer, 0, read);
                left -= read;
            }
            var written = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            ResourceLine.require(written.equals(HexFormat.of().formatHex(digest.digest()) + "\n"),
                "its checksum is not that of its content: it is damaged or not complete");
        }
    }

    private static String headerLine(InputStream in) throws IOException {
        var line = new java.io.ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            ResourceLine.require(next >= 0 && line.size() < LONGEST_HEADER, "its first line is no header");
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static List<Resource> resources(InputStream in, BackupHeader header, Codec codec) throws IOException {
        var found = new ArrayList<Resource>();
        var keys = new HashSet<Object>();
        var counts = new EnumMap<Kind, Integer>(Kind.class);
        var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var resource = ResourceLine.read(line, codec);
            var revision = resource.metadata().revision();
            ResourceLine.require(keys.add(resource.key()) && keys.add(revision) && revision <= header.revision(), "it holds " + resource.key() + " in two ways");
            counts.merge(resource.kind(), 1, Integer::sum);
            found.add(resource);
            ResourceLine.require(found.size() <= header.total(), "it holds more resources than it says");
        }
        ResourceLine.require(counts.equals(header.counts()), "it says it holds " + header.counts() + " and holds " + counts);
        return found;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new UncheckedIOException(new IOException(impossible));
        }
    }
}
