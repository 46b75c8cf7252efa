/// Adding, emptying and removing single machines on behalf of people: each changes what is declared, in one commit, and the controllers do the rest.
/// Start at [DepartureRoutes].
package dev.plimsoll.api.departures;
