/// What people see: [Table], [TreeLines], [Findings], [Errors], [Yaml], ages and addresses, and a block of lines that is redrawn in place ([LiveBlock]).
/// Makes text from values and asks nobody but the person ([Question]). Colour says nothing that the text does not say too, and
/// is left out when nobody sees it ([Paint]).
package dev.plimsoll.cli.screen;
