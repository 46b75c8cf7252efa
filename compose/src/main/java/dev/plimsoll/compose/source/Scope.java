package dev.plimsoll.compose.source;

import dev.plimsoll.manifest.Asked;
import dev.plimsoll.manifest.BundlePath;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.manifest.tree.Variables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The variables a compose file sees: what was set on the command line, then the client's, then those of `.env`; an included file sees
/// its includer's first and then its own `.env`. A file is looked at only when a variable is not found before.
public final class Scope implements Variables {
    private final Map<String, String> sets;
    private final Asked asked;
    private final Optional<Scope> outer;
    private final List<String> files;
    private final Map<String, String> defaults;
    private final Map<String, Optional<Map<String, String>>> read = new HashMap<>();

    private Scope(Map<String, String> sets, Asked asked, Optional<Scope> outer, List<String> files, Map<String, String> defaults) {
        this.sets = sets;
        this.asked = asked;
        this.outer = outer;
        this.files = files;
        this.defaults = defaults;
    }

    /// @param folder where `.env` lies
    public static Scope of(Map<String, String> sets, Asked asked, String folder) {
        return new Scope(sets, asked, Optional.empty(), List.of(BundlePath.resolve(folder, ".env").orElse(".env")), Map.of());
    }

    /// The scope of files that know of no `.env`.
    public static Scope of(Map<String, String> sets, Asked asked) {
        return new Scope(sets, asked, Optional.empty(), List.of(), Map.of());
    }

    /// The scope of an included file.
    ///
    /// @param files its variable files, the last one wins
    public Scope inner(List<String> files) {
        return new Scope(Map.of(), asked, Optional.of(this), files, Map.of());
    }

    /// The same scope with values for what is set nowhere.
    public Scope withDefaults(Map<String, String> defaults) {
        return new Scope(sets, asked, outer, files, defaults);
    }

    @Override
    public Optional<String> value(String name) {
        if (sets.containsKey(name)) {
            return Optional.of(sets.get(name));
        }
        var first = outer.isPresent() ? outer.get().value(name) : asked.variable(name);
        return first.isPresent() ? first : ofFiles(name).or(() -> Optional.ofNullable(defaults.get(name)));
    }

    @Override
    public boolean isKnownUnset(String name) {
        boolean files = this.files.stream().allMatch(f -> asked.lacks(f) || asked.file(f).isPresent());
        return files && (outer.isPresent() ? outer.get().isKnownUnset(name) : asked.unset(name));
    }

    @Override
    public void sayUnset(String name, Mark mark, Trail trail, Findings findings) {
        findings.warning(mark, trail, "UnsetVariable", "variable " + Quote.of(name) + " is not set and reads as empty",
            Optional.of("give a default as ${" + Quote.plain(name) + ":-…}, or write $$ for a plain dollar sign" + (files.isEmpty() ? "; files of this dialect know no .env" : "")));
    }

    private Optional<String> ofFiles(String name) {
        for (var file : files.reversed()) {
            var values = read.get(file);
            if (values == null) {
                read.put(file, Optional.of(Map.of()));
                values = asked.file(file).map(text -> EnvFile.values(file, text, this, new Findings()));
                read.put(file, values);
            }
            if (values.map(v -> v.get(name)).isPresent()) {
                return values.map(v -> v.get(name));
            }
        }
        return Optional.empty();
    }
}
