/// Keys, requests and certificates as texts. Who signs them is in `acme` (authorities that speak RFC 8555) and `own` (Plimsoll's own authority for names). Keys are never kept here and never
/// logged. Start at [PemKeys].
package dev.plimsoll.certificates;
