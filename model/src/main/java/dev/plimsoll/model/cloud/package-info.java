/// Clouds as plain values: the stamp our objects carry there, the parts we ask a cloud to make, what a listing saw, and what a cloud says of itself. Shared by planners
/// (which compare), the port `ports.cloud` (which asks and acts) and the simulated world. Nothing here does I/O.
///
/// Start at [CloudStamp], then [CloudObject] (what is there) and [CloudPart] (what to make). Invariant: what carries no [CloudStamp] of our plane is foreign.
package dev.plimsoll.model.cloud;
