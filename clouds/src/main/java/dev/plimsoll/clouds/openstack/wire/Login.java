package dev.plimsoll.clouds.openstack.wire;

import dev.plimsoll.model.outside.SecretText;
import java.util.List;
import java.util.Map;

/// How to log in (https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management).
public sealed interface Login {
    /// For people; never the secret.
    String who();

    /// What Keystone is told.
    Map<String, Object> document();

    /// As a user, for one project. Domains by name.
    record Password(Named user, Named project, SecretText password) implements Login {
        @Override
        public String who() {
            return "user " + user.name() + " in project " + project.name();
        }

        @Override
        public Map<String, Object> document() {
            var identity = Map.of("methods", List.of("password"),
                "password", Map.of("user", Map.of("name", user.name(), "domain", Map.of("name", user.domain()), "password", password.reveal())));
            return Map.of("auth", Map.of("identity", identity, "scope", Map.of("project", Map.of("name", project.name(), "domain", Map.of("name", project.domain())))));
        }
    }

    /// With an application credential, which belongs to one project and says itself what it may do.
    record Application(String id, SecretText secret) implements Login {
        @Override
        public String who() {
            return "application credential " + id;
        }

        @Override
        public Map<String, Object> document() {
            return Map.of("auth", Map.of("identity", Map.of("methods", List.of("application_credential"), "application_credential", Map.of("id", id, "secret", secret.reveal()))));
        }
    }

    /// A user or project by name, and its domain's name.
    record Named(String name, String domain) {}
}
