package dev.plimsoll.planning.minding;

import dev.plimsoll.model.minding.Remedy;
import dev.plimsoll.model.outside.Stamp;
import java.time.Instant;
import java.util.Optional;

/// Something that is wrong with a cluster, and what is done about it.
///
/// @param symptom  what it is
/// @param since    first seen
/// @param tries    remedies that did not help so far
/// @param standing what is to be done now
public record Finding(Symptom symptom, Instant since, int tries, Standing standing) {

    /// EARLY: it may pass by itself. DUE: to be remedied now. RESTING: a remedy is at work, or the next one is put off. HELPLESS: no remedy is left, a person is needed.
    public enum Standing { EARLY, DUE, RESTING, HELPLESS }

    /// What was seen, before anything is decided about it.
    ///
    /// @param reason    stable word, such as `NameStale`
    /// @param about     the service or the node, by name: with the reason it tells one symptom from another
    /// @param component whose service it is; none: it is about a node
    /// @param sentence  for people
    /// @param remedy    that comes first
    /// @param stronger  that comes when the first has not helped
    public record Symptom(String reason, String about, Optional<Stamp> component, String sentence, Optional<Remedy> remedy, Optional<Remedy> stronger) {
        String id() {
            return reason + " " + about;
        }

        Optional<Remedy> remedyAfter(int tries) {
            return tries == 0 ? remedy : stronger.or(() -> remedy);
        }
    }

    /// What is to be done now, or was tried last.
    public Optional<Remedy> remedy() {
        return symptom.remedyAfter(tries);
    }

    public String sentence() {
        return switch (standing) {
            case EARLY -> symptom.sentence() + "; it may pass by itself";
            case DUE -> symptom.sentence();
            case RESTING -> symptom.sentence() + "; remedies so far: " + tries;
            case HELPLESS -> symptom.sentence() + (tries == 0 ? "; this has to be seen to by a person" : "; " + tries + " remedies have not helped, so this has to be seen to by a person");
        };
    }
}
