package dev.plimsoll.controllers.certificate;

import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.CertificateSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.Owner;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.certificate.CertificateName;
import dev.plimsoll.model.certificate.ChallengeType;
import dev.plimsoll.planning.certificate.RouteNames;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes certificates for a project's routes that end TLS and name none: one for each host, or for each list of domains, shared by all routes that want the same names. The first of those routes owns
/// it; when that one goes the next one takes it over, so that moving a route costs no order. Hosts that a declared certificate is good for need none.
public final class RouteCertificateController implements Reconciler {
    private static final int PRINT_AND_DASH = 9;

    private final Certification certification;

    public RouteCertificateController(Certification certification) {
        this.certification = certification;
    }

    private record Wanted(Resource route, CertificateSpec spec) {}

    @Override
    public Outcome reconcile(Key project, Run run) {
        var wanted = wanted(project.name());
        var writes = new ArrayList<Write>();
        wanted.forEach((name, wish) -> write(new Key(Kind.CERTIFICATE, project.name(), name), wish).ifPresent(writes::add));
        for (var made : certificates(project.name())) {
            if (ofRoute(made) && !wanted.containsKey(made.metadata().name()) && !made.metadata().deleting()) {
                run.step("delete " + made.key().shortForm() + ", which no route needs any more");
                writes.add(certification.deletion(made));
            }
        }
        if (!writes.isEmpty()) {
            certification.commit(writes, run);
        }
        return Outcome.LEVEL;
    }

    private Map<String, Wanted> wanted(String project) {
        var byDefault = CertificateController.byDefault(certification, project);
        var declared = certificates(project).stream().filter(c -> !ofRoute(c)).map(c -> c.spec(CertificateSpec.class)).toList();
        var wanted = new LinkedHashMap<String, Wanted>();
        for (var route : certification.around().mirror().list(Query.of(Kind.ROUTE).in(project))) {
            var spec = route.spec(RouteSpec.class);
            var issuer = spec.tls().flatMap(tls -> tls.resolver()).filter(name -> certification.get(new Key(Kind.ISSUER, project, Names.toLabel(name))).isPresent()).map(Names::toLabel);
            if (route.metadata().deleting() || issuer.isEmpty() && byDefault.isEmpty()) {
                continue;
            }
            for (var names : RouteNames.wanted(spec)) {
                if (declared.stream().noneMatch(c -> names.stream().allMatch(n -> c.names().stream().anyMatch(has -> CertificateName.covers(has, n) || has.equals(n))))) {
                    var proof = names.stream().anyMatch(CertificateName::wildcard) ? ChallengeType.DNS : ChallengeType.HTTP;
                    wanted.putIfAbsent(name(names), new Wanted(route, new CertificateSpec(names, issuer, proof, null, null)));
                }
            }
        }
        return wanted;
    }

    private Optional<Write> write(Key key, Wanted wish) {
        var there = certification.get(key);
        if (there.isEmpty()) {
            return Optional.of(new Write.Put(Resource.declared(Metadata.named(key.project(), key.name()).withOwner(wish.route().asOwner()).withFinalizer(CertificateController.FINALIZER), wish.spec()),
                Write.Expected.ABSENT));
        }
        var made = there.get();
        if (made.metadata().deleting() || !ofRoute(made)) {
            return Optional.empty();
        }
        var owned = made.metadata().owner().filter(owner -> stands(owner, key.project())).isPresent() ? made : made.withMetadata(made.metadata().withOwner(wish.route().asOwner()));
        var changed = owned.withSpec(wish.spec());
        return changed.equals(made) ? Optional.empty() : Optional.of(new Write.Put(changed, Write.Expected.revision(made.metadata().revision())));
    }

    private boolean stands(Owner owner, String project) {
        return certification.get(owner.key(project)).filter(r -> r.asOwner().equals(owner) && !r.metadata().deleting()).isPresent();
    }

    private List<Resource> certificates(String project) {
        return certification.around().mirror().list(Query.of(Kind.CERTIFICATE).in(project));
    }

    private static boolean ofRoute(Resource certificate) {
        return certificate.metadata().owner().filter(o -> o.kind() == Kind.ROUTE).isPresent();
    }

    /// Readable, and another one for other names.
    private static String name(List<String> names) {
        var label = Names.toLabel(names.getFirst().replace("*.", "any-"));
        int room = Names.MAX_LENGTH - PRINT_AND_DASH - "-tls".length();
        var cut = (label.length() > room ? label.substring(0, room) : label).replaceAll("-+$", "");
        return (cut.isEmpty() ? "names" : cut) + "-" + SecretNames.print(String.join(",", names));
    }
}
