package dev.plimsoll.server;

import dev.plimsoll.controllers.Engines.Way;
import dev.plimsoll.controllers.Nudges;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.controllers.minding.Minder;
import dev.plimsoll.controllers.minding.Minders;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import java.util.Optional;
import java.util.function.Consumer;

/// What is done about an engine as long as it is open: what happens there is heard, and an engine of many machines is minded.
///
/// @param nudged asks for a look at a key
record EngineCare(Nudges nudges, Minders minders, Surroundings around, Consumer<Key> nudged) {
    AutoCloseable begin(Way.Open way) {
        var watch = nudges.watch(way);
        var minder = way.engine().engine().minding().map(minding -> minders.add(new Minder(minding, scope(way), around.clock(), nudged).start()));
        return () -> end(watch, minder);
    }

    /// Findings about the nodes of an engine that belongs to no declared cluster are the default project's.
    private Minder.Scope scope(Way.Open way) {
        var cluster = way.location().cluster();
        return new Minder.Scope(way.engine().plane(), cluster.orElse(new Key(Kind.PROJECT, "", Metadata.DEFAULT_PROJECT)),
            () -> cluster.flatMap(around.mirror()::get).filter(c -> c.spec(ClusterSpec.class).rebalance()).isPresent());
    }

    private static void end(AutoCloseable watch, Optional<AutoCloseable> minder) throws Exception {
        try {
            watch.close();
        } finally {
            if (minder.isPresent()) {
                minder.get().close();
            }
        }
    }
}
