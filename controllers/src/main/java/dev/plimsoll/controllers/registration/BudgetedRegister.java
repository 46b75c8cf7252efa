package dev.plimsoll.controllers.registration;

import dev.plimsoll.model.registration.RegisterEntry;
import dev.plimsoll.ports.registration.Register;
import dev.plimsoll.ports.registration.RegisterFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A register that is asked so often a minute at most, ten seconds' worth at once, and not at all while it wants to be left alone. Nobody waits here: who comes too early is told when to come again. A look
/// that has begun is carried through, and the next one pays for it: one that could list and never change anything would go on for ever.
final class BudgetedRegister implements Register {
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private final Register register;
    private final Duration interval;
    private final InstantSource clock;
    private Instant next = Instant.EPOCH;
    private Instant closedUntil = Instant.EPOCH;

    BudgetedRegister(Register register, int callsPerMinute, InstantSource clock) {
        this.register = register;
        this.interval = Duration.ofMinutes(1).dividedBy(callsPerMinute);
        this.clock = clock;
    }

    @Override
    public List<RegisterEntry> list() {
        admit();
        return asked(register::list);
    }

    @Override
    public void add(Map<String, String> places) {
        ask(() -> register.add(places));
    }

    @Override
    public void enable(RegisterEntry entry) {
        ask(() -> register.enable(entry));
    }

    @Override
    public void drain(RegisterEntry entry) {
        ask(() -> register.drain(entry));
    }

    @Override
    public void remove(RegisterEntry entry) {
        ask(() -> register.remove(entry));
    }

    @Override
    public void close() {
        register.close();
    }

    private void ask(Runnable call) {
        asked(() -> {
            call.run();
            return true;
        });
    }

    private <T> T asked(Supplier<T> call) {
        charge();
        try {
            return call.get();
        } catch (RegisterFailure.Throttled throttled) {
            throttled.retryAfter().ifPresent(this::rest);
            throw throttled;
        }
    }

    private synchronized void admit() {
        var now = clock.instant();
        var earliest = closedUntil.isAfter(next) ? closedUntil : next;
        if (earliest.isAfter(now)) {
            throw new BudgetSpent(closedUntil.isAfter(now) ? "the API wants to be left alone" : "the registration's budget of calls is spent", Duration.between(now, earliest));
        }
    }

    private synchronized void charge() {
        var now = clock.instant();
        if (closedUntil.isAfter(now)) {
            throw new RegisterFailure.Throttled("the API wants to be left alone", Optional.of(Duration.between(now, closedUntil)));
        }
        var full = now.minus(AT_ONCE);
        next = (next.isBefore(full) ? full : next).plus(interval);
    }

    private synchronized void rest(Duration pause) {
        closedUntil = clock.instant().plus(pause);
    }
}
