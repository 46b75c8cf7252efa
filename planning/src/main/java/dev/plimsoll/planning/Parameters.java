package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentSpec.SecretEntry;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.PlanSpec;
import dev.plimsoll.model.PlanSpec.Parameter;
import dev.plimsoll.model.ProcessSpec;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.Topology;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills `${NAME}` in the texts of a plan: image, command, entrypoint, variables and labels of its components, and what its routes match. `$$` stands for a dollar sign; a name that is
/// no parameter is left as it is, because a shell inside may mean it. Components that were not chosen are left out, with the routes that lead to them alone.
final class Parameters {
    private static final Pattern PLACE = Pattern.compile("\\$\\$|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private Parameters() {}

    static Topology fill(PlanSpec plan, Map<String, String> given) {
        var values = new HashMap<String, String>();
        plan.parameters().forEach((name, p) -> p.byDefault().ifPresent(v -> values.put(name, v)));
        values.putAll(given);
        var passwords = new HashMap<String, SecretEntry>();
        plan.parameters().forEach((name, p) -> {
            if (p.type() == Parameter.Type.PASSWORD && values.getOrDefault(name, "").startsWith(Parameter.SECRET)) {
                var place = values.remove(name).substring(Parameter.SECRET.length()).split("/", 2);
                passwords.put("${" + name + "}", new SecretEntry(place[0], place[place.length - 1]));
            }
        });
        var components = new LinkedHashMap<String, ComponentSpec>();
        plan.topology().components().forEach((name, c) -> components.put(name, hidden(fill(c, values), passwords)));
        plan.when().forEach((component, parameter) -> {
            if (!values.getOrDefault(parameter, "").equals("true")) {
                components.remove(component);
            }
        });
        var routes = new LinkedHashMap<String, RouteSpec>();
        plan.topology().routes().forEach((name, r) -> {
            if (!nowhere(r, plan.topology(), components.keySet())) {
                routes.put(name, fill(r, values));
            }
        });
        return new Topology(components, plan.topology().networks(), plan.topology().volumes(), routes);
    }

    /// Whether it leads only to components of the plan that were not chosen.
    private static boolean nowhere(RouteSpec r, Topology all, Set<String> chosen) {
        return !r.targets().isEmpty() && r.targets().stream().allMatch(t -> t.assembly().isEmpty() && t.component().filter(c -> all.components().containsKey(c) && !chosen.contains(c)).isPresent());
    }

    /// A value that makes no rule leaves the route as it is: its controller says so, and everything else goes on.
    private static RouteSpec fill(RouteSpec r, Map<String, String> values) {
        try {
            return r.withMatch(r.match().withTexts(text -> fill(text, values)));
        } catch (InvalidValue noRule) {
            return r;
        }
    }

    private static ComponentSpec fill(ComponentSpec c, Map<String, String> values) {
        var p = c.process();
        var process = new ProcessSpec(p.entrypoint().map(l -> l.stream().map(t -> fill(t, values)).toList()),
            p.command().map(l -> l.stream().map(t -> fill(t, values)).toList()), p.workingDir(), p.user(), p.groups(), p.stopSignal(), p.stopGrace(),
            p.init(), p.tty(), p.stdin());
        return c.withImage(fill(c.image(), values)).withProcess(process).withEnvironment(fill(c.environment(), values)).withLabels(fill(c.labels(), values));
    }

    /// A variable that is a password and nothing else comes from its secret.
    private static ComponentSpec hidden(ComponentSpec c, Map<String, SecretEntry> passwords) {
        if (c.environment().values().stream().noneMatch(passwords::containsKey)) {
            return c;
        }
        var open = new LinkedHashMap<>(c.environment());
        var secret = new LinkedHashMap<>(c.secretEnvironment());
        c.environment().forEach((name, value) -> {
            if (passwords.containsKey(value)) {
                open.remove(name);
                secret.put(name, passwords.get(value));
            }
        });
        return c.withEnvironment(open).withSecretEnvironment(secret);
    }

    private static Map<String, String> fill(Map<String, String> texts, Map<String, String> values) {
        var filled = new LinkedHashMap<String, String>();
        texts.forEach((k, v) -> filled.put(k, fill(v, values)));
        return filled;
    }

    private static String fill(String text, Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(m.group().equals("$$") ? "$" : values.getOrDefault(m.group(1), m.group())));
    }
}
