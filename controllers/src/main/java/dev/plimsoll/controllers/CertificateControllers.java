package dev.plimsoll.controllers;

import dev.plimsoll.controllers.certificate.CertificateController;
import dev.plimsoll.controllers.certificate.Certification;
import dev.plimsoll.controllers.certificate.IssuerController;
import dev.plimsoll.controllers.certificate.RouteCertificateController;
import dev.plimsoll.loop.Controller;
import dev.plimsoll.model.CertificateSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.machine.MachineReferences;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The controllers of certificates.
final class CertificateControllers {
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final Duration SWEEP = Duration.ofMinutes(10);

    private final Mirror mirror;

    private CertificateControllers(Mirror mirror) {
        this.mirror = mirror;
    }

    static List<Controller> of(Certification certification) {
        var users = new CertificateControllers(certification.around().mirror());
        return List.of(
            new Controller("issuer", Kind.ISSUER, Set.of(Kind.SECRET), users::issuers, 2, SWEEP, DEADLINE, 0, new IssuerController(certification)),
            new Controller("certificate", Kind.CERTIFICATE, Set.of(Kind.ISSUER, Kind.SECRET, Kind.DNS_RECORD, Kind.DNS_ZONE), users::certificates, 8, SWEEP, DEADLINE, 0, new CertificateController(certification)),
            new Controller("project.certificates", Kind.PROJECT, Set.of(Kind.ROUTE, Kind.ISSUER, Kind.CERTIFICATE), users::projects, 2, SWEEP, DEADLINE, 4, new RouteCertificateController(certification)));
    }

    private Set<Key> issuers(Resource changed) {
        return mirror.list(Query.of(Kind.ISSUER).in(changed.metadata().project())).stream().filter(i -> MachineReferences.of(i.metadata().project(), i.spec()).contains(changed.key()))
            .map(Resource::key).collect(Collectors.toSet());
    }

    /// Its own secrets and proofs, and those who name what changed. A new default issuer concerns those who name none.
    private Set<Key> certificates(Resource changed) {
        var owner = changed.metadata().owner().filter(o -> o.kind() == Kind.CERTIFICATE).map(o -> o.key(changed.metadata().project()));
        return owner.map(Set::of).orElseGet(() -> mirror.list(Query.of(Kind.CERTIFICATE).in(changed.metadata().project())).stream()
            .filter(c -> changed.kind() == Kind.ISSUER && c.spec(CertificateSpec.class).issuer().isEmpty() || MachineReferences.of(c.metadata().project(), c.spec()).contains(changed.key()))
            .map(Resource::key).collect(Collectors.toSet()));
    }

    private Set<Key> projects(Resource changed) {
        return Set.of(changed.key().projectKey());
    }
}
