package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.ingress.TargetServers;
import java.util.Arrays;
import java.util.List;

/// Weights of servers from those of targets. A target's share is spread evenly over its servers, and all are scaled so that the heaviest server has HAProxy's
/// largest weight: shares are kept to about one in 256 of the heaviest server.
final class Weights {
    private static final int HEAVIEST = 256;

    private Weights() {}

    /// The weight of each target's servers, in the order of the targets. All alike when only one target is there, so that its servers may come and go unnoticed.
    static List<Integer> of(List<TargetServers> targets) {
        var shares = targets.stream().mapToDouble(t -> t.servers().isEmpty() ? 0 : (double) t.target().weight() / staying(t)).toArray();
        long weighty = Arrays.stream(shares).filter(s -> s > 0).count();
        double heaviest = Arrays.stream(shares).max().orElse(0);
        return Arrays.stream(shares).mapToObj(s -> s == 0 ? 0 : weighty == 1 ? 1 : Math.max(1, (int) Math.round(s / heaviest * HEAVIEST))).toList();
    }

    private static long staying(TargetServers target) {
        return Math.max(1, target.servers().stream().filter(s -> !s.leaving()).count());
    }
}
