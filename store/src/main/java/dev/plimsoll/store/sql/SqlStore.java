package dev.plimsoll.store.sql;

import dev.plimsoll.model.Codec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Fence;
import dev.plimsoll.store.Leases;
import dev.plimsoll.store.Listing;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import dev.plimsoll.store.commit.Draft;
import dev.plimsoll.store.commit.Entry;
import dev.plimsoll.store.commit.Ledger;
import dev.plimsoll.store.commit.Parts;
import dev.plimsoll.store.commit.Recorded;
import dev.plimsoll.store.watch.Feed;
import dev.plimsoll.store.watch.Stretch;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// A store on an SQL database.
public final class SqlStore implements VersionedStore {
    /// Removals remembered; about as many more may be there until they are looked at again.
    private static final int REMOVALS = 4096;
    /// Changes read from the tables at once for a watcher that is behind.
    private static final int STRETCH = 512;

    private final Database database;
    private final Supplier<String> uids;
    private final Parts parts;
    private final Recent recent = new Recent();
    private final Rows rows;
    private final Leases leases;
    private final String plane;
    private final Feed feed;
    private final GroupCommit commits;
    /// Removals committed since they were last counted; only the committing thread looks at it. The first one after a start counts.
    private int uncounted = REMOVALS;

    /// @param uids makes an id that was never there before
    public SqlStore(Database database, Codec codec, Supplier<String> uids) {
        this.database = database;
        this.uids = uids;
        this.parts = new Parts(codec);
        this.rows = new Rows(parts, recent);
        var found = read(Reading::plane);
        this.plane = found.id();
        this.feed = new Feed(found.revision(), (position, atMost) -> read(reading -> reading.after(position, atMost)));
        this.commits = new GroupCommit(this::commit);
        this.leases = new SqlLeases(commits);
        database.follow(this::catchUp);
    }

    @Override
    public String plane() {
        return plane;
    }

    @Override
    public long revision() {
        return read(Reading::plane).revision();
    }

    @Override
    public Optional<Resource> get(Key key) {
        return read(reading -> reading.one(key)).map(Entry::resource);
    }

    @Override
    public Listing list(Query query) {
        return read(reading -> {
            var found = reading.list(query);
            var more = query.limit() > 0 && found.size() > query.limit();
            return listing(more ? found.subList(0, query.limit()) : found, reading.plane(), more);
        }).get();
    }

    @Override
    public Listing everything() {
        return read(reading -> listing(reading.everything(), reading.plane(), false)).get();
    }

    /// The caller makes the resources of the entries, not the thread that reads for everybody.
    private static Supplier<Listing> listing(List<Entry> found, Plane asOf, boolean more) {
        return () -> new Listing(found.stream().map(Entry::resource).toList(), asOf.revision(), more);
    }

    @Override
    public List<Resource> commit(List<Write> writes, Optional<Fence> fence) {
        var drafts = Draft.all(writes, parts);
        drafts.forEach(Draft::write);
        var keys = drafts.stream().map(Draft::key).collect(Collectors.toUnmodifiableSet());
        var fences = fence.map(Fence::lease).map(Set::of).orElse(Set.of());
        var committed = commits.submit(new Ticket<>(keys, fences, ledger -> ledger.commit(drafts, fence)));
        recent.keep(committed);
        return committed.stream().map(Entry::resource).toList();
    }

    @Override
    public Subscription watch(long afterRevision, Watcher watcher) {
        Reading.requireKnown(read(Reading::plane), afterRevision);
        return feed.subscribe(afterRevision, watcher);
    }

    @Override
    public void compact(long upToRevision) {
        commits.submit(forgetting(upToRevision));
    }

    private static Ticket<Long> forgetting(long upTo) {
        return new Ticket<>(Set.of(), Set.of(), ledger -> {
            ledger.forget(upTo);
            return upTo;
        });
    }

    @Override
    public Leases leases() {
        return leases;
    }

    @Override
    public void close() {
        commits.close();
        feed.close();
        database.close();
    }

    private <T> T read(Question<T> question) {
        return database.read(statements -> question.ask(new Reading(statements, rows)));
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Reading reading) throws SQLException;
    }

    /// What a batch came to, to be told when it is durable.
    private record Settled(Ledger ledger, List<Runnable> answers) {}

    private void commit(List<Ticket<?>> batch) {
        try {
            var settled = database.write(statements -> settle(statements, batch));
            var ledger = settled.ledger();
            if (!feed.append(ledger.revisionBefore(), ledger.recorded(), ledger.revision())) {
                catchUp();
            }
            settled.answers().forEach(Runnable::run);
            countRemovals(ledger);
        } catch (RuntimeException | Error failure) {
            // Those already answered stay answered.
            batch.forEach(ticket -> ticket.refuse(failure));
        }
    }

    private Settled settle(Statements statements, List<Ticket<?>> batch) throws SQLException {
        var locked = database.dialect().lock(statements, rows, all(batch, Ticket::keys));
        var found = locked.resources().stream().collect(Collectors.toMap(Entry::key, Function.identity()));
        var tenures = new Reading(statements, rows).tenures(all(batch, Ticket::leases));
        var shelf = new Ledger.Shelf(locked.plane().revision(), key -> Optional.ofNullable(found.get(key)), lease -> Optional.ofNullable(tenures.get(lease)));
        var ledger = new Ledger(shelf, uids, locked.now());
        var answers = batch.stream().map(ticket -> ticket.carryOut(ledger)).toList();
        Saving.save(statements, database.dialect(), ledger);
        return new Settled(ledger, answers);
    }

    private static <T> Set<T> all(List<Ticket<?>> batch, Function<Ticket<?>, Set<T>> what) {
        var all = new HashSet<T>();
        batch.forEach(ticket -> all.addAll(what.apply(ticket)));
        return all;
    }

    private void countRemovals(Ledger ledger) {
        uncounted += (int) ledger.recorded().stream().filter(Recorded::removed).count();
        if (uncounted > REMOVALS) {
            uncounted = 0;
            read(reading -> reading.surplus(REMOVALS)).ifPresent(upTo -> commits.enqueue(forgetting(upTo)));
        }
    }

    /// Tells this process's watchers of what others committed.
    private void catchUp() {
        Stretch next;
        do {
            var seen = feed.newest();
            next = read(reading -> reading.after(seen, STRETCH));
            feed.append(seen, next);
        } while (next.upTo() < next.asOf());
    }
}
