package dev.plimsoll.bootstrap;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Values;
import java.util.List;

/// Somebody who may log in over SSH, with keys only.
///
/// @param name   not root: whoever administers uses `sudo`, so that the log says who it was
/// @param groups besides their own; the image has them. Members of `sudo` and `wheel` need no password, because there is none
/// @param keys   SSH public keys, one line each
public record User(String name, List<String> groups, List<String> keys) {
    public User {
        Rules.USER.require("a user", name);
        if (name.equals("root")) {
            throw new InvalidValue("nobody logs in as root: declare a user of another name that is in group sudo");
        }
        groups = Values.list(groups);
        groups.forEach(group -> Rules.USER.require("a group of user " + name, group));
        keys = Values.list(keys);
        if (keys.isEmpty()) {
            throw new InvalidValue("user " + name + " has no SSH key and could never log in");
        }
        keys.forEach(key -> Rules.SSH_KEY.require("a key of user " + name, key));
    }

    boolean administrator() {
        return groups.contains("sudo") || groups.contains("wheel");
    }
}
