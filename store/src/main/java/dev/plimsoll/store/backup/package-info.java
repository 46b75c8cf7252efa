/// The control plane's state as one file, and back. First line: a JSON header in the clear (`head -1 FILE`). Then gzip'd lines of JSON, one
/// resource each, its parts as the codec's own texts. Last: the SHA-256 of everything before, in hex.
///
/// Invariants: a backup is the state as of one revision; nothing is touched before a backup was read to its end and found whole; what is
/// sealed stays sealed. Start at [Backup]. Putting the state into a folder is `sqlite.SqliteRestore`.
package dev.plimsoll.store.backup;
