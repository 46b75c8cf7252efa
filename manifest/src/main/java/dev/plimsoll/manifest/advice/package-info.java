/// What could be better about a declaration that is not wrong. Pure: looks at resources, answers findings.
///
/// Start at [Advice]; a further rule is a method beside the others of its subject. Invariant: advice is never an error and never shows a value.
package dev.plimsoll.manifest.advice;
