package dev.plimsoll.controllers.minding;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Those who mind the engines of this control plane. Engines come and go with their clusters.
public final class Minders implements AutoCloseable {
    private final List<Minder> all = new CopyOnWriteArrayList<>();

    /// @return takes it out again, and ends it
    public AutoCloseable add(Minder minder) {
        all.add(minder);
        return () -> {
            all.remove(minder);
            minder.close();
        };
    }

    List<Minder> all() {
        return List.copyOf(all);
    }

    @Override
    public void close() {
        all.forEach(Minder::close);
        all.clear();
    }
}
