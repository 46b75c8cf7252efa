/// From files to one commit: a declaration is read ([Declarations]), merged with what is stored ([Merging]), compared ([Differences]), rehearsed
/// (the plane's foresight) and, unless it is a preview, committed as one ([Applier]). Scale, restart and rollback ([Actions], [Rollback]) edit the
/// assembly on the same road.
///
/// Start at [ApplyRoutes], then [Applier]. Invariants: preview and apply compute the same answer by the same code; all of a declaration is committed or
/// nothing; no value of a secret gets into an answer or a fingerprint.
package dev.plimsoll.api.apply;
