package dev.plimsoll.engines.docker.words;

import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.ports.Images;
import java.util.Base64;

/// A registry log-in as the engine wants it in the header X-Registry-Auth (Engine API, "Authentication").
public final class RegistryHeader {
    private RegistryHeader() {}

    public static String of(ImageName name, Images.Login login) {
        var json = Json.object().put("username", login.user()).put("password", login.password().reveal()).put("serveraddress", name.loginServer());
        return Base64.getUrlEncoder().encodeToString(Json.bytes(json));
    }
}
