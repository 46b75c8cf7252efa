/// The command line. [Main] takes what the process was started in (a [Shell]) and hands it to [Program], which finds the verb named by the
/// arguments, reads the options it describes (package `line`), runs it and turns whatever went wrong into a sentence and an [ExitCode].
///
/// Talks to the control plane through its HTTP API only. Data goes to standard output, talk to standard error. Only the verb in use is
/// constructed (see [Verbs]); start-up time is a promise here, so nothing may load a library for all verbs that only one needs.
package dev.plimsoll.cli;
