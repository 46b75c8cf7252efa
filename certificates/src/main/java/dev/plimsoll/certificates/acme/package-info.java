/// Certificate authorities that speak ACME (RFC 8555), through the library acme4j. [AcmeIssuer] answers and acts; [AcmeFailures] is the one place that knows the authority's errors. Nothing waits
/// here and nothing is retried but rejected nonces, which the protocol means to be.
package dev.plimsoll.certificates.acme;
