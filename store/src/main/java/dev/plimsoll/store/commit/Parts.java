package dev.plimsoll.store.commit;

import dev.plimsoll.model.Codec;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.Status;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/// Makes the [Part]s of resources, from values or from text.
public final class Parts {
    private final Coding<Metadata> metadata;
    private final Map<Kind, Coding<Spec>> specs = new EnumMap<>(Kind.class);
    private final Map<Kind, Coding<Status>> statuses = new EnumMap<>(Kind.class);

    public Parts(Codec codec) {
        metadata = new Coding<>(codec::metadata, codec::readMetadata);
        for (var kind : Kind.values()) {
            specs.put(kind, new Coding<>(codec::spec, text -> codec.readSpec(kind, text)));
            statuses.put(kind, new Coding<>(codec::status, text -> codec.readStatus(kind, text)));
        }
    }

    /// For stores that keep values as they are: the parts have no text.
    public static Parts withoutText() {
        return new Parts(new NoText());
    }

    /// What the store assigns (uid, generation, revision, createdAt) is taken out: it is kept beside the text and is not the caller's to compare.
    public Part<Metadata> metadata(Metadata given) {
        return Part.of(given.committed("", 0, 0, Instant.EPOCH), metadata);
    }

    public Part<Metadata> readMetadata(String text) {
        return Part.read(text, metadata);
    }

    public Part<Spec> spec(Spec given) {
        return Part.of(given, specs.get(given.kind()));
    }

    public Part<Spec> readSpec(Kind kind, String text) {
        return Part.read(text, specs.get(kind));
    }

    public Part<Status> status(Kind kind, Status given) {
        return Part.of(given, statuses.get(kind));
    }

    public Part<Status> readStatus(Kind kind, String text) {
        return Part.read(text, statuses.get(kind));
    }

    private record NoText() implements Codec {
        @Override
        public String metadata(Metadata metadata) {
            throw none();
        }

        @Override
        public String spec(Spec spec) {
            throw none();
        }

        @Override
        public String status(Status status) {
            throw none();
        }

        @Override
        public Metadata readMetadata(String text) {
            throw none();
        }

        @Override
        public Spec readSpec(Kind kind, String text) {
            throw none();
        }

        @Override
        public Status readStatus(Kind kind, String text) {
            throw none();
        }

        private static UnsupportedOperationException none() {
            return new UnsupportedOperationException("resources of this store have no text");
        }
    }
}
