/// The simulated world: an engine that behaves as Docker does, with clock, seed and faults, behind the same ports. Production controllers run in it
/// unchanged: in long random tests (stepped, same seed same world), in `server --simulated` (following real time), in benchmarks.
///
/// Start at [SimulatedWorld]; `Life` is what becomes of an instance, [Faults] what goes wrong, [ByHand] what people do behind our back, [Ledger]
/// what invariants ask. Invariant: all state changes under the world's lock, and all change over time goes through `Timeline`.
package dev.plimsoll.ports.simulated;
