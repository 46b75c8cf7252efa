package dev.plimsoll.model.registration;

/// How a call shows that it may be made. HEADER: a header holds the secret. BEARER: `Authorization: Bearer` and the secret (RFC 6750). CHECKSUM: a query parameter holds a hash of the call's name,
/// its query and the secret, as BigBlueButton's API wants it (https://docs.bigbluebutton.org/development/api/#usage).
public enum AuthenticationType { HEADER, BEARER, CHECKSUM }
