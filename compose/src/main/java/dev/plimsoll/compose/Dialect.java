package dev.plimsoll.compose;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// By whose rules files are read. The same text can mean different things: see `docs/compose-support.md`.
public enum Dialect {
    /// The Compose specification, as `docker compose` reads it.
    COMPOSE("a file of the Compose specification"),
    /// Swarm stack files, versions 3.0 to 3.13, as `docker stack deploy` reads them.
    STACK("a Swarm stack file"),
    /// Pairs of a compose file and a Rancher 1.6 file.
    RANCHER("a Rancher 1.6 pair");

    private final String title;

    Dialect(String title) {
        this.title = title;
    }

    /// The word people write, such as `stack`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// For sentences: what a file of this dialect is.
    public String title() {
        return title;
    }

    public static Optional<Dialect> named(String word) {
        return Arrays.stream(values()).filter(d -> d.word().equals(word)).findFirst();
    }
}
