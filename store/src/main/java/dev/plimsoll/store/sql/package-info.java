/// What the stores on SQL databases share: all statements, the one thread that commits for everybody, and the store made of them. Knows no
/// database: a [Database] hands out snapshots and transactions, a [Dialect] knows the few statements that differ.
///
/// Invariants: commits waiting at the same time share one transaction and so one sync of the disk, yet each succeeds or fails alone; an
/// answer is given after that transaction is durable. Start at [SqlStore], then [GroupCommit], [Saving], [Reading].
package dev.plimsoll.store.sql;
