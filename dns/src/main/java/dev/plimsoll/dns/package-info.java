/// Records as DNS messages carry them: [Wire] turns sets into the library's records and back. What speaks to servers is in `update`.
package dev.plimsoll.dns;
