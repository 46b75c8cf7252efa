package dev.plimsoll.model.dns;

/// The types of records that can be declared (RFC 1035, 3596, 2782, 8659).
public enum RecordType { A, AAAA, CNAME, TXT, SRV, MX, CAA }
