package dev.plimsoll.api.resources;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Asking for a resource to go. One that has outside objects leaves the store only when they are gone; its controllers see to that.
final class Deleting {
    private static final int NAMED_AT_MOST = 5;

    private final VersionedStore store;
    private final Commits commits;
    private final Clock clock;

    Deleting(VersionedStore store, Commits commits, Clock clock) {
        this.store = store;
        this.commits = commits;
        this.clock = clock;
    }

    Answer delete(Exchange exchange) throws Exception {
        var key = Path.key(exchange);
        Permitted.write(key);
        var volumesToo = exchange.asked("volumes");
        if (volumesToo && key.kind() != Kind.ASSEMBLY) {
            throw Problem.of(ProblemCode.MALFORMED, "only assemblies have volumes");
        }
        var forgetting = exchange.asked("force");
        if (forgetting && key.kind() != Kind.REGION) {
            throw Problem.of(ProblemCode.MALFORMED, "only regions are forgotten (force); everything else goes when what it made is gone").about(key);
        }
        var condition = Precondition.of(exchange);
        return commits.repeated(() -> {
            var stored = store.get(key).orElseThrow(() -> Reading.absent(key));
            condition.require(key, java.util.Optional.of(stored));
            if (forgetting) {
                var forgotten = Forgetting.of(stored, store, clock.instant());
                commits.commit(forgotten.writes());
                return Reading.answer(200, forgotten.last());
            }
            if (!stored.metadata().deleting()) {
                Permitted.change(stored);
            }
            requireEmpty(key);
            return ask(stored, volumesToo);
        });
    }

    private Answer ask(Resource stored, boolean volumesToo) throws InterruptedException {
        var expected = Write.Expected.revision(stored.metadata().revision());
        if (stored.metadata().finalizers().isEmpty()) {
            commits.commit(List.of(new Write.Remove(stored.key(), expected)));
            return Reading.answer(200, stored);
        }
        var metadata = stored.metadata().deleting() ? stored.metadata() : stored.metadata().withDeletedAt(clock.instant());
        var marked = stored.withMetadata(volumesToo ? withVolumes(metadata) : metadata);
        return Reading.answer(202, commits.commit(List.of(new Write.Put(marked, expected))).getFirst());
    }

    private static Metadata withVolumes(Metadata metadata) {
        var annotations = new LinkedHashMap<>(metadata.annotations());
        annotations.put(AssemblySpec.VOLUMES_TOO, "true");
        return metadata.withAnnotations(annotations);
    }

    private void requireEmpty(Key key) {
        if (key.kind() != Kind.PROJECT) {
            return;
        }
        var names = new ArrayList<String>();
        // Of the store: what was declared a moment ago may not have reached the mirror.
        for (var kind : Kind.values()) {
            if (kind.inProject()) {
                store.list(Query.of(kind).in(key.name()).page(java.util.Optional.empty(), NAMED_AT_MOST + 1)).items().forEach(r -> names.add(r.key().shortForm()));
            }
        }
        if (!names.isEmpty()) {
            var shown = String.join(", ", names.subList(0, Math.min(NAMED_AT_MOST, names.size())));
            throw Problem.of(ProblemCode.CONFLICT, "project " + key.name() + " is not empty: " + shown + (names.size() > NAMED_AT_MOST ? " and more" : "")).about(key)
                .hint("delete what is in it first");
        }
    }
}
