package dev.plimsoll.bootstrap;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Values;
import java.util.List;

/// Somebody who may log in over SSH, with keys only.
///
/// @param name          not root: whoever administers uses `sudo`, so that the log says who it was
/// @param keys          SSH public keys, one line each
/// @param administrator whether `sudo` works without a password (there is none)
public record User(String name, List<String> keys, boolean administrator) {
    public User {
        Rules.USER.require("a user", name);
        if (name.equals("root")) {
            throw new InvalidValue("nobody logs in as root: declare a user of another name that is administrator");
        }
        keys = Values.list(keys);
        if (keys.isEmpty()) {
            throw new InvalidValue("user " + name + " has no SSH key and could never log in");
        }
        keys.forEach(key -> Rules.SSH_KEY.require("a key of user " + name, key));
    }
}
