/// The programs Plimsoll is measured beside, each from its Debian package (Terraform when it is there), private to one benchmark where that is
/// possible. Start with any of them; they have nothing to do with each other.
package dev.plimsoll.bench.peer;
