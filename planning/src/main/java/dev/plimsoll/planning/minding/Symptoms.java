package dev.plimsoll.planning.minding;

import dev.plimsoll.model.minding.CheckUp;
import dev.plimsoll.model.minding.CheckUp.Engine;
import dev.plimsoll.model.minding.CheckUp.Node;
import dev.plimsoll.model.minding.CheckUp.Phase;
import dev.plimsoll.model.minding.CheckUp.Service;
import dev.plimsoll.model.minding.CheckUp.Task;
import dev.plimsoll.model.minding.Remedy;
import dev.plimsoll.planning.minding.Finding.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What counts as trouble in a cluster, nodes first. Whether it has lasted long enough to be trouble is not decided here.
final class Symptoms {
    /// A service's log-in was changed.
    static final String LOGIN_CHANGED = "LoginChanged";
    /// An update has ended well, and what its former version needed is there still, secrets among it.
    static final String FILES_LEFT = "FilesLeft";
    /// A machine rejects a task, because it lacks an image that no registry has: it was down, or not there yet, when the image was brought to the others.
    static final String IMAGE_LACKING = "ImageLacking";
    /// The managers believe that a task runs; its machine knows no such container (moby#37477 and its like).
    static final String TASK_MISSING = "TaskMissing";
    /// More instances run than are meant, and nothing is under way: a Swarm that is told of another number and another definition at once may leave two tasks in one slot.
    static final String TOO_MANY = "TooMany";
    /// A name leads to addresses where nobody is, or not to somebody who is there (moby#42833, #30134, #38575).
    static final String NAME_STALE = "NameStale";
    /// A machine answers, and the cluster has given it up.
    static final String NODE_APART = "NodeApart";
    /// A node counts as ready, and no task starts on it (moby#38318, #40402).
    static final String NODE_STUCK = "NodeStuck";
    /// A remedy of ours closed a node and has yet to open it.
    static final String NODE_BOUNCED = "NodeBounced";
    /// Instances crowd on some machines while others have none of them.
    static final String UNEVEN = "Uneven";

    /// So many rejections in the time that a check-up looks back are no accident.
    private static final int REJECTIONS = 3;
    private static final int MOST_NAMED = 3;

    private final CheckUp checkUp;
    private final List<Symptom> symptoms = new ArrayList<>();

    private Symptoms(CheckUp checkUp) {
        this.checkUp = checkUp;
    }

    static List<Symptom> of(CheckUp checkUp) {
        var symptoms = new Symptoms(checkUp);
        checkUp.nodes().forEach(symptoms::node);
        checkUp.services().stream().sorted(Comparator.comparing(Service::name)).forEach(symptoms::service);
        return symptoms.symptoms;
    }

    /// How long a symptom must last before it is trouble: a listing is some seconds late, a machine that boots takes a minute to be known again.
    static Duration patience(Symptom symptom) {
        return switch (symptom.reason()) {
            case LOGIN_CHANGED, IMAGE_LACKING -> Duration.ZERO;
            case NAME_STALE -> Duration.ofSeconds(10);
            case NODE_BOUNCED, TASK_MISSING, FILES_LEFT -> Duration.ofSeconds(30);
            case NODE_STUCK, TOO_MANY -> Duration.ofSeconds(60);
            default -> Duration.ofMinutes(2);
        };
    }

    private void node(Node node) {
        boolean answers = node.engine() == Engine.MEMBER || node.engine() == Engine.APART;
        Optional<Remedy> readmit = Optional.of(node).filter(n -> !n.manager()).map(n -> new Remedy.Readmit(n.id(), n.name()));
        if (!node.ready() && answers) {
            symptoms.add(new Symptom(NODE_APART, node.name(), Optional.empty(), "the managers have given " + node.name() + " up, though its engine answers"
                + (node.engine() == Engine.APART ? " and says that it is in no cluster that works" : ""), readmit, Optional.empty()));
        }
        if (node.bounced()) {
            symptoms.add(new Symptom(NODE_BOUNCED, node.name(), Optional.empty(), node.name() + " was drained to free it", Optional.of(new Remedy.Open(node.id(), node.name())), Optional.empty()));
        } else if (node.ready() && node.open() && answers) {
            stuck(node).ifPresent(why -> symptoms.add(new Symptom(NODE_STUCK, node.name(), Optional.empty(), node.name() + " counts as ready, and " + why,
                Optional.of(new Remedy.Bounce(node.id(), node.name())), readmit)));
        }
    }

    /// Nothing started on it since the newest failure.
    private Optional<String> stuck(Node node) {
        var here = checkUp.tasks().stream().filter(t -> t.node().equals(node.id())).toList();
        var ignored = here.stream().filter(t -> t.phase() == Phase.ASSIGNED).findFirst();
        var rejected = here.stream().filter(t -> t.phase() == Phase.REJECTED).sorted(Comparator.comparing(Task::since).reversed()).toList();
        if (rejected.size() >= REJECTIONS && here.stream().noneMatch(t -> t.phase() == Phase.RUNNING && t.since().isAfter(rejected.getFirst().since()))
            && rejected.stream().allMatch(Symptoms::ofTheMachine)) {
            return Optional.of("rejects what it is given: " + rejected.getFirst().error());
        }
        return ignored.filter(t -> here.stream().noneMatch(o -> o.since().isAfter(t.since()))).map(t -> "does not begin with " + t.name());
    }

    /// Only what a machine may be rid of by letting go of everything. An image that is missing, or a program, is missing everywhere.
    private static boolean ofTheMachine(Task rejected) {
        var error = rejected.error();
        return error.contains("network") || error.contains("sandbox") || error.contains("vxlan") || error.contains("endpoint");
    }

    private void service(Service service) {
        if (service.loginChanged()) {
            symptoms.add(new Symptom(LOGIN_CHANGED, service.name(), Optional.of(service.stamp()), "the registry of " + service.name() + " has a new log-in",
                Optional.of(new Remedy.HandLogin(service.id(), service.name())), Optional.empty()));
        }
        lacking(service).ifPresent(why -> symptoms.add(new Symptom(IMAGE_LACKING, service.name(), Optional.of(service.stamp()), why,
            Optional.of(new Remedy.BringImage(service.id(), service.name())), Optional.empty())));
        if (service.busy()) {
            return;
        }
        if (service.filesLeft()) {
            symptoms.add(new Symptom(FILES_LEFT, service.name(), Optional.of(service.stamp()), "files of former versions of " + service.name() + " are left",
                Optional.of(new Remedy.RemoveFiles(service.id(), service.name())), Optional.empty()));
        }
        Optional<Remedy> renew = Optional.of(new Remedy.Renew(service.id(), service.name()));
        var missing = checkUp.tasks().stream().filter(t -> t.service().equals(service.id()) && t.phase() == Phase.RUNNING && t.container() == CheckUp.Presence.MISSING).toList();
        if (!missing.isEmpty()) {
            symptoms.add(new Symptom(TASK_MISSING, service.name(), Optional.of(service.stamp()), named(missing.stream().map(t -> t.name() + " on " + name(t.node())).toList())
                + " should run, say the managers, and the machine has no container of it", renew, Optional.empty()));
        }
        long running = checkUp.tasks().stream().filter(t -> t.service().equals(service.id()) && t.phase() == Phase.RUNNING).count();
        if (!service.everywhere() && running > service.replicas()) {
            symptoms.add(new Symptom(TOO_MANY, service.name(), Optional.of(service.stamp()), running + " instances of " + service.name() + " run, and " + service.replicas() + " are meant",
                renew, Optional.empty()));
        }
        stale(service).ifPresent(why -> symptoms.add(new Symptom(NAME_STALE, service.name(), Optional.of(service.stamp()), why, renew, Optional.empty())));
    }

    /// Where nothing of it has started since.
    private Optional<String> lacking(Service service) {
        var tasks = checkUp.tasks().stream().filter(t -> t.service().equals(service.id())).toList();
        return tasks.stream().filter(t -> t.phase() == Phase.REJECTED && t.error().contains("No such image: sha256:"))
            .filter(t -> tasks.stream().noneMatch(o -> o.node().equals(t.node()) && o.phase() == Phase.RUNNING && o.since().isAfter(t.since())))
            .findFirst().map(t -> name(t.node()) + " lacks the image of " + service.name() + ", which no registry has");
    }

    private Optional<String> stale(Service service) {
        var wrong = new ArrayList<String>();
        for (var names : checkUp.names()) {
            if (names.service().equals(service.id())) {
                var dead = without(names.answered(), names.living());
                var unheard = without(names.living(), names.answered());
                if (!dead.isEmpty()) {
                    wrong.add(name(names.node()) + " answers " + String.join(", ", dead) + ", where nobody is");
                } else if (!unheard.isEmpty()) {
                    wrong.add(name(names.node()) + " does not answer " + String.join(", ", unheard));
                }
            }
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of("the name of " + service.name() + " is stale: " + named(wrong.stream().sorted().toList()));
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        var left = new HashSet<>(some);
        left.removeAll(others);
        return new java.util.TreeSet<>(left);
    }

    private String name(String node) {
        return checkUp.node(node).map(Node::name).orElse(node);
    }

    private static String named(List<String> all) {
        return all.stream().limit(MOST_NAMED).collect(Collectors.joining("; ")) + (all.size() > MOST_NAMED ? " and " + (all.size() - MOST_NAMED) + " more" : "");
    }
}
