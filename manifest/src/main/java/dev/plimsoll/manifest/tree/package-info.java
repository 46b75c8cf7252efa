/// Text to trees and back, without knowing any kind: YAML and JSON as [Node]s that remember where they stood, the `${NAME}` grammar,
/// and the collector of findings. Shared by our own files and by the compose dialects.
///
/// Start at [Node], then [Yaml]. Invariant: no input, however hostile, makes a reader throw, hang or use more memory than its limits allow;
/// what is wrong becomes a finding with file, line and column.
package dev.plimsoll.manifest.tree;
