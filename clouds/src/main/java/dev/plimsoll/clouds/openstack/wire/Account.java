package dev.plimsoll.clouds.openstack.wire;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/// Who asks, and where.
///
/// @param region   whose account it is, for messages
/// @param identity where Keystone's version 3 answers, such as https://cloud.example.org:5000/v3
/// @param place    the cloud's own name of the region; none: the first one in its catalogue
/// @param face     which of its addresses a service is asked at: public, internal or admin
/// @param login    how to log in
/// @param trust    whose certificates are believed; none: those that Java believes
public record Account(String region, String identity, Optional<String> place, String face, Login login, Optional<SSLContext> trust) {}
