/// The only place that sees everything. [Main] reads the command line, [ControlPlaneServer] is the list of ingredients: it constructs store, mirror, engine,
/// controllers, loop and API by hand, in order, and stops them in the reverse one. The other classes join two modules that may not know each other.
package dev.plimsoll.server;
