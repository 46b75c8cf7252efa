package dev.plimsoll.api.apply;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.resources.Path;
import dev.plimsoll.api.resources.Permitted;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ReleaseSpec;
import dev.plimsoll.model.ReleaseStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Spec;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Going back to a release: the assembly as it was, each image pinned to the digest that ran, configs and secrets with the contents they had, all in
/// one commit. The assembly remembers where it came from; the next apply of files goes forward again.
final class Rollback {
    private final Mirror mirror;
    private final Applier applier;

    Rollback(Mirror mirror, Applier applier) {
        this.mirror = mirror;
        this.applier = applier;
    }

    /// @param release number; 0 is the newest one before the current that was level
    record Wanted(int release) {
        Wanted {
            if (release < 0) {
                throw new InvalidValue("release " + release + " is negative; releases count from 1");
            }
        }
    }

    Answer rollback(Exchange exchange) throws Exception {
        var key = Path.key(exchange, Kind.ASSEMBLY);
        var wanted = exchange.json(Wanted.class, exchange.limits().document());
        return Answer.ok(exchange.asked("dryRun") ? applier.preview(intent(key, wanted.release()))
            : applier.apply(() -> intent(key, wanted.release()), Optional.empty()));
    }

    private Intent intent(Key key, int number) {
        var assembly = mirror.get(key).orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND, key.shortForm() + " does not exist in project " + key.project()).about(key));
        Permitted.change(assembly);
        var release = release(assembly, number);
        var spec = release.spec(ReleaseSpec.class);
        var wanted = new ArrayList<Intent.Wanted>();
        spec.configs().forEach((name, config) -> wanted.add(restored(new Key(Kind.CONFIG, key.project(), name), config, assembly)));
        spec.secrets().forEach((name, secret) -> wanted.add(restored(new Key(Kind.SECRET, key.project(), name), secret, assembly)));
        wanted.add(new Intent.Wanted(assembly.withSpec(pinned(spec, release.status(ReleaseStatus.class).digests())), Optional.of(assembly)));
        return new Intent(wanted, List.of(), List.of());
    }

    /// One that is gone was taken away because the assembly did not use it any longer, so it is the assembly's again.
    private Intent.Wanted restored(Key key, Spec spec, Resource assembly) {
        var before = mirror.get(key);
        before.ifPresent(Permitted::change);
        return new Intent.Wanted(before.map(b -> b.withSpec(spec)).orElseGet(() -> Resource.declared(Metadata.named(key.project(), key.name())
            .withOwner(assembly.asOwner()), spec)), before);
    }

    private Resource release(Resource assembly, int number) {
        var all = mirror.list(Query.of(Kind.RELEASE).in(assembly.metadata().project()).ownedBy(assembly.asOwner())).stream()
            .sorted(Comparator.comparing(Rollback::number).reversed()).toList();
        if (number > 0) {
            return all.stream().filter(r -> number(r) == number).findFirst().orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND,
                assembly.key().shortForm() + " has no release " + number).about(assembly.key()).hint(kept(all)));
        }
        int current = assembly.status(AssemblyStatus.class).release();
        // Only a release that was level has digests: they are noted when it becomes so.
        return all.stream().filter(r -> number(r) < current && !r.status(ReleaseStatus.class).digests().isEmpty()).findFirst()
            .orElseThrow(() -> Problem.of(ProblemCode.CONFLICT, "no release of " + assembly.key().shortForm() + " before the current one (" + current + ") was level")
                .about(assembly.key()).hint(kept(all)));
    }

    private static String kept(List<Resource> releases) {
        return releases.isEmpty() ? "it has none yet" : "it has " + String.join(", ", releases.stream().map(r -> Integer.toString(number(r))).toList());
    }

    private static AssemblySpec pinned(ReleaseSpec release, Map<String, String> digests) {
        var assembly = release.assembly();
        var components = new LinkedHashMap<String, ComponentSpec>();
        assembly.topology().components().forEach((name, component) ->
            components.put(name, digests.containsKey(name) ? component.withPin(Optional.of(digests.get(name))) : component));
        return assembly.withTopology(assembly.topology().withComponents(components)).withRollbackOf(release.number());
    }

    private static int number(Resource release) {
        return release.spec(ReleaseSpec.class).number();
    }
}
