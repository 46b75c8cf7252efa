/// The part of Go's text/template (with a few functions of sprig) that Rancher's catalogue files use: `if`, `else if`, `else`, `end`, variables,
/// comments, trim markers, pipes, and the functions of [Functions]. Everything else is refused with its line; nothing here can loop.
///
/// Start at [GoTemplate]. Source: the documentation of Go's package text/template.
package dev.plimsoll.compose.rancher.template;
