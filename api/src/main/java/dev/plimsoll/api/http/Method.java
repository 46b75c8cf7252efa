package dev.plimsoll.api.http;

import java.util.Optional;

/// The methods the API knows.
public enum Method {
    GET, HEAD, PUT, POST, PATCH, DELETE;

    static Optional<Method> named(String word) {
        for (Method method : values()) {
            if (method.name().equals(word)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }
}
