package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.json.JsonText;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.machines.AgeEnvelope;
import dev.plimsoll.cli.machines.AnsibleInventory;
import dev.plimsoll.cli.machines.KnownMachines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Everything known of the machines, as one document for the safe: what one needs to reach them when the control plane is gone. It holds no keys and no tokens, but where everything is;
/// so it can be closed for one reader.
public final class ExportFacts implements Verb {
    private final Session session;
    private Optional<AgeEnvelope> envelope = Optional.empty();

    public ExportFacts(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.option("--encrypt-to", "KEY", "closed for the holder of this key: a public key of age-keygen, age1…", text -> envelope = Optional.of(new AgeEnvelope(text, new SecureRandom())))
            .examples("plimsoll facts export", "plimsoll facts export --encrypt-to age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p >machines.age", "age -d -i key.txt machines.age");
    }

    @Override
    public int run() throws IOException {
        var plane = session.api().get(Route.of("v1", "facts"));
        var machines = new LinkedHashMap<String, Object>();
        for (var machine : new KnownMachines(session).all()) {
            var facts = AnsibleInventory.variables(machine);
            facts.put("plimsoll_identity", machine.identity());
            machines.put(machine.name(), facts);
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("plane", plane.text("plane"));
        document.put("version", plane.text("version"));
        document.put("project", session.project());
        document.put("at", session.shell().clock().instant().toString());
        document.put("machines", machines);
        var text = JsonText.pretty(Json.of(document)) + "\n";
        if (envelope.isPresent()) {
            session.out().write(envelope.get().closed(text.getBytes(StandardCharsets.UTF_8)));
        } else {
            session.out().print(text);
        }
        session.out().flush();
        return ExitCode.DONE;
    }
}
