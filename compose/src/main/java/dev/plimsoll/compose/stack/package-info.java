/// From Swarm stack files to one tree: their own rules of variables, versions and merging, which only look like the Compose specification's.
/// What the keys mean is the same table and translation as for the others.
///
/// Start at [StackFiles].
package dev.plimsoll.compose.stack;
