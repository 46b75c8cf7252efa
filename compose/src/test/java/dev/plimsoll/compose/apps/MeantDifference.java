package dev.plimsoll.compose.apps;

import dev.plimsoll.compose.apps.OtherToolsTest.Difference;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// Where we are meant to differ from other tools, and why.
enum MeantDifference {
    ROLLED_BACK("a failed update is rolled back unless the file says otherwise", d -> d.field().equals("update failure_action") && d.theirs().isEmpty()),
    KEPT_RUNNING("what does not say when to restart is kept running: being level means that it runs", d -> d.field().equals("restart") && d.theirs().isEmpty()
        && d.ours().equals("always")),
    LINKS("a link is an alias of its target on the network, and an order of starting", d -> has(d, "links:") && d.theirs().isEmpty()
        && (d.field().startsWith("depends_on ") || d.field().startsWith("network "))),
    CONTAINER_NAMES("a container's name is an alias, because several instances cannot share a name", d -> has(d, "container_name:") && d.field().startsWith("network ")
        && d.theirs().matches("|\\[\\].*")),
    DEFAULTS_OF_DEFAULTS("what stands behind :- is interpolated too, as the specification says since docker compose 2", d -> d.theirs().replace("$$", "$").equals(d.ours())
        && has(d, ":-$$")),
    SEALED("hashes of passwords are kept with the route, not on containers", d -> d.field().endsWith(".basicauth.users") && d.ours().isEmpty()),
    SWARM_NAMES("who is on a network of a stack has Swarm's names there", d -> d.app().isStack() && d.field().startsWith("network ")
        && d.ours().matches("\\[(.*, )?" + d.app().name() + "_.*")),
    SWARM_ORDER("Swarm stops first unless told otherwise", d -> d.app().isStack() && d.field().equals("update order") && d.ours().equals("stop-first") && d.theirs().isEmpty()),
    SWARM_LABELS("labels of a Swarm service are on its containers, as there is nothing else", d -> d.app().isStack() && d.field().startsWith("label ") && d.theirs().isEmpty()),
    SWARM_DEFAULT("the default network of a stack is written out", d -> d.app().isStack() && d.part().equals("network default") && d.theirs().isEmpty()),
    VOLUMES_RELABELLED("the engine labels its volumes for SELinux itself; a finding says so", d -> d.field().startsWith("mount ") && (d.ours() + " Z").equals(d.theirs())),
    OVERLAY("one engine has bridges; a finding says so", d -> d.part().startsWith("network ") && d.field().equals("driver") && d.theirs().equals("overlay")),
    ;

    private final String why;
    private final Predicate<Difference> covered;

    MeantDifference(String why, Predicate<Difference> covered) {
        this.why = why;
        this.covered = covered;
    }

    private static boolean has(Difference difference, String text) {
        return difference.app().files().get(difference.app().file()).contains(text);
    }

    static List<MeantDifference> covering(Difference difference) {
        return Arrays.stream(values()).filter(m -> m.covered.test(difference)).toList();
    }

    @Override
    public String toString() {
        return why;
    }
}
