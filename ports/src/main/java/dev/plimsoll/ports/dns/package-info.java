/// What Plimsoll asks of those who answer for a DNS zone: [Dns], opened by [DnsProviders]. Adapters list and change; whose a record is they neither know nor decide.
///
/// Failures that change what the caller does are the cases of [DnsFailure]. The contract suite is `DnsContract` in this module's test jar; the simulated zone passes it.
package dev.plimsoll.ports.dns;
