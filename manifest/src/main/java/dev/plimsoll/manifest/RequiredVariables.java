package dev.plimsoll.manifest;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.manifest.tree.Variables;
import java.util.Optional;

/// The bundle's variables. One that is not set and has no default is an error: half a declaration is worse than none.
record RequiredVariables(Asked asked) implements Variables {
    @Override
    public Optional<String> value(String name) {
        return asked.variable(name);
    }

    @Override
    public boolean isKnownUnset(String name) {
        return asked.unset(name);
    }

    @Override
    public void sayUnset(String name, Mark mark, Trail trail, Findings findings) {
        findings.error(mark, trail, "UnsetVariable", "variable " + Quote.of(name) + " is not set",
            Optional.of("set it with --set " + Quote.plain(name) + "=…, give a default as ${" + Quote.plain(name)
                + ":-…}, or write $$ for a plain dollar sign"));
    }
}
