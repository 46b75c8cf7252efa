package dev.plimsoll.ingress.haproxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A whole configuration: what HAProxy reads when it starts. Servers and entries of maps can be changed while it runs; everything else is its structure.
///
/// @param general      global settings, frontends and what belongs to no route
/// @param backends     of routes, by name
/// @param maps         contents by file name
/// @param certificates contents by file name; secret
record Configuration(List<Section> general, Map<String, Backend> backends, Map<String, Map<String, String>> maps, Map<String, String> certificates) {
    static final String FILE = "haproxy.cfg";
    static final String CERTIFICATE_LIST = "certificates.list";
    static final String NOBODY_PAGE = "503.http";
    /// Variable in which the running process tells its structure.
    static final String STRUCTURE = "PLIMSOLL_STRUCTURE";
    private static final String BEGINNING = "# Written by Plimsoll; changes are overwritten.\nglobal\n    setenv " + STRUCTURE + " ";

    /// What cannot be changed without a reload, as a digest.
    String structure() {
        var digest = sha256();
        general.forEach(s -> update(digest, s));
        backends.values().forEach(b -> {
            b.tables().forEach(t -> update(digest, t));
            update(digest, new Section(b.name(), b.lines()));
        });
        maps.keySet().forEach(name -> digest.update(name.getBytes(StandardCharsets.UTF_8)));
        certificates.forEach((name, pem) -> digest.update((name + pem).getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    /// All files by name. The configuration itself is the last one.
    Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        maps.forEach((name, entries) -> {
            var text = new StringBuilder();
            entries.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
            files.put(name, text.toString());
        });
        files.putAll(certificates);
        files.put(NOBODY_PAGE, NobodyPage.TEXT);
        files.put(FILE, text());
        return files;
    }

    /// Who is to blame for a line of the text; nobody when it is of no route.
    Optional<String> blame(int line) {
        var lines = lines();
        int at = line - 1 - (int) BEGINNING.lines().count();
        return at < 0 || at >= lines.size() ? Optional.empty() : Optional.of(lines.get(at).route()).filter(r -> !r.isEmpty());
    }

    private String text() {
        var text = new StringBuilder(BEGINNING).append(structure()).append('\n');
        lines().forEach(l -> text.append(l.text()).append('\n'));
        return text.toString();
    }

    private List<Line> lines() {
        var lines = new ArrayList<Line>();
        general.forEach(s -> append(s, lines));
        backends.values().forEach(b -> {
            b.tables().forEach(t -> append(t, lines));
            append(b.section(), lines);
        });
        return lines;
    }

    private static void append(Section section, List<Line> lines) {
        if (!section.head().isEmpty()) {
            lines.add(new Line(section.head(), section.lines().isEmpty() ? "" : section.lines().getLast().route()));
        }
        section.lines().forEach(l -> lines.add(new Line("    " + l.text(), l.route())));
    }

    private static void update(MessageDigest digest, Section section) {
        digest.update(section.head().getBytes(StandardCharsets.UTF_8));
        section.lines().forEach(l -> digest.update((l.text() + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Names of files of ours that are in none of the configurations given, to be removed.
    static boolean ours(String name) {
        return Arrays.stream(new String[] {".map", ".pem", ".list"}).anyMatch(name::endsWith);
    }
}
