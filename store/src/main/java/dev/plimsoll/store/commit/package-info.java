/// How a commit is decided: pure, without I/O, the same for all stores. A store loads what a batch of commits is about into a [Ledger],
/// carries the commits out on it one after the other, and then makes durable what the ledger says has changed.
///
/// Invariants: a refused commit leaves no trace in the ledger; each change takes exactly one revision, the next.
/// Start at [Ledger], then [Attempt] for what each write does. [Part] is why SQL stores read and write JSON only where somebody looks.
package dev.plimsoll.store.commit;
