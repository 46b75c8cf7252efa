package dev.plimsoll.compose.stack;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.model.Placeholder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Swarm's placeholders in the texts of one service. What the file tells is filled in here, what differs from instance to instance when one is made; what only a Swarm has is an error.
/// Source: `template` of Docker's swarmkit.
final class Places {
    private static final Pattern SIMPLE = Pattern.compile("\\{\\{\\s{0,9}\\.([A-Za-z]{1,20}\\.[A-Za-z]{1,20})\\s{0,9}}}");
    private static final Pattern OF_SWARM = Pattern.compile("\\{\\{[^}]{0,200}\\.(Service|Node|Task)\\.[^}]{0,200}}}");
    private static final String KNOWN = "{{.Service.Name}}, {{.Task.Slot}}, {{.Task.Name}} and {{.Node.Hostname}} are";

    private final String service;
    private final Findings findings;

    /// @param service its name in the Swarm: `STACK_SERVICE`
    Places(String service, Findings findings) {
        this.service = service;
        this.findings = findings;
    }

    Node.Scalar in(Node.Scalar value, Trail trail) {
        var text = value.text();
        if (!text.contains("{{")) {
            return value;
        }
        var filled = SIMPLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1).equals("Service.Name") ? service : found.group()));
        var left = SIMPLE.matcher(filled).replaceAll(found -> Matcher.quoteReplacement(Placeholder.named(found.group(1)).isPresent() ? "" : found.group()));
        if (OF_SWARM.matcher(left).find()) {
            findings.error(value.mark(), trail, "NotHonoured", Quote.of(text) + " names something that one engine does not have", Optional.of(KNOWN + " filled in"));
        } else if (left.contains("{{") && left.contains("}}")) {
            findings.warning(value.mark(), trail, "NotHonoured", Quote.of(text) + " is no placeholder of Swarm that is known; the program sees it as it is written", Optional.of(KNOWN + " filled in"));
        }
        return filled.equals(text) ? value : Node.Scalar.text(value.mark(), filled);
    }
}
