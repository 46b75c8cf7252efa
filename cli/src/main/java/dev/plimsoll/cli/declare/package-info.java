/// From what a person names on the command line to what the control plane is asked: the files of a declaration ([Declared]), the conversation
/// in which it says what it still needs ([Negotiation]), build contexts as tar streams ([TarContext], [IgnoreRules]), and what would
/// change, on the screen ([PreviewScreen]) and in a file ([SavedPreview]).
///
/// Invariant: nothing outside the declaration's folder is ever read or sent, symbolic links included, and of the environment only what was asked for.
package dev.plimsoll.cli.declare;
