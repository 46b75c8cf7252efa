package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.Question;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.Map;

/// Renews a certificate before its time, or has it revoked, and waits until another one is in its place.
public final class CertificateWish implements Verb {
    private static final long LOOK_MILLIS = 500;

    private final Session session;
    private final String wish;
    private String name = "";
    private boolean yes;
    private final WaitOptions wait = new WaitOptions();

    /// @param wish renew or revoke
    public CertificateWish(Session session, String wish) {
        this.session = session;
        this.wish = wish;
    }

    @Override
    public void describe(Line line) {
        line.word("NAME", "name of the certificate", text -> name = text)
            .flag("-y, --yes", "do not ask before revoking", () -> yes = true)
            .with(wait)
            .examples("plimsoll certificate " + wish + " shop", "plimsoll get certificates");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        var api = session.api();
        var ref = Ref.of(Kind.CERTIFICATE, session.project(), name);
        if (wish.equals("revoke") && !new Question(session, yes).agreed("Revoke the certificate of " + ref + ", which cannot be undone")) {
            session.say("nothing was changed");
            return ExitCode.FAILED;
        }
        var before = serial(api.get(ref.route()));
        api.post(ref.route(wish), Map.of());
        session.say(ref + (wish.equals("renew") ? ": a new certificate is ordered" : ": it is being revoked, and another one ordered"));
        return wait.detach ? ExitCode.DONE : until(api, ref, before);
    }

    private int until(Api api, Ref ref, String before) throws IOException, InterruptedException {
        long end = System.nanoTime() + wait.timeout.toNanos();
        var said = "";
        while (System.nanoTime() < end) {
            var certificate = api.get(ref.route());
            var now = serial(certificate);
            if (!now.isEmpty() && !now.equals(before)) {
                session.say(ref + ": a new one is in place, good until " + certificate.at("status", "held").text("notAfter"));
                return ExitCode.DONE;
            }
            var failure = certificate.at("status").text("lastFailure");
            if (!failure.isEmpty() && !failure.equals(said)) {
                session.say(ref + ": " + failure);
                said = failure;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        session.say(ref + ": no new one yet; the work goes on. See: plimsoll why " + ref);
        return ExitCode.TIMED_OUT;
    }

    private static String serial(Json certificate) {
        return certificate.at("status", "held").text("serial");
    }
}
