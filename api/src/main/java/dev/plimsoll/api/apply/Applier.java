package dev.plimsoll.api.apply;

import dev.plimsoll.api.apply.ApplyAnswer.Action;
import dev.plimsoll.api.apply.ApplyAnswer.Change;
import dev.plimsoll.api.apply.ApplyAnswer.Counts;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.plane.Foresight;
import dev.plimsoll.api.resources.Commits;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Write;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Shows what an intent comes to, and commits it.
final class Applier {
    private final Mirror mirror;
    private final Commits commits;
    private final Foresight foresight;
    private final Impatience impatience;

    Applier(Mirror mirror, Commits commits, Foresight foresight, Impatience impatience) {
        this.mirror = mirror;
        this.commits = commits;
        this.foresight = foresight;
        this.impatience = impatience;
    }

    /// What would change; nothing is written.
    ApplyAnswer preview(Intent intent) {
        var steps = foresight.steps(new Foresight.Proposal(intent.wanted().stream().map(Intent.Wanted::after).toList(), changed(intent), Set.of()));
        var changes = intent.wanted().stream().map(Applier::change).toList();
        return new ApplyAnswer(changes, steps, intent.findings(), Counts.of(changes), intent.undeclared(), Prints.of(intent, steps).text(),
            mirror.revision(), intent.wanted().stream().map(Intent.Wanted::key).toList());
    }

    /// Commits all that changes, or nothing, and has tried now what is not level. When somebody else wrote meanwhile, the intent is made anew and looked at again.
    ///
    /// @param expect fingerprint that must still hold
    /// @throws Problem 409 when it does not
    ApplyAnswer apply(Supplier<Intent> intents, Optional<String> expect) throws Exception {
        return commits.repeated(() -> {
            var intent = intents.get();
            var answer = preview(intent);
            expect.ifPresent(fingerprint -> requireSame(intent, answer, fingerprint));
            var writes = intent.wanted().stream().filter(Intent.Wanted::changed).<Write>map(w -> new Write.Put(w.after(), w.before()
                .map(b -> Write.Expected.revision(b.metadata().revision())).orElse(Write.Expected.ABSENT))).toList();
            if (writes.isEmpty()) {
                impatience.about(answer.resources());
                return answer;
            }
            long revision = commits.commit(writes).stream().mapToLong(r -> r.metadata().revision()).max().orElse(answer.revision());
            impatience.about(answer.resources());
            return new ApplyAnswer(answer.changes(), answer.steps(), answer.findings(), answer.counts(), answer.undeclared(), answer.fingerprint(),
                revision, answer.resources());
        });
    }

    private static void requireSame(Intent intent, ApplyAnswer answer, String fingerprint) {
        var moved = Prints.of(intent, answer.steps()).movedSince(fingerprint);
        if (!moved.isEmpty()) {
            throw Problem.of(ProblemCode.CONFLICT, "this is not what the preview showed: " + String.join("; ", moved)).hint("preview again, and apply that");
        }
    }

    private static Change change(Intent.Wanted wanted) {
        if (wanted.before().isEmpty()) {
            return new Change(wanted.key(), Action.CREATE, List.of());
        }
        return wanted.changed() ? new Change(wanted.key(), Action.UPDATE, Differences.between(wanted.before().get(), wanted.after()))
            : new Change(wanted.key(), Action.UNCHANGED, List.of());
    }

    private static Set<Key> changed(Intent intent) {
        return intent.wanted().stream().filter(Intent.Wanted::changed).map(Intent.Wanted::after).map(Resource::key).collect(Collectors.toSet());
    }
}
