/// The store in one SQLite file, the usual one: a state folder with `plimsoll.db`, its write-ahead log, and a lock that keeps a second
/// control plane out.
///
/// Invariants: acknowledged means synced to the disk; native calls happen on threads of our own, never on carriers of virtual ones; a file
/// that is damaged, foreign or newer is refused with a sentence that says what to do. Start at [SqliteStore], then [SqliteDatabase].
package dev.plimsoll.store.sqlite;
