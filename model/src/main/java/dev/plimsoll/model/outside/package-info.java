/// The world outside the store as plain values: the stamp our objects carry, the parts we ask an engine to make, and what a
/// listing saw. Shared by planners (which compare), ports (which ask and act) and the simulated world. Nothing here does I/O.
///
/// Start at [Stamp], then [Inventory] (what is there) and [Part] (what to make).
package dev.plimsoll.model.outside;
