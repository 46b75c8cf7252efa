/// Zones at Amazon Route 53 (REST and XML of 2013-04-01). Start at [Route53Zone]; requests are signed by [Signature], written and read by [Document].
package dev.plimsoll.dns.route53;
