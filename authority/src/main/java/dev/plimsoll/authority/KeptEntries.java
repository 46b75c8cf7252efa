package dev.plimsoll.authority;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ProjectSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.ports.Vault;
import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Entries of a Secret of the control plane's own project, made once and kept sealed.
///
/// @param store where
/// @param vault seals and opens them
record KeptEntries(VersionedStore store, Vault vault) {

    /// The entries, opened; made when this is the first time.
    ///
    /// @throws StoreFailure          when they can be neither read nor written
    /// @throws IllegalStateException when they were sealed with another key
    Map<String, String> of(String name, Supplier<Map<String, String>> make) {
        var key = new Key(Kind.SECRET, KeptAuthority.PROJECT, name);
        var kept = store.get(key);
        if (kept.isEmpty()) {
            try {
                keep(key, make.get());
            } catch (StoreFailure.Conflict somebodyWasFaster) {
                // Another server on the same database: then that one's counts.
            }
            kept = store.get(key);
        }
        var opened = new LinkedHashMap<String, String>();
        kept.orElseThrow(() -> new IllegalStateException("the " + name + " vanished while it was made")).spec(SecretSpec.class).data()
            .forEach((entry, sealed) -> opened.put(entry, vault.open(sealed).reveal()));
        return opened;
    }

    private void keep(Key key, Map<String, String> entries) {
        List<Write> writes = new ArrayList<>();
        var project = Resource.declared(Metadata.named("", KeptAuthority.PROJECT), new ProjectSpec("What the control plane keeps for itself."));
        if (store.get(project.key()).isEmpty()) {
            writes.add(new Write.Put(project, Write.Expected.ABSENT));
        }
        writes.add(new Write.Put(Resource.declared(Metadata.named(KeptAuthority.PROJECT, key.name()), vault.seal(new SecretSpec(entries))), Write.Expected.ABSENT));
        store.commit(writes, Optional.empty());
    }
}
