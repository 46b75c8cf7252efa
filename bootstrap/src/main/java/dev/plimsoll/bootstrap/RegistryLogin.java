package dev.plimsoll.bootstrap;

import dev.plimsoll.model.outside.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;

/// What a registry of images asks for.
///
/// @param registry its address, without a scheme
/// @param user     who
/// @param password or token
public record RegistryLogin(String registry, String user, SecretText password) {
    public RegistryLogin {
        Rules.REGISTRY.require("a registry", registry);
    }

    /// As the Docker client of root reads it (`config.json`, key `auths`).
    ///
    /// @return none for no log-ins
    public static List<BootFile> files(List<RegistryLogin> logins) {
        if (logins.isEmpty()) {
            return List.of();
        }
        var entries = new LinkedHashMap<String, Object>();
        logins.forEach(login -> entries.put(login.registry, java.util.Map.of("auth", Base64.getEncoder()
            .encodeToString((login.user + ":" + login.password.reveal()).getBytes(StandardCharsets.UTF_8)))));
        return List.of(new BootFile("/root/.docker/config.json", 0600, Json.text(java.util.Map.of("auths", entries)) + "\n"));
    }
}
