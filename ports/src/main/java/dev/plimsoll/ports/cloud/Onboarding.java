package dev.plimsoll.ports.cloud;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.SecretText;
import java.util.List;
import java.util.Optional;

/// Looks after a machine's first boot: what is handed to it, and what it has reported since.
public interface Onboarding {
    /// Nothing is handed over and nothing is reported: a machine is ready as soon as its cloud says so.
    Onboarding NONE = new Onboarding() {
        @Override
        public SecretText userData(Resource machine, String operation) {
            return new SecretText("");
        }

        @Override
        public Optional<Progress> progress(Key machine, String operation) {
            return Optional.empty();
        }

        @Override
        public Keeping keeping(Resource machine) {
            return new Keeping.Not("no machine reports to this control plane what it keeps: it listens for none (--machines)");
        }

        @Override
        public void forget(Key machine) { }
    };

    /// What the machine does at its first boot, with a one-time credential that is good for this operation only. Asked again for the same operation, the answer is as good:
    /// a lost reply of the cloud must not leave a machine with a credential that is void.
    ///
    /// @param operation the intent's, which the machine will name when it reports
    SecretText userData(Resource machine, String operation);

    /// What the machine of this operation has reported; none when machines report nothing, and then the cloud's word is enough.
    Optional<Progress> progress(Key machine, String operation);

    /// Whether a machine keeps by itself the firewalls around it as they are declared now.
    Keeping keeping(Resource machine);

    /// The machine is gone: its credentials are void.
    void forget(Key machine);

    /// How far a first boot is.
    ///
    /// @param step  what it is at, or what failed, for people
    /// @param lines the last lines of its boot log, oldest first; at most 50
    record Progress(State state, String step, List<String> lines) {
        public Progress {
            lines = List.copyOf(lines);
        }

        /// SILENT: it has not reported yet. READY: it has identified itself and its engine answers.
        public enum State { SILENT, UNDER_WAY, READY, FAILED }
    }

    /// How a machine stands with the firewalls around it.
    sealed interface Keeping {
        /// It has told that its own firewall is made of them as they are now.
        record Kept() implements Keeping {}

        /// It was there before this control plane began, a moment ago, and has not been heard since.
        record Unheard() implements Keeping {}

        /// @param why a sentence about the machine
        record Not(String why) implements Keeping {}
    }
}
