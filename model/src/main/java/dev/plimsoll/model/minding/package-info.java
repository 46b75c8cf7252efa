/// What minding an engine of many machines is about: a [CheckUp] compares what its managers believe with what its machines say, a [Remedy] is what can be
/// done when they differ. Values only; who decides is `planning.minding`.
package dev.plimsoll.model.minding;
