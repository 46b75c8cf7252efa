package dev.plimsoll.ingress.haproxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A whole configuration: what HAProxy reads when it starts. Servers and entries of maps can be changed while it runs; everything else is its structure.
final class Configuration {
    static final String FILE = "haproxy.cfg";
    static final String CERTIFICATE_LIST = "certificates.list";
    static final String NOBODY_PAGE = "503.http";
    /// Variable in which the running process tells its structure.
    static final String STRUCTURE = "PLIMSOLL_STRUCTURE";
    private static final String BEGINNING = "# Written by Plimsoll; changes are overwritten.\nglobal\n    setenv " + STRUCTURE + " ";
    private static final int BEGINNING_LINES = 3;

    private final List<Section> general;
    private final NavigableMap<String, Backend> backends;
    private final Map<String, Map<String, String>> maps;
    private final Map<String, String> certificates;
    private final String surroundings;
    private final String structure;

    /// @param general      global settings, frontends and what belongs to no route
    /// @param backends     of routes, by name
    /// @param maps         contents by file name
    /// @param certificates contents of certificates and all other files by name; secret
    Configuration(List<Section> general, Map<String, Backend> backends, Map<String, Map<String, String>> maps, Map<String, String> certificates) {
        this.general = List.copyOf(general);
        this.backends = new TreeMap<>(backends);
        this.maps = maps;
        this.certificates = certificates;
        var around = new StringBuilder();
        general.forEach(s -> s.appendTo(around));
        maps.keySet().forEach(name -> around.append(name).append('\n'));
        certificates.forEach((name, pem) -> around.append(name).append('\n').append(pem).append('\n'));
        this.surroundings = digest(around);
        var all = new StringBuilder(surroundings);
        this.backends.values().forEach(b -> all.append(b.structure()));
        this.structure = digest(all);
    }

    private Configuration(Configuration loaded, NavigableMap<String, Backend> backends, Map<String, Map<String, String>> maps) {
        this.general = loaded.general;
        this.certificates = loaded.certificates;
        this.surroundings = loaded.surroundings;
        this.structure = loaded.structure;
        this.backends = backends;
        this.maps = maps;
    }

    /// The same with other servers in its backends, and other entries in its maps.
    Configuration with(NavigableMap<String, Backend> changed, Map<String, Map<String, String>> entries) {
        return new Configuration(this, changed, entries);
    }

    NavigableMap<String, Backend> backends() {
        return backends;
    }

    Map<String, Map<String, String>> maps() {
        return maps;
    }

    /// What cannot be changed without a reload, as a digest.
    String structure() {
        return structure;
    }

    /// Everything of the structure but the backends, as a digest.
    String surroundings() {
        return surroundings;
    }

    private static String digest(StringBuilder text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What HAProxy has to judge before it loads this: everything but the backends that it serves in this very form already. Those that a rule names outright
    /// have to be there all the same.
    Configuration news(Configuration served) {
        var text = new StringBuilder();
        general.forEach(s -> s.appendTo(text));
        var named = text.toString();
        var changed = new TreeMap<String, Backend>();
        backends.forEach((name, backend) -> {
            var before = served.backends.get(name);
            if (before == null || !before.text().equals(backend.text()) || named.contains("use_backend " + name + " ")) {
                changed.put(name, backend);
            }
        });
        return new Configuration(general, changed, maps, certificates);
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
        files.put(FILE, text());
        return files;
    }

    /// Who is to blame for a line of the text; nobody when it is of no route.
    Optional<String> blame(int line) {
        var blames = new ArrayList<String>();
        general.forEach(s -> s.blamesTo(blames));
        backends.values().forEach(b -> b.sections().forEach(s -> s.blamesTo(blames)));
        int at = line - 1 - BEGINNING_LINES;
        return at < 0 || at >= blames.size() ? Optional.empty() : Optional.of(blames.get(at)).filter(r -> !r.isEmpty());
    }

    private String text() {
        var text = new StringBuilder(BEGINNING).append(structure).append('\n');
        general.forEach(s -> s.appendTo(text));
        backends.values().forEach(b -> text.append(b.text()));
        return text.toString();
    }

    /// Whether a file of this name is one that configurations come and go with.
    static boolean ours(String name) {
        return Stream.of(".map", ".pem", ".list").anyMatch(name::endsWith);
    }
}
