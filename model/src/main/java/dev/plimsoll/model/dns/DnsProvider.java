package dev.plimsoll.model.dns;

/// Who answers for a zone. RFC2136: a server that takes dynamic updates, such as BIND. EMBEDDED: this control plane itself.
public enum DnsProvider { RFC2136, CLOUDFLARE, ROUTE53, DIGITALOCEAN, DESIGNATE, EMBEDDED }
