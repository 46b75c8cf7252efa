/// How an external HTTP API keeps a register of instances, and what is known of the entries in it. Values only: calls are texts with places ([Template]) that are filled in
/// for each instance, each by the rules of the part of a request it stands in.
package dev.plimsoll.model.registration;
