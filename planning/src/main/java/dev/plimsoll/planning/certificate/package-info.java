/// When a certificate is renewed, when it is worth an alarm, what orders a budget still allows, and how long to wait after a failure. Pure: what is asked for and what time it is come from outside.
package dev.plimsoll.planning.certificate;
