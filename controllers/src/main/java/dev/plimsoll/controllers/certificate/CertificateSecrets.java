package dev.plimsoll.controllers.certificate;

import dev.plimsoll.model.CertificateSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.certificates.CertificateKeys;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The Secrets of a certificate: the one with what is served, and while an order is under way another one with the key to be. They are two, so that nobody who uses the first is disturbed
/// before there is something new in it.
record CertificateSecrets(Certification certification) {
    private static final String ENDING = "-tls";
    private static final String NEXT = "-tls-next";
    private static final String REQUEST = "request";

    /// The Secret that a certificate lies in.
    static Key served(Resource certificate) {
        var spec = certificate.spec(CertificateSpec.class);
        return new Key(Kind.SECRET, certificate.metadata().project(), spec.secret().orElseGet(() -> SecretNames.with(certificate.metadata().name(), ENDING)));
    }

    private static Key next(Resource certificate) {
        return new Key(Kind.SECRET, certificate.metadata().project(), SecretNames.with(certificate.metadata().name(), NEXT));
    }

    /// Somebody else's Secret of the name that is needed.
    Optional<Key> taken(Resource certificate) {
        return List.of(served(certificate), next(certificate)).stream().filter(key -> certification.get(key).filter(s -> !owned(s, certificate)).isPresent()).findFirst();
    }

    /// The chain that is served; none when the Secret is not there or not whole.
    Optional<String> chain(Resource certificate) {
        return certification.get(served(certificate)).map(s -> s.spec(SecretSpec.class).data()).filter(d -> d.containsKey(CertificateSpec.PRIVATE_KEY))
            .map(d -> d.get(CertificateSpec.CHAIN)).map(sealed -> certification.around().vault().open(sealed).reveal());
    }

    /// The key and request of the order under way.
    Optional<CertificateKeys.KeyRequest> pending(Resource certificate) {
        return certification.get(next(certificate)).map(s -> s.spec(SecretSpec.class).data()).filter(d -> d.containsKey(CertificateSpec.PRIVATE_KEY) && d.containsKey(REQUEST))
            .map(d -> new CertificateKeys.KeyRequest(open(d.get(CertificateSpec.PRIVATE_KEY)), open(d.get(REQUEST)).reveal()));
    }

    /// Keeps the key and request of the order under way.
    Write keep(Resource certificate, CertificateKeys.KeyRequest wish) {
        return put(next(certificate), certificate, Map.of(CertificateSpec.PRIVATE_KEY, wish.key().reveal(), REQUEST, wish.request()));
    }

    /// What was issued takes the place of what was served.
    List<Write> issued(Resource certificate, String chain, SecretText key) {
        var writes = new ArrayList<Write>();
        writes.add(put(served(certificate), certificate, Map.of(CertificateSpec.CHAIN, chain, CertificateSpec.PRIVATE_KEY, key.reveal())));
        writes.addAll(dropped(certificate));
        return writes;
    }

    /// The order under way came to nothing, or to its end: its key is of no use any more.
    List<Write> dropped(Resource certificate) {
        return certification.get(next(certificate)).filter(s -> owned(s, certificate)).map(certification::deletion).map(List::of).orElseGet(List::of);
    }

    /// Everything that was made for it.
    List<Write> removed(Resource certificate) {
        return certification.around().mirror().list(Query.of(Kind.SECRET).in(certificate.metadata().project()).ownedBy(certificate.asOwner())).stream().map(certification::deletion).toList();
    }

    private Write put(Key key, Resource certificate, Map<String, String> entries) {
        var sealed = certification.around().vault().seal(new SecretSpec(entries));
        return certification.get(key).map(s -> new Write.Put(s.withSpec(sealed), Write.Expected.revision(s.metadata().revision())))
            .orElseGet(() -> new Write.Put(Resource.declared(Metadata.named(key.project(), key.name()).withOwner(certificate.asOwner()), sealed), Write.Expected.ABSENT));
    }

    private static boolean owned(Resource secret, Resource certificate) {
        return secret.metadata().owner().filter(certificate.asOwner()::equals).isPresent();
    }

    private SecretText open(String sealed) {
        return certification.around().vault().open(sealed);
    }
}
