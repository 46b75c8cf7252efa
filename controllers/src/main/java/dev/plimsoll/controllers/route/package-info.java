/// Routes: [RouteController] says of each whether what it leads to is there, who else claims the same, and whether anybody serves it.
package dev.plimsoll.controllers.route;
