package dev.plimsoll.model.certificate;

/// How it is proved that a name is ours (RFC 8555, section 8). HTTP: a text under the name's own port 80. DNS: a TXT record beside the name; the only way for wildcards.
public enum ChallengeType { HTTP, DNS }
