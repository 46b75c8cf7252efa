/// The verbs, one file each: `describe` for its command line, and `run`, which reads as what the person asked for. Everything two verbs share lives in the packages
/// beside this one, or in the option groups here: [DeclareOptions], [OutputOptions], [WaitOptions]. Start at [Get] for reading verbs and at
/// [Apply] for changing ones; [dev.plimsoll.cli.Verbs] lists them all.
package dev.plimsoll.cli.verbs;
