/// The keys of each dialect and what becomes of them: honoured, approximated, left out with a warning, refused. One table per dialect and
/// place; a further dialect adds its tables.
///
/// Start at [ComposeKeys].
package dev.plimsoll.compose.key;
