package dev.plimsoll.loop;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.VersionedStore.Change;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Tells the echo of a key's own status write from news. Without it, each run that writes status would cause one more run that finds
/// nothing to do.
///
/// A change is an echo only when the run said it wrote that revision, and nothing but status and finalizers differs from what the run began with: a mirror
/// may leave out a state that was replaced at once, so a revision of our own can carry somebody else's change too.
final class Echoes {
    /// A run writes its own status once, at its end; of the revisions it tells, the last few can be that.
    private static final int REMEMBERED = 4;

    private final Map<Key, Listening> keys = new HashMap<>();

    /// A run begins with the resource in this state.
    synchronized void begin(Key key, Optional<Resource> state) {
        var listening = keys.computeIfAbsent(key, _ -> new Listening());
        listening.state = state;
        listening.running = true;
    }

    /// A change of a key arrived.
    ///
    /// @return whether it is news that makes the key dirty now. What arrives during a run is judged at its end
    synchronized boolean isNews(Change change) {
        var listening = keys.get(change.resource().key());
        if (listening == null) {
            return true;
        }
        boolean statusOnly = !change.removed() && listening.state.map(s -> sameButStatus(s, change.resource())).orElse(false);
        if (!statusOnly) {
            return true;
        }
        if (listening.running) {
            listening.heard.add(change.revision());
            return false;
        }
        boolean own = listening.written.contains(change.revision());
        listening.written.headSet(change.revision(), true).clear();
        if (listening.written.isEmpty()) {
            keys.remove(change.resource().key());
        }
        return !own;
    }

    /// The run ended, and these are the revisions it wrote.
    ///
    /// @return whether something arrived meanwhile that it did not write
    synchronized boolean end(Key key, Set<Long> written) {
        var listening = keys.get(key);
        if (listening == null) {
            return false;
        }
        listening.running = false;
        var unexplained = new HashSet<>(listening.heard);
        unexplained.removeAll(written);
        unexplained.removeAll(listening.written);
        listening.written.addAll(written);
        listening.written.removeAll(listening.heard);
        listening.heard.clear();
        while (listening.written.size() > REMEMBERED) {
            listening.written.pollFirst();
        }
        if (listening.written.isEmpty()) {
            keys.remove(key);
        }
        return !unexplained.isEmpty();
    }

    /// How many keys are remembered.
    synchronized int size() {
        return keys.size();
    }

    private static boolean sameButStatus(Resource before, Resource after) {
        return comparable(before.metadata()).equals(comparable(after.metadata())) && before.spec().equals(after.spec());
    }

    /// Finalizers are the controllers' own too.
    private static Metadata comparable(Metadata metadata) {
        return metadata.withFinalizers(List.of()).committed(metadata.uid(), metadata.generation(), 0, metadata.createdAt());
    }

    private static final class Listening {
        private Optional<Resource> state = Optional.empty();
        private boolean running;
        private final Set<Long> heard = new HashSet<>();
        private final TreeSet<Long> written = new TreeSet<>();
    }
}
