package dev.plimsoll.controllers.certificate;

import dev.plimsoll.model.CertificateSpec;
import dev.plimsoll.model.CertificateStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.certificate.CertificateName;
import dev.plimsoll.model.certificate.HeldCertificate;
import dev.plimsoll.model.ingress.ServedCertificate;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.planning.ingress.Certificates;
import dev.plimsoll.ports.Vault;
import dev.plimsoll.ports.certificates.CertificateKeys;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// The certificates that are there to be served. One that has ended is still better than none: its clients can see whose it was.
///
/// @param mirror where they are declared
/// @param vault  opens their keys
public record ServedCertificates(Mirror mirror, Vault vault) implements Certificates {
    @Override
    public Optional<ServedCertificate> named(String project, String name) {
        return mirror.get(new Key(Kind.CERTIFICATE, project, name)).flatMap(this::served);
    }

    /// An exact name goes before a wildcard, and of equals the one that lasts longest.
    @Override
    public Optional<ServedCertificate> forHost(String project, String host) {
        return held(project).filter(c -> held(c).names().stream().anyMatch(n -> CertificateName.covers(n, host)))
            .max(Comparator.comparing((Resource c) -> held(c).names().contains(host)).thenComparing(c -> held(c).notAfter())).flatMap(this::served);
    }

    /// Whether the key in a certificate's Secret is that of its chain.
    boolean fits(Resource certificate, CertificateKeys keys) {
        return mirror.get(CertificateSecrets.served(certificate)).map(s -> s.spec(SecretSpec.class).data())
            .filter(d -> keys.fits(vault.open(d.get(CertificateSpec.CHAIN)).reveal(), vault.open(d.get(CertificateSpec.PRIVATE_KEY)))).isPresent();
    }

    private Stream<Resource> held(String project) {
        return mirror.list(Query.of(Kind.CERTIFICATE).in(project)).stream().filter(c -> c.status(CertificateStatus.class).held().isPresent());
    }

    private static HeldCertificate held(Resource certificate) {
        return certificate.status(CertificateStatus.class).held().orElseThrow();
    }

    private Optional<ServedCertificate> served(Resource certificate) {
        var data = mirror.get(CertificateSecrets.served(certificate)).map(s -> s.spec(SecretSpec.class).data());
        if (certificate.status(CertificateStatus.class).held().isEmpty() || data.isEmpty() || !data.get().containsKey(CertificateSpec.CHAIN) || !data.get().containsKey(CertificateSpec.PRIVATE_KEY)) {
            return Optional.empty();
        }
        var pem = vault.open(data.get().get(CertificateSpec.CHAIN)).reveal().strip() + "\n" + vault.open(data.get().get(CertificateSpec.PRIVATE_KEY)).reveal();
        return Optional.of(new ServedCertificate(certificate.metadata().project() + "." + certificate.metadata().name(), new SecretText(pem)));
    }
}
