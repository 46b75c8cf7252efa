/// Compose files to assemblies. Pure: works on a bundle, names what it lacks and what is wrong, reaches nothing outside.
///
/// Start at [ComposeFiles]. Files become one tree in `source` (interpolation, include, extends, merge), the tree becomes components in
/// `translate`, and `key` knows of every key whether it is honoured. Invariant: a key is honoured or named in a finding, never dropped.
package dev.plimsoll.compose;
