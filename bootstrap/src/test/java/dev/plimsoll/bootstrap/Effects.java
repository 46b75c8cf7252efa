package dev.plimsoll.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/// What user data does to a machine, read back from its text: the same words for both formats.
///
/// @param files   mode and content by path, those of units included
/// @param users   keys and groups by name
/// @param enabled units that start with the machine
/// @param mounts  `device type path options` of each
record Effects(Map<String, String> files, Map<String, List<String>> users, TreeSet<String> enabled, TreeSet<String> mounts) {
    private static final Pattern ENABLED = Pattern.compile("enable --now --no-block ((?:'[^']+' ?)*)");

    private static final Pattern STATEMENT = Pattern.compile("^((?:put|user|disk|start) [^(\\n]*?)(?: <<'\\.'\\n(.*?)\\n\\.)?$", Pattern.MULTILINE | Pattern.DOTALL);

    static Effects of(Format format, String text) {
        try {
            return switch (format) {
                case IGNITION -> ofIgnition(new ObjectMapper().readTree(text));
                case SHELL -> ofShellScript(text);
                case CLOUD_INIT -> ofCloudConfig(new ObjectMapper().readTree(text.substring("#cloud-config\n".length())));
            };
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Effects nothing() {
        return new Effects(new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
    }

    private static Effects ofIgnition(JsonNode config) {
        var effects = nothing();
        config.at("/storage/files").forEach(file -> effects.files.put(file.get("path").asText(), Integer.toOctalString(file.get("mode").asInt()) + " "
            + text(file.at("/contents/source").asText().substring("data:;base64,".length()), file.at("/contents/compression").asText().equals("gzip"))));
        config.at("/passwd/users").forEach(user -> effects.users.put(user.get("name").asText(), both(texts(user.get("sshAuthorizedKeys")), texts(user.path("groups")))));
        config.at("/systemd/units").forEach(unit -> effects.unit(unit.get("name").asText(), unit.get("contents").asText(), unit.get("enabled").asBoolean()));
        config.at("/storage/filesystems").forEach(made -> effects.mounts.add("make " + made.get("format").asText() + " on " + made.get("device").asText()));
        return effects;
    }

    private void unit(String name, String text, boolean starts) {
        if (name.endsWith(".mount")) {
            var lines = text.lines().filter(line -> line.contains("=")).collect(java.util.stream.Collectors.toMap(line -> line.split("=")[0], line -> line.split("=", 2)[1]));
            mounts.add(lines.get("What") + " " + lines.get("Type") + " " + lines.get("Where") + " " + lines.get("Options"));
            return;
        }
        files.put("/etc/systemd/system/" + name, "644 " + text);
        if (starts) {
            enabled.add(name);
        }
    }

    private static Effects ofCloudConfig(JsonNode config) {
        var effects = nothing();
        config.get("write_files").forEach(file -> effects.files.put(file.get("path").asText(), Integer.toOctalString(Integer.parseInt(file.get("permissions").asText(), 8)) + " "
            + text(file.get("content").asText(), file.get("encoding").asText().startsWith("gz"))));
        config.get("users").forEach(user -> effects.users.put(user.get("name").asText(), both(texts(user.get("ssh_authorized_keys")), texts(user.path("groups")))));
        var enabling = ENABLED.matcher(config.get("runcmd").get(0).get(2).asText());
        if (enabling.find()) {
            List.of(enabling.group(1).replace("'", "").split(" ")).forEach(effects.enabled::add);
        }
        config.path("fs_setup").forEach(made -> effects.mounts.add("make " + made.get("filesystem").asText() + " on " + made.get("device").asText()));
        config.path("mounts").forEach(mount -> effects.mounts.add(mount.get(0).asText() + " " + mount.get(2).asText() + " " + mount.get(1).asText() + " " + mount.get(3).asText()));
        return effects;
    }

    /// Each statement with the text it reads, up to a line with a full stop.
    private static Effects ofShellScript(String text) {
        var effects = nothing();
        for (var matcher = STATEMENT.matcher(text); matcher.find();) {
            var words = matcher.group(1).replace("'", "").split(" ");
            var read = Optional.ofNullable(matcher.group(2)).orElse("");
            switch (words[0]) {
                case "put" -> effects.files.put(words[1], Integer.toOctalString(Integer.parseInt(words[2], 8)) + " " + text(read, words[3].equals("zipped")));
                case "user" -> effects.users.put(words[1], both(read.lines().toList(), words.length < 3 ? List.of() : List.of(words[2].split(","))));
                case "disk" -> {
                    effects.mounts.add("make " + words[2] + " on " + words[1]);
                    effects.mounts.add(String.join(" ", words[1], words[2], words[3], words[4]));
                }
                default -> effects.enabled.addAll(List.of(words).subList(1, words.length));
            }
        }
        return effects;
    }

    private static List<String> both(List<String> keys, List<String> groups) {
        return java.util.stream.Stream.concat(keys.stream(), groups.stream().map(group -> "in " + group)).toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static String text(String base64, boolean zipped) {
        var bytes = Base64.getDecoder().decode(base64);
        try (var in = zipped ? new GZIPInputStream(new ByteArrayInputStream(bytes)) : new ByteArrayInputStream(bytes)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
