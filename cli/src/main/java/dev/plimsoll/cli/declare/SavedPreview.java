package dev.plimsoll.cli.declare;

import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.json.JsonText;
import dev.plimsoll.cli.json.NoJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A preview in a file: the control plane's answer with what it was asked about, so that `apply --preview FILE` can ask the same again. Holds names of
/// files, not their contents; of values given with `--set` the names only, because some are secret.
///
/// @param project     in which
/// @param named       absolute paths, as given with `-f`
/// @param assembly    name given, whatever the files say
/// @param set         names of the values that were given, to be given again
/// @param values      names of the files of values that were given, to be given again
/// @param profiles    parts taken along
/// @param dialect     of compose files, when it was given
/// @param cluster     for what compose files declare, when it was given
/// @param prune       whether what is no longer declared goes away
/// @param fingerprint of the answer: what was declared and what was there
public record SavedPreview(String project, List<String> named, Optional<String> assembly, Set<String> set, List<String> values, List<String> profiles, Optional<String> dialect,
                           Optional<String> cluster, boolean prune, String fingerprint) {

    /// The document to save.
    public static Json document(Json answer, String project, List<String> named, Negotiation.Choices choices) {
        var asked = new LinkedHashMap<String, Object>();
        asked.put("project", project);
        asked.put("files", named);
        choices.assembly().ifPresent(a -> asked.put("assembly", a));
        asked.put("set", choices.set().keySet());
        asked.put("values", choices.values().stream().map(ValuesFile::name).toList());
        asked.put("profiles", choices.profiles());
        choices.dialect().ifPresent(d -> asked.put("dialect", d));
        choices.cluster().ifPresent(c -> asked.put("cluster", c));
        asked.put("prune", choices.prune());
        var document = new LinkedHashMap<String, Object>();
        document.put("asked", asked);
        answer.members().forEach(document::put);
        return Json.of(document);
    }

    public static SavedPreview read(Path file) throws IOException {
        Json document;
        try {
            document = JsonText.read(Files.readString(file));
        } catch (NoJson other) {
            throw noPreview(file);
        }
        var asked = document.at("asked");
        if (document.text("fingerprint").isEmpty() || asked.items("files").isEmpty()) {
            throw noPreview(file);
        }
        return new SavedPreview(asked.text("project"), texts(asked.items("files")), asked.some("assembly"), Set.copyOf(texts(asked.items("set"))),
            texts(asked.items("values")), texts(asked.items("profiles")), asked.some("dialect"), asked.some("cluster"), asked.flag("prune"), document.text("fingerprint"));
    }

    /// What to ask again.
    ///
    /// @param given with `--set` now
    /// @param files given with `--values` now
    public Negotiation.Choices choices(Map<String, String> given, List<ValuesFile> files) {
        if (!files.stream().map(ValuesFile::name).toList().equals(values)) {
            throw Trouble.usage("the preview was made with --values for " + (values.isEmpty() ? "nothing" : String.join(", ", values)), "give the same files again");
        }
        if (!given.keySet().equals(set)) {
            throw Trouble.usage("the preview was made with --set for " + (set.isEmpty() ? "nothing" : String.join(", ", set)),
                "give the same again; values are not kept in the file");
        }
        return new Negotiation.Choices(assembly, given, files, profiles, dialect, cluster, prune);
    }

    private static List<String> texts(List<Json> items) {
        return items.stream().map(Json::text).toList();
    }

    private static Trouble noPreview(Path file) {
        return Trouble.failed(file + " is no saved preview", "make one with: plimsoll preview -f … -o json > FILE");
    }
}
