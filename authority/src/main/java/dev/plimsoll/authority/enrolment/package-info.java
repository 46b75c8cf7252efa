/// How machines become the control plane's: one-time credentials, certificates for their engines, and what they report of their boot.
///
/// [Enrolments] keeps one [Enrolled] a machine, sealed in the store; the credential itself is computed anew when it is asked for, so that
/// asking twice gives the same user data. A credential opens once: it is bound to the machine, its operation, and the first key that comes with it.
///
/// Everything from a machine is hostile until its credential is checked, and bounded after. Start at [Enrolments].
package dev.plimsoll.authority.enrolment;
