package dev.plimsoll.controllers.cloud;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.Power;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// One region's cloud, within its budget: one listing of each sort serves everybody who asks, and everything that is said to the cloud is said through here. Every call may throw a
/// [CloudFailure]; one that was not made at all is `Throttled`.
public final class ObservedCloud {
    /// When the cloud does not say for how long it wants to be left alone.
    private static final Duration THROTTLED = Duration.ofSeconds(30);
    /// Wrong credentials do not become right by being tried.
    private static final Duration DENIED = Duration.ofSeconds(30);
    private static final Duration UNREACHABLE = Duration.ofSeconds(5);
    private static final Listing NONE = new Listing(Instant.EPOCH, Instant.EPOCH, Map.of());

    private final Cloud cloud;
    private final String plane;
    private final InstantSource clock;
    private final Budget budget;
    private final ReentrantLock listing = new ReentrantLock();
    private final Map<CloudKind, Listing> latest = new EnumMap<>(CloudKind.class);
    private volatile Optional<CloudFacts> facts = Optional.empty();

    ObservedCloud(Cloud cloud, String plane, int callsPerSecond, InstantSource clock) {
        this.cloud = cloud;
        this.plane = plane;
        this.clock = clock;
        this.budget = new Budget(callsPerSecond, clock);
    }

    /// What one listing showed, by owner.
    ///
    /// @param asked when it was asked for
    /// @param had   when it was complete
    public record Listing(Instant asked, Instant had, Map<Key, List<CloudObject>> byOwner) {
        /// What was made for this resource, and not for a namesake that is gone.
        public List<CloudObject> of(Key owner, String uid) {
            return byOwner.getOrDefault(owner, List.of()).stream().filter(o -> o.stamp().uid().equals(uid)).toList();
        }
    }

    public String name() {
        return cloud.name();
    }

    /// What the cloud says of itself, asked now.
    public CloudFacts ask() {
        budget.admitFirst();
        facts = Optional.of(said(cloud::facts));
        return facts.get();
    }

    /// What it last said.
    public CloudFacts facts() {
        return facts.orElseGet(this::ask);
    }

    /// A listing that was asked for at this time or later, or the last one when it took long and was complete only a moment ago: [Listing#asked] tells.
    public Listing list(CloudKind kind, Instant notBefore) throws InterruptedException {
        listing.lockInterruptibly();
        try {
            var known = latest.getOrDefault(kind, NONE);
            if (!known.asked().isBefore(notBefore) || rested(known)) {
                return known;
            }
            budget.admitFirst();
            var asked = clock.instant();
            var objects = said(() -> cloud.list(plane, kind));
            var fresh = new Listing(asked, clock.instant(), objects.stream().collect(Collectors.groupingBy(o -> o.stamp().owner())));
            latest.put(kind, fresh);
            return fresh;
        } finally {
            listing.unlock();
        }
    }

    /// A listing that takes long (thousands of machines) is followed by a pause as long: it would be too old for the next one who asks as soon as it is there, and so for everybody in
    /// turn. And listings of one sort are a tenth of the budget at most, so that something is left to act with.
    private boolean rested(Listing known) {
        var pause = Duration.between(known.asked(), known.had());
        var share = budget.interval().multipliedBy(10);
        return known.had().plus(pause).isAfter(clock.instant()) || known.asked().plus(share).isAfter(clock.instant());
    }

    /// Takes a turn in the budget: before an intent is written down, so that who comes too early has written nothing.
    ///
    /// @param who for whom, so that its turn is its own
    public void admit(Key who) {
        budget.admit(who);
    }

    /// Within the turn that [#admit] took.
    public String create(CloudPart part) {
        return said(() -> cloud.create(part));
    }

    public void change(Key who, String id, CloudPart part) {
        budget.admit(who);
        said(() -> {
            cloud.change(id, part);
            return id;
        });
    }

    public void remove(Key who, CloudRef ref) {
        budget.admit(who);
        said(() -> {
            cloud.remove(plane, ref);
            return ref;
        });
    }

    public void power(Key who, CloudRef machine, Power power) {
        budget.admit(who);
        said(() -> {
            cloud.power(plane, machine, power);
            return machine;
        });
    }

    public List<String> console(Key who, CloudRef machine, int lines) {
        budget.admit(who);
        return said(() -> cloud.console(machine, lines));
    }

    void close() {
        cloud.close();
    }

    /// What the cloud's trouble means for everybody is kept here.
    private <T> T said(Supplier<T> call) {
        try {
            return call.get();
        } catch (CloudFailure failure) {
            switch (failure) {
                case CloudFailure.Throttled throttled -> budget.rest(throttled.retryAfter().orElse(THROTTLED), failure.getMessage());
                case CloudFailure.Denied _ -> budget.rest(DENIED, failure.getMessage());
                case CloudFailure.Unreachable _ -> budget.rest(UNREACHABLE, failure.getMessage());
                case CloudFailure.Absent _, CloudFailure.NoCapacity _, CloudFailure.NotReady _, CloudFailure.Rejected _, CloudFailure.Broken _ -> { }
            }
            throw failure;
        }
    }
}
