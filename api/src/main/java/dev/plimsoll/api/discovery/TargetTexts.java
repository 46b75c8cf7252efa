package dev.plimsoll.api.discovery;

import dev.plimsoll.api.http.Wire;
import dev.plimsoll.model.Key;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.Listed;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// Target groups as they are sent. Each is written once and kept until its endpoint changes.
final class TargetTexts {
    /// Each handing over to the connection costs a wait, so there should be few.
    private static final int AT_ONCE = 256 << 10;
    private static final byte[] COMMA = {','};
    private static final byte[] NOTHING = {};

    private final Function<Endpoint, List<TargetGroup>> groups;
    private final Map<Key, Written> known = new ConcurrentHashMap<>();

    /// @param texts of each endpoint, with commas in between; empty when it has no group
    private record Written(Listed of, List<byte[]> texts) {}

    TargetTexts(Function<Endpoint, List<TargetGroup>> groups) {
        this.groups = groups;
    }

    void write(Collection<Listed> all, Predicate<Endpoint> wanted, OutputStream to) throws IOException {
        var out = new BufferedOutputStream(to, AT_ONCE);
        out.write('[');
        var separator = NOTHING;
        int count = 0;
        for (var listed : all) {
            count++;
            var texts = texts(listed);
            for (int i = 0; i < texts.size(); i++) {
                if (texts.get(i).length > 0 && wanted.test(listed.endpoints().get(i))) {
                    out.write(separator);
                    out.write(texts.get(i));
                    separator = COMMA;
                }
            }
        }
        out.write(']');
        out.flush();
        forget(all, count);
    }

    private List<byte[]> texts(Listed listed) throws IOException {
        var there = known.get(listed.of());
        if (there == null || there.of() != listed) {
            there = new Written(listed, texts(listed.endpoints()));
            known.put(listed.of(), there);
        }
        return there.texts();
    }

    private List<byte[]> texts(List<Endpoint> endpoints) throws IOException {
        var texts = new ArrayList<byte[]>(endpoints.size());
        for (var endpoint : endpoints) {
            var written = Wire.bytes(groups.apply(endpoint));
            texts.add(written.length <= 2 ? NOTHING : java.util.Arrays.copyOfRange(written, 1, written.length - 1));
        }
        return texts;
    }

    /// What is gone is forgotten once it is as much as what is there.
    private void forget(Collection<Listed> all, int count) {
        if (known.size() > 2 * count + 16) {
            var there = new HashSet<Key>();
            all.forEach(listed -> there.add(listed.of()));
            known.keySet().retainAll(there);
        }
    }
}
