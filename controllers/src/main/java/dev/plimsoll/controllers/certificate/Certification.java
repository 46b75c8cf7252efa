package dev.plimsoll.controllers.certificate;

import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Status;
import dev.plimsoll.ports.certificates.CertificateKeys;
import dev.plimsoll.store.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What controllers of certificates work with.
///
/// @param around   what every controller works with
/// @param accounts the issuers' authorities
/// @param keys     makes and reads keys
public record Certification(Surroundings around, IssuerAccounts accounts, CertificateKeys keys) {
    Instant now() {
        return around.clock().instant();
    }

    Optional<Resource> get(Key key) {
        return around.mirror().get(key);
    }

    /// All or none, as this server.
    List<Resource> commit(List<Write> writes, Run run) {
        var written = around.commit(writes);
        written.forEach(w -> run.wrote(w.metadata().revision()));
        return written;
    }

    /// Commits a status on top of exactly this state of the resource.
    void write(Resource resource, Status status, Run run) {
        if (!status.equals(resource.status())) {
            commit(List.of(put(resource, status)), run);
        }
    }

    static Write put(Resource resource, Status status) {
        return new Write.PutStatus(resource.key(), status, Write.Expected.revision(resource.metadata().revision()));
    }

    /// Asks for a resource to go; one that nobody has to clean up after goes at once.
    Write deletion(Resource resource) {
        var expected = Write.Expected.revision(resource.metadata().revision());
        return resource.metadata().finalizers().isEmpty() ? new Write.Remove(resource.key(), expected)
            : new Write.Put(resource.withMetadata(resource.metadata().withDeletedAt(now())), expected);
    }
}
