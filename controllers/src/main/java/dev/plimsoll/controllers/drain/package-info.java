/// Emptying machines before they go: which cluster a machine is a node of, what runs there, and moving it elsewhere.
package dev.plimsoll.controllers.drain;
