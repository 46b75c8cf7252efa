package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenInstance.Health;
import dev.plimsoll.model.outside.SeenInstance.State;
import dev.plimsoll.model.outside.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One instance of a [Scene]: at first running without a health check, never seen before.
final class One {
    final String version;
    private final int slot;
    private String suffix = "";
    private String uid = "uid";
    private State state = State.RUNNING;
    private Health health = Health.NONE;
    private Optional<Integer> exitCode = Optional.empty();
    private int restarts;
    private Instant startedAt = Scene.NOON;
    private String error = "";
    private Optional<String> knownState = Optional.empty();
    private Optional<Instant> readySince = Optional.empty();
    private int knownRestarts;

    private One(String version, int slot) {
        this.version = version;
        this.slot = slot;
    }

    static One v1(int slot) {
        return new One("v1", slot).stable();
    }

    static One v2(int slot) {
        return new One("v2", slot);
    }

    /// A second one of the same definition.
    One again() {
        suffix = "-again";
        return this;
    }

    One ofNamesake() {
        uid = "former-uid";
        return this;
    }

    One exited(int code) {
        state = State.EXITED;
        exitCode = Optional.of(code);
        return this;
    }

    One restarting(int times) {
        state = State.RESTARTING;
        exitCode = Optional.of(1);
        restarts = times;
        return this;
    }

    One restarted(int times) {
        restarts = times;
        return this;
    }

    One paused() {
        state = State.PAUSED;
        return this;
    }

    One removing() {
        state = State.REMOVING;
        return this;
    }

    One created(String why) {
        state = State.CREATED;
        error = why;
        return this;
    }

    One health(Health now) {
        health = now;
        return this;
    }

    One startedAgo(Duration ago) {
        startedAt = Scene.NOON.minus(ago);
        return this;
    }

    /// Known as stable since an hour ago.
    One stable() {
        return known("running", Duration.ofHours(1));
    }

    One readyFor(Duration ago) {
        return known("starting", ago);
    }

    /// Its failure has been written down.
    One noted() {
        knownState = Optional.of("failed");
        readySince = Optional.empty();
        knownRestarts = restarts;
        return this;
    }

    private One known(String word, Duration ago) {
        knownState = Optional.of(word);
        readySince = Optional.of(Scene.NOON.minus(ago));
        return this;
    }

    private String id() {
        return version + "-" + slot + suffix;
    }

    SeenInstance seen(String hash) {
        return new SeenInstance(id(), "shop-web-" + id(), new Stamp("plane", "default", "shop", "web", slot, hash, uid), version, state, health, exitCode,
            restarts, Optional.of(startedAt), error, false, List.of());
    }

    Optional<ComponentStatus.Instance> known(String hash) {
        return knownState.map(word -> new ComponentStatus.Instance(slot, id(), "shop-web-" + id(), hash, word, readySince, knownRestarts, List.of()));
    }
}
