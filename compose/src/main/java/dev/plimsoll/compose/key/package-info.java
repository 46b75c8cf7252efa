/// The keys of each dialect and what becomes of them: honoured, approximated, left out with a warning, refused. One table per dialect and
/// place; a further dialect adds its tables.
///
/// Start at [Keys]. The tables are also the reference `docs/compose-support.md`.
package dev.plimsoll.compose.key;
