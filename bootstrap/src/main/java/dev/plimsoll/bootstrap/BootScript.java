package dev.plimsoll.bootstrap;

import dev.plimsoll.model.InvalidValue;

/// A program run once at the first boot. Not for secrets: user data can be read by every process of the machine.
///
/// @param name what reports call it
/// @param text the program, with its first line `#!…`
public record BootScript(String name, String text) {
    public BootScript {
        Rules.SCRIPT.require("a boot script", name);
        if (!text.startsWith("#!")) {
            throw new InvalidValue("boot script " + name + " must begin with #! and its interpreter");
        }
    }
}
