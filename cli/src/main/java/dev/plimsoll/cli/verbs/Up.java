package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.declare.Declared;
import dev.plimsoll.cli.declare.Negotiation;
import dev.plimsoll.cli.host.Check;
import dev.plimsoll.cli.host.EngineSetup;
import dev.plimsoll.cli.host.HostChecks;
import dev.plimsoll.cli.host.IngressSetup;
import dev.plimsoll.cli.host.MachineDoor;
import dev.plimsoll.cli.host.PlaneProcess;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.Ages;
import dev.plimsoll.cli.screen.Question;
import java.io.IOException;
import java.util.Optional;

/// From a fresh machine to a running app: an engine, a control plane, and what is declared. What is there already stays as it is.
public final class Up implements Verb {
    private final Session session;
    private final DeclareOptions declare = new DeclareOptions();
    private final PlaneOptions plane = new PlaneOptions();
    private final WaitOptions wait = new WaitOptions();
    private boolean yes;

    public Up(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.with(declare)
            .with(plane)
            .with(wait)
            .flag("-y, --yes", "do not ask: install what is missing, apply what is declared", () -> yes = true)
            .examples("plimsoll up -y examples/hello", "plimsoll up --simulated examples/hello");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        // What was named is looked at first: nobody wants to wait for an engine to hear of a typing error.
        var declared = named() ? Optional.of(declare.read(session)) : Optional.<Declared>empty();
        if (!session.remote()) {
            machine();
            if (!plane.simulated && declared.filter(Declared::mentionsRoutes).isPresent()) {
                ingress();
            }
            controlPlane(declared);
        }
        if (declared.isEmpty()) {
            session.say("nothing was named to deploy; try: plimsoll up examples/hello");
            return ExitCode.DONE;
        }
        return deploy(declared.get());
    }

    private boolean named() {
        return !declare.files.isEmpty() || !declare.places.isEmpty();
    }

    private void machine() throws IOException, InterruptedException {
        var checks = new HostChecks(session.shell(), session.state());
        if (!plane.simulated && plane.engine.isEmpty() && checks.engine().state() == Check.State.MISSING) {
            engine(checks.engine());
        }
        for (var check : checks.all(plane.simulated || plane.engine.isPresent())) {
            if (!check.name().equals("Control plane")) {
                check.lines(session.talkPaint()).forEach(session::say);
            }
            if (check.state() == Check.State.MISSING) {
                throw Trouble.failed(check.name() + ": " + check.sentence(), check.hint());
            }
        }
    }

    private void engine(Check missing) throws IOException, InterruptedException {
        var setup = new EngineSetup(session, session.state());
        if (!setup.possible() || !new Question(session, yes).agreed(setup.question())) {
            throw Trouble.failed("Docker Engine " + missing.sentence(), missing.hint());
        }
        setup.provide();
    }

    /// Without it everything but the routes works, so nobody is turned away.
    private void ingress() throws IOException, InterruptedException {
        var setup = new IngressSetup(session, session.state());
        if (!IngressSetup.installed(session.shell()) && setup.possible() && new Question(session, yes).agreed(setup.question())) {
            setup.provide();
        }
    }

    private void controlPlane(Optional<Declared> declared) throws IOException, InterruptedException {
        var process = new PlaneProcess(session);
        var running = process.answering();
        var door = doorFor(declared);
        boolean outdated = running.isPresent() && (process.olderThanTheProgram() || door.isPresent());
        if (outdated) {
            process.stop();
        }
        if (door.isPresent()) {
            door.get().keep(session.state());
        }
        var began = System.nanoTime();
        var place = running.isPresent() && !outdated ? running.get() : process.start(plane.forServer(session));
        var took = running.isPresent() && !outdated ? "was running already"
            : (outdated ? "restarted " + (door.isPresent() ? "with a door for machines" : "with the newer program") + " in " : "started in ") + Ages.millis((System.nanoTime() - began) / 1_000_000);
        new Check("Control plane", Check.State.GOOD, place + ", " + took + ", state in " + session.state(), "")
            .lines(session.talkPaint()).forEach(session::say);
    }

    /// A door that is needed and not there yet.
    private Optional<MachineDoor> doorFor(Optional<Declared> declared) throws IOException {
        return plane.simulated || plane.doorTold() || MachineDoor.kept(session.state()).isPresent() ? Optional.empty() : declared.flatMap(d -> MachineDoor.neededBy(d.files().values()));
    }

    private int deploy(Declared declared) throws IOException, InterruptedException {
        var api = new Api(session.place());
        return new Applying(session, api, wait, yes || !declare.prune).previewed(new Negotiation(session, api, declared, declare.choices(session)));
    }
}
