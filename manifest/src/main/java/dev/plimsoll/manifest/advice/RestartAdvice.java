package dev.plimsoll.manifest.advice;

import dev.plimsoll.model.Restart;

/// What is taken for granted about restarts and elsewhere is not.
final class RestartAdvice {
    private RestartAdvice() {}

    /// `docker compose` leaves a container stopped that says nothing; a Swarm, Rancher and Plimsoll start it again.
    static void look(Advised advised) {
        if (advised.dialect().equals("compose") && advised.component().restart().mode() == Restart.Mode.ALWAYS && !advised.isWritten("restart")) {
            advised.advise("restart", "RestartNotGiven", "it says nothing of restarts: docker compose would leave it stopped when it ends, and here it is started again",
                "write restart: unless-stopped, or restart: \"no\" for what runs once");
        }
    }
}
