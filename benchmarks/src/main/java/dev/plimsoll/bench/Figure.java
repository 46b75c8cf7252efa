package dev.plimsoll.bench;

import dev.plimsoll.bench.run.Samples;
import java.util.Optional;

/// One measured number.
///
/// @param name    benchmark, a dot, and what of it
/// @param unit    such as `s`, `ms`, `MB`, `1/s`, `%`
/// @param samples ours
/// @param peer    who was measured beside us
/// @param target  what it must reach
public record Figure(String name, String unit, Samples samples, Optional<Peer> peer, Target target) {
    /// @param name    program and what it did
    /// @param samples in the figure's unit
    public record Peer(String name, Samples samples) {}

    public static Figure of(String name, String unit, Samples samples, Target target) {
        return new Figure(name, unit, samples, Optional.empty(), target);
    }

    public Figure beside(String peerName, Samples peerSamples) {
        return new Figure(name, unit, samples, Optional.of(new Peer(peerName, peerSamples)), target);
    }

    public double value() {
        return samples.median();
    }

    /// Ours divided by the peer's.
    public Optional<Double> ratio() {
        return peer.map(p -> samples.median() / p.samples().median());
    }

    public Optional<Boolean> met() {
        return target.met(value(), ratio());
    }
}
