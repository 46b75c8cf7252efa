/// An authoritative name server for what the control plane knows: [Answers] makes an answer of a question, [NameServer] carries both over UDP and TCP. It asks nobody else, hands out no zones, and
/// takes no updates.
package dev.plimsoll.dns.answer;
