/// The figures Plimsoll is held to, each measured beside a peer, in turns, in one run. May use everything, but measures through what a user
/// runs: the launcher and the server process. The exception is the store, which is called directly.
/// Start with [dev.plimsoll.bench.Main] and [dev.plimsoll.bench.Benchmark].
/// Invariant: whatever a benchmark made is registered with its [dev.plimsoll.bench.run.Cleanup] before it is used, and gone afterwards.
package dev.plimsoll.bench;
