package dev.plimsoll.controllers.certificate;

import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Write;
import java.util.ArrayList;
import java.util.List;

/// A certificate that is to go takes its Secrets and the proofs in the DNS with it. It is not revoked: its key is destroyed, and it ends by itself.
record CertificateRemoval(Certification certification, CertificateSecrets secrets, Proofs proofs) {

    Outcome reconcile(Resource certificate, Run run) {
        var records = proofs.records(certificate);
        if (!records.isEmpty()) {
            var writes = proofs.cleared(certificate);
            if (!writes.isEmpty()) {
                run.step("remove the proofs of " + certificate.key().shortForm() + " from the DNS");
                certification.commit(writes, run);
            }
            return Outcome.waitingFor(records.getFirst().key(), "its proofs are being removed from the DNS");
        }
        List<Write> writes = new ArrayList<>(secrets.removed(certificate));
        writes.add(new Write.Remove(certificate.key(), Write.Expected.revision(certificate.metadata().revision())));
        run.step("destroy the keys of " + certificate.key().shortForm());
        certification.commit(writes, run);
        return Outcome.LEVEL;
    }
}
