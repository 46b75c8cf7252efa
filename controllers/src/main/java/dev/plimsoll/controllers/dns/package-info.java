/// DNS: [DnsRecordController] keeps a declared set of records in its zone, [DnsZoneController] removes what belongs to nobody, and [PublicationController] declares records for routes and
/// machines where a zone asks for it. One listing serves all records of a zone. What carries no mark of this control plane is never touched.
package dev.plimsoll.controllers.dns;
