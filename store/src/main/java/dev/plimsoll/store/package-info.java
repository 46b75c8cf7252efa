/// Where resources are kept: [VersionedStore] with one contract suite and three implementations (`memory`, `sqlite`, `postgres`), and
/// [Mirror], the in-memory copy that readers use. Knows no kind; turns resources to text through [Codec].
///
/// Invariants: revisions are gap-free and given in the commit; acknowledged means durable; a write under an old lease epoch is refused.
/// This package holds the interfaces only. Start at [VersionedStore], then [Write]; how a commit is decided is in `commit`, how changes
/// reach watchers in `watch`, what the two databases share in `sql`, the state as a file in `backup`.
package dev.plimsoll.store;
