/// From compose files to one tree: reading, variables, `include`, `extends`, merging. Knows where paths are relative to, and nothing of
/// what keys mean beyond what the specification's merge rules ask.
///
/// Start at [Loader]. Source of the rules: the Compose specification (interpolation, merge, include, extends chapters).
package dev.plimsoll.compose.source;
