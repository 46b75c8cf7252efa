/// From the merged tree to an assembly with its components, configs and secrets. One class per group of keys.
///
/// Start at [AssemblyTranslation], then [ServiceTranslation]. Invariant: never throws; a value that makes no sense is a finding at its place.
package dev.plimsoll.compose.translate;
