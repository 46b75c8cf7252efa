/// The kinds of Plimsoll as immutable records: what a person declares (specs), what controllers found (statuses), and the
/// envelope around both ([Resource], [Metadata], [Key]). Uses the JDK only and does no I/O, so every other module may name it.
///
/// Start at [Kind] (the list of kinds), then [Resource], then [ComponentSpec]. A value that exists is valid: compact
/// constructors copy collections, turn absent into empty and refuse what can never be right with [InvalidValue].
package dev.plimsoll.model;
