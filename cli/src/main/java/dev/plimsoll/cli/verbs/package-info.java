/// The verbs, one file each: options as picocli annotations, and `run`, which reads as what the person asked for. Everything two verbs share lives in the packages
/// beside this one, or in the option groups here: [DeclareOptions], [OutputOptions], [WaitOptions]. Start at [Get] for reading verbs and at
/// [Apply] for changing ones; [dev.plimsoll.cli.Verbs] lists them all.
package dev.plimsoll.cli.verbs;
