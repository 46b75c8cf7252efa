package dev.plimsoll.store;

import dev.plimsoll.model.Condition;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ProjectSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Status;
import dev.plimsoll.store.Write.Expected;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Small resources for tests of stores.
public final class Samples {
    private Samples() {}

    public static Key key(String name) {
        return new Key(Kind.CONFIG, "shop", name);
    }

    public static Resource config(String name, String value) {
        return Resource.declared(Metadata.named("shop", name), new ConfigSpec(Map.of("value", value)));
    }

    public static Resource configIn(String project, String name) {
        return Resource.declared(Metadata.named(project, name), new ConfigSpec(Map.of("value", "")));
    }

    public static Resource project(String name) {
        return Resource.declared(Metadata.named("", name), new ProjectSpec("for tests"));
    }

    public static Write put(Resource resource) {
        return new Write.Put(resource, Expected.ANYTHING);
    }

    public static Write remove(String name) {
        return new Write.Remove(key(name), Expected.ANYTHING);
    }

    public static Write report(String name, String sentence) {
        return new Write.PutStatus(key(name), status(sentence), Expected.ANYTHING);
    }

    public static Status status(String sentence) {
        return new Status.Plain(1, List.of(new Condition(Condition.LEVEL, true, "Level", sentence, Instant.EPOCH)));
    }

    /// The value a sample config was made with.
    public static String valueOf(Resource config) {
        return config.spec(ConfigSpec.class).data().get("value");
    }
}
