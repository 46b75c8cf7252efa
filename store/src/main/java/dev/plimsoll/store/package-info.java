/// Where resources are kept: [VersionedStore] with one contract suite and three implementations (in memory, SQLite,
/// PostgreSQL), and [Mirror], the in-memory copy that readers use. Knows no kind; turns resources to bytes through [Codec].
///
/// Invariants: revisions are gap-free and given in the commit; acknowledged means durable; a write under an old lease epoch is refused.
/// Start at [VersionedStore], then [Write].
package dev.plimsoll.store;
