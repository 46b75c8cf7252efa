/// Sets of DNS records and where they are kept. Values only.
package dev.plimsoll.model.dns;
