/// What Plimsoll asks of those who sign certificates: [CertificateIssuer], opened by [Issuers]; and of whoever makes and reads keys: [CertificateKeys]. Adapters answer and act;
/// they decide nothing, keep nothing, and wait for nothing but the reply: an order that takes minutes is looked at again by the caller.
///
/// Failures that change what the caller does are the cases of [CertificateFailure]. The contract suite is `CertificateContract` in this module's test jar; the simulated authority passes it.
package dev.plimsoll.ports.certificates;
