package dev.plimsoll.api.apply;

import dev.plimsoll.api.plane.Foresight;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.planning.Fingerprint;
import java.util.ArrayList;
import java.util.List;

/// The fingerprint of a preview, in three parts, so that a difference can be told apart: what is wanted, what is stored, what would be done outside.
/// Revisions are not in it (statuses change all the time), nor are values of secrets: of those only which ones change.
record Prints(String wanted, String stored, String outside) {
    private static final int DIGITS = 20;

    static Prints of(Intent intent, List<Foresight.PlannedStep> steps) {
        var wanted = new StringBuilder();
        var stored = new StringBuilder();
        for (var each : intent.wanted()) {
            wanted.append(each.key()).append(' ').append(each.changed() ? content(each) : "unchanged").append('\n');
            stored.append(each.key()).append(' ').append(each.before().map(b -> b.metadata().uid() + " " + b.metadata().generation()).orElse("absent")).append('\n');
        }
        var outside = new StringBuilder();
        steps.forEach(s -> outside.append(s.key()).append(' ').append(s.action()).append(' ').append(s.sentence()).append('\n'));
        return new Prints(print(wanted), print(stored), print(outside));
    }

    private static String content(Intent.Wanted wanted) {
        var metadata = wanted.after().metadata();
        if (wanted.after().spec() instanceof SecretSpec secret) {
            var before = wanted.before().map(b -> b.spec(SecretSpec.class).data()).orElseGet(java.util.Map::of);
            var names = new ArrayList<String>();
            secret.data().forEach((name, sealed) -> names.add(name + (sealed.equals(before.get(name)) ? " same" : " changed")));
            return Fingerprint.of("labels", metadata.labels(), "annotations", metadata.annotations(), "names", names);
        }
        return Fingerprint.of("labels", metadata.labels(), "annotations", metadata.annotations(), "spec", wanted.after().spec());
    }

    private static String print(StringBuilder text) {
        return Fingerprint.sha256(text.toString()).substring(0, DIGITS);
    }

    /// As clients keep it.
    String text() {
        return wanted + "." + stored + "." + outside;
    }

    /// What has moved since a fingerprint was taken, for people; empty when nothing has.
    List<String> movedSince(String earlier) {
        var parts = earlier.split("\\.", -1);
        if (parts.length != 3) {
            return List.of("this is no fingerprint of a preview");
        }
        var moved = new ArrayList<String>();
        if (!parts[1].equals(stored)) {
            moved.add("what is declared on the control plane was changed by somebody");
        } else if (!parts[0].equals(wanted)) {
            moved.add("the files say something else");
        }
        if (!parts[2].equals(outside)) {
            moved.add("what would be done outside is not the same");
        }
        return moved;
    }
}
