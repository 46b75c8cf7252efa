/// The store on PostgreSQL, for more than one control plane.
///
/// Invariants: the plane's row is locked first in every transaction that commits, so revisions are gap-free and a take-over of a lease and a
/// fenced commit are always one before the other; what others committed reaches watchers even when every notification is lost.
/// Start at [PostgresStore], then [PostgresDatabase] and [Listener].
package dev.plimsoll.store.postgres;
