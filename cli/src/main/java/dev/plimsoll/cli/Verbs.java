package dev.plimsoll.cli;

import dev.plimsoll.cli.verbs.Apply;
import dev.plimsoll.cli.verbs.Backup;
import dev.plimsoll.cli.verbs.Candidates;
import dev.plimsoll.cli.verbs.CertificateWish;
import dev.plimsoll.cli.verbs.ClusterRecover;
import dev.plimsoll.cli.verbs.ClusterSetup;
import dev.plimsoll.cli.verbs.Completion;
import dev.plimsoll.cli.verbs.Convert;
import dev.plimsoll.cli.verbs.Delete;
import dev.plimsoll.cli.verbs.Deploy;
import dev.plimsoll.cli.verbs.Describe;
import dev.plimsoll.cli.verbs.Doctor;
import dev.plimsoll.cli.verbs.Down;
import dev.plimsoll.cli.verbs.Events;
import dev.plimsoll.cli.verbs.Exec;
import dev.plimsoll.cli.verbs.Explain;
import dev.plimsoll.cli.verbs.ExportFacts;
import dev.plimsoll.cli.verbs.Get;
import dev.plimsoll.cli.verbs.Inventory;
import dev.plimsoll.cli.verbs.Lint;
import dev.plimsoll.cli.verbs.Logs;
import dev.plimsoll.cli.verbs.MachineAdd;
import dev.plimsoll.cli.verbs.MachineDrain;
import dev.plimsoll.cli.verbs.MachineRemove;
import dev.plimsoll.cli.verbs.MachineUpgrade;
import dev.plimsoll.cli.verbs.NodeImage;
import dev.plimsoll.cli.verbs.Preview;
import dev.plimsoll.cli.verbs.Restart;
import dev.plimsoll.cli.verbs.Restore;
import dev.plimsoll.cli.verbs.Rollback;
import dev.plimsoll.cli.verbs.Scale;
import dev.plimsoll.cli.verbs.Server;
import dev.plimsoll.cli.verbs.Ssh;
import dev.plimsoll.cli.verbs.Status;
import dev.plimsoll.cli.verbs.Sweep;
import dev.plimsoll.cli.verbs.TestRegion;
import dev.plimsoll.cli.verbs.Train;
import dev.plimsoll.cli.verbs.Up;
import dev.plimsoll.cli.verbs.Version;
import dev.plimsoll.cli.verbs.Why;
import java.util.List;
import java.util.Optional;

/// The index of verbs: names and sentences for help and completion, and the one place that makes them. Only the verb asked for is
/// made, because loading all of them would take time from every command.
public final class Verbs {
    /// @param group heading in the overview
    /// @param name  as typed
    /// @param does  what it does, in one line
    public record Entry(String group, String name, String does) {}

    private static final List<Entry> ENTRIES = List.of(
        new Entry("Start", "up", "bring this machine to a running Plimsoll and deploy what is named"),
        new Entry("Start", "down", "stop the control plane; --all removes everything it made"),
        new Entry("Start", "doctor", "check what Plimsoll needs on this machine"),
        new Entry("Start", "server", "run the control plane in the foreground"),
        new Entry("Declare", "preview", "show what an apply would change, and change nothing"),
        new Entry("Declare", "apply", "make what is declared in files so, and wait until it is"),
        new Entry("Declare", "deploy", "apply the compose file of this folder"),
        new Entry("Declare", "lint", "say what is wrong with files or could be better"),
        new Entry("Declare", "convert", "write what files declare as Plimsoll's own resources"),
        new Entry("Declare", "delete", "take declared things away"),
        new Entry("Declare", "explain", "say what a kind or field means"),
        new Entry("Look", "status", "show what is level and what is not, as a tree; -w keeps looking"),
        new Entry("Look", "why", "say why something is not level, and what to do"),
        new Entry("Look", "get", "list resources"),
        new Entry("Look", "describe", "show everything known about one resource"),
        new Entry("Look", "events", "show what the control plane did; -w keeps looking"),
        new Entry("Look", "logs", "show what instances write; -f follows"),
        new Entry("Act", "scale", "change how many instances of a component run"),
        new Entry("Act", "restart", "replace instances with fresh ones, by the update policy"),
        new Entry("Act", "certificate renew", "order a new certificate before its time"),
        new Entry("Act", "certificate revoke", "have a certificate revoked, and another one ordered"),
        new Entry("Act", "rollback", "go back to an earlier release"),
        new Entry("Act", "exec", "run a command in an instance; -it for a terminal"),
        new Entry("Machines", "machine add", "more machines of a pool"),
        new Entry("Machines", "machine remove", "remove exactly this machine; its pool has one fewer"),
        new Entry("Machines", "machine drain", "empty a machine, or let it take part again"),
        new Entry("Machines", "machine upgrade", "replace machines by what is declared now, a few at a time"),
        new Entry("Machines", "cluster setup", "write the declaration of a cluster, to keep or to apply at once"),
        new Entry("Machines", "cluster recover", "go on from one manager when most of them are lost"),
        new Entry("Machines", "region test", "ask a region's cloud what it is and what the credentials may do"),
        new Entry("Machines", "sweep", "find what was made and belongs to nobody, and remove it"),
        new Entry("Machines", "inventory", "print the machines as Ansible's inventory"),
        new Entry("Machines", "ssh", "log in to a machine, or run a command there"),
        new Entry("Machines", "facts export", "write down everything known of the machines, encrypted if wanted"),
        new Entry("Machines", "node-image", "make the image that local machines boot, ahead of need"),
        new Entry("Keep", "backup", "write the control plane's state to a file"),
        new Entry("Keep", "restore", "put a backup in place of the control plane's state"),
        new Entry("About", "version", "show the version of this program and of the control plane"),
        new Entry("About", "completion", "print a completion script for bash, zsh or fish"));

    private Verbs() {}

    public static List<Entry> all() {
        return ENTRIES;
    }

    public static List<String> names() {
        return ENTRIES.stream().map(Entry::name).toList();
    }

    /// The verb that these words begin with: some have two.
    public static String named(List<String> words) {
        var two = String.join(" ", words.subList(0, Math.min(2, words.size())));
        return names().contains(two) ? two : words.getFirst();
    }

    /// What a verb does; empty for a verb that only programs call.
    public static String does(String name) {
        return ENTRIES.stream().filter(e -> e.name().equals(name)).map(Entry::does).findFirst().orElse("");
    }

    /// Makes the verb of this name, when there is one.
    public static Optional<Verb> make(String name, Session session) {
        return Optional.ofNullable(switch (name) {
            case "up" -> new Up(session);
            case "down" -> new Down(session);
            case "doctor" -> new Doctor(session);
            case "server" -> new Server(session);
            case "preview" -> new Preview(session);
            case "apply" -> new Apply(session);
            case "deploy" -> new Deploy(session);
            case "lint" -> new Lint(session);
            case "convert" -> new Convert(session);
            case "delete" -> new Delete(session);
            case "explain" -> new Explain(session);
            case "status" -> new Status(session);
            case "why" -> new Why(session);
            case "get" -> new Get(session);
            case "describe" -> new Describe(session);
            case "events" -> new Events(session);
            case "logs" -> new Logs(session);
            case "scale" -> new Scale(session);
            case "restart" -> new Restart(session);
            case "certificate renew" -> new CertificateWish(session, "renew");
            case "certificate revoke" -> new CertificateWish(session, "revoke");
            case "rollback" -> new Rollback(session);
            case "exec" -> new Exec(session);
            case "machine add" -> new MachineAdd(session);
            case "machine remove" -> new MachineRemove(session);
            case "machine drain" -> new MachineDrain(session);
            case "machine upgrade" -> new MachineUpgrade(session);
            case "cluster recover" -> new ClusterRecover(session);
            case "cluster setup" -> new ClusterSetup(session);
            case "region test" -> new TestRegion(session);
            case "sweep" -> new Sweep(session);
            case "inventory" -> new Inventory(session);
            case "ssh" -> new Ssh(session);
            case "facts export" -> new ExportFacts(session);
            case "node-image" -> new NodeImage(session);
            case "backup" -> new Backup(session);
            case "restore" -> new Restore(session);
            case "version" -> new Version(session);
            case "completion" -> new Completion(session);
            case "__complete" -> new Candidates(session);
            case "__train" -> new Train(session);
            default -> null;
        });
    }
}
