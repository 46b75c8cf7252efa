package dev.plimsoll.store.sql;

import dev.plimsoll.model.Owner;
import dev.plimsoll.store.commit.Entry;
import dev.plimsoll.store.commit.Ledger;
import dev.plimsoll.store.commit.Recorded;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes what a ledger says has changed: each resource once, however often the batch changed it, and only the parts that differ.
final class Saving {
    private static final Change DELETE_LABELS = Change.delete("label", "born");
    private static final Change DELETE_SPEC = Change.delete("spec", "born");
    private static final Change DELETE = Change.delete("resource", "born");
    private static final Change INSERT = Change.insert("resource", "generation", "revision", "owner_kind", "owner_name", "owner_uid", "metadata", "status", "born",
        "kind", "project", "name", "uid", "created_at");
    private static final Change INSERT_SPEC = Change.insert("spec", "spec", "born");
    private static final Change UPDATE = Change.update("resource", "born", "generation", "revision", "owner_kind", "owner_name", "owner_uid", "metadata", "status");
    private static final Change UPDATE_STATUS = Change.update("resource", "born", "generation", "revision", "status");
    private static final Change UPDATE_SPEC = Change.update("spec", "born", "spec");
    private static final Change INSERT_LABEL = Change.insert("label", "kind", "label", "value", "born");
    private static final Change INSERT_REMOVAL = Change.insert("removal", "revision", "born", "kind", "project", "name", "uid", "generation", "created_at", "metadata",
        "spec", "status");
    private static final Change PUT_LEASE = Change.put("lease", "name", "holder", "epoch", "until");
    private static final Change FORGET = Change.once("DELETE FROM removal WHERE revision <= ?");
    private static final Change COMPACTED = Change.once("UPDATE plane SET compacted = ? WHERE compacted < ?");

    /// Rows by statement, carried out in this order: what goes makes room for namesakes that come.
    private final Map<Change, List<Object[]>> rows = new LinkedHashMap<>();

    private Saving() {
        List.of(DELETE_LABELS, DELETE_SPEC, DELETE, INSERT, INSERT_SPEC, UPDATE, UPDATE_STATUS, UPDATE_SPEC, INSERT_LABEL, INSERT_REMOVAL, PUT_LEASE,
                FORGET, COMPACTED, Dialect.ADVANCE)
            .forEach(change -> rows.put(change, new ArrayList<>()));
    }

    static void save(Statements statements, Dialect dialect, Ledger ledger) throws SQLException {
        var saving = new Saving();
        ledger.touched().forEach((key, now) -> saving.move(ledger.before(key), now));
        ledger.recorded().stream().filter(Recorded::removed).forEach(removal -> saving.remember(removal.entry()));
        ledger.tenures().forEach(tenure -> saving.add(PUT_LEASE, tenure.lease(), tenure.holder(), tenure.epoch(), tenure.until().toString()));
        ledger.forgotten().ifPresent(upTo -> {
            saving.add(FORGET, upTo);
            saving.add(COMPACTED, upTo, upTo);
        });
        if (ledger.revision() > ledger.revisionBefore()) {
            saving.add(Dialect.ADVANCE, ledger.revision());
        }
        dialect.carryOut(statements, saving.rows);
    }

    /// A resource that comes from a backup.
    static void insert(Statements statements, Entry entry) throws SQLException {
        var saving = new Saving();
        saving.insert(entry);
        for (var insert : saving.rows.entrySet()) {
            statements.updateAll(insert.getKey().each(), insert.getValue());
        }
    }

    private void move(Optional<Entry> before, Optional<Entry> now) {
        var stays = before.isPresent() && now.isPresent() && before.get().birth().equals(now.get().birth());
        if (stays) {
            update(before.get(), now.get());
            return;
        }
        before.ifPresent(gone -> {
            var born = gone.birth().revision();
            add(DELETE_LABELS, born);
            add(DELETE_SPEC, born);
            add(DELETE, born);
        });
        now.ifPresent(this::insert);
    }

    private void insert(Entry entry) {
        var key = entry.key();
        var owner = entry.metadata().value().owner();
        add(INSERT, entry.generation(), entry.revision(), ownerKind(owner), owner.map(Owner::name).orElse(""), owner.map(Owner::uid).orElse(""),
            entry.metadata().text(), entry.status().text(), entry.birth().revision(), key.kind().singular(), key.project(), key.name(), entry.birth().uid(),
            entry.birth().createdAt().toString());
        add(INSERT_SPEC, entry.spec().text(), entry.birth().revision());
        insertLabels(entry);
    }

    private void update(Entry before, Entry now) {
        var born = now.birth().revision();
        if (before.metadata() == now.metadata()) {
            add(UPDATE_STATUS, now.generation(), now.revision(), now.status().text(), born);
        } else {
            var metadata = now.metadata().value();
            var owner = metadata.owner();
            add(UPDATE, now.generation(), now.revision(), ownerKind(owner), owner.map(Owner::name).orElse(""), owner.map(Owner::uid).orElse(""),
                now.metadata().text(), now.status().text(), born);
            if (!before.metadata().value().labels().equals(metadata.labels())) {
                add(DELETE_LABELS, born);
                insertLabels(now);
            }
        }
        if (before.spec() != now.spec()) {
            add(UPDATE_SPEC, now.spec().text(), born);
        }
    }

    private void insertLabels(Entry entry) {
        entry.metadata().value().labels().forEach((label, value) ->
            add(INSERT_LABEL, entry.key().kind().singular(), label, value, entry.birth().revision()));
    }

    private void remember(Entry gone) {
        var key = gone.key();
        add(INSERT_REMOVAL, gone.revision(), gone.birth().revision(), key.kind().singular(), key.project(), key.name(), gone.birth().uid(), gone.generation(),
            gone.birth().createdAt().toString(), gone.metadata().text(), gone.spec().text(), gone.status().text());
    }

    private static String ownerKind(Optional<Owner> owner) {
        return owner.map(by -> by.kind().singular()).orElse("");
    }

    private void add(Change change, Object... row) {
        rows.get(change).add(row);
    }
}
