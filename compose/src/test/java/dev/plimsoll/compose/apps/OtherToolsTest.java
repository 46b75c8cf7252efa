package dev.plimsoll.compose.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Field by field, each application is what the tool it was written for makes of it, but for what is meant to differ. Pairs are left out: no tool that
/// could be asked knows Rancher's rules.
@Tag("docker")
class OtherToolsTest {
    static List<App> apps() throws IOException {
        return App.all().stream().filter(a -> !a.isPair()).toList();
    }

    @ParameterizedTest
    @MethodSource("apps")
    void agreeWithUs(App app) throws IOException, InterruptedException {
        assertThat(all(app)).filteredOn(difference -> MeantDifference.covering(difference).isEmpty()).isEmpty();
    }

    /// An entry of the list that covers nothing any more would hide the next mistake.
    @Test
    void everyMeantDifferenceIsMet() throws IOException, InterruptedException {
        var met = EnumSet.noneOf(MeantDifference.class);
        for (var app : apps()) {
            all(app).forEach(difference -> met.addAll(MeantDifference.covering(difference)));
        }
        assertThat(met).containsExactlyInAnyOrder(MeantDifference.values());
    }

    private static List<Difference> all(App app) throws IOException, InterruptedException {
        assumeTrue(Theirs.canTell(app), "docker stack config");
        var ours = Ours.of(app.declared());
        var theirs = Theirs.of(app);
        var differences = new ArrayList<Difference>();
        for (var name : union(ours, theirs)) {
            var us = ours.getOrDefault(name, Map.of());
            var them = theirs.getOrDefault(name, Map.of());
            for (var field : union(us, them)) {
                if (!Objects.equals(us.get(field), them.get(field))) {
                    differences.add(new Difference(app, name, field, us.getOrDefault(field, ""), them.getOrDefault(field, "")));
                }
            }
        }
        return differences;
    }

    private static TreeSet<String> union(Map<String, ?> ours, Map<String, ?> theirs) {
        var names = new TreeSet<>(ours.keySet());
        names.addAll(theirs.keySet());
        return names;
    }

    /// @param part service, or `network NAME`, or `volume NAME`
    record Difference(App app, String part, String field, String ours, String theirs) {
        @Override
        public String toString() {
            return app + " " + part + ": " + field + " is <" + ours + ">, theirs <" + theirs + ">\n";
        }
    }
}
