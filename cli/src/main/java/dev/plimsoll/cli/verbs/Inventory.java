package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.json.JsonText;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.machines.AnsibleInventory;
import dev.plimsoll.cli.machines.KnownMachines;
import java.io.IOException;
import java.util.Optional;

/// The machines as Ansible's dynamic inventory.
public final class Inventory implements Verb {
    private final Session session;
    private Optional<String> host = Optional.empty();

    public Inventory(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.flag("--list", "all machines, in groups by pool, role, region and cluster (what is done anyway)", () -> host = Optional.empty())
            .option("--host", "NAME", "only the variables of this machine", text -> host = Optional.of(text))
            .examples("plimsoll inventory --list", "plimsoll inventory --host web-1",
                "printf '#!/bin/sh\\nexec plimsoll inventory \"$@\"\\n' >hosts; chmod +x hosts; ansible -i hosts all -m ping");
    }

    @Override
    public int run() throws IOException {
        var machines = new KnownMachines(session);
        session.out().println(JsonText.pretty(Json.of(host.isPresent() ? AnsibleInventory.variables(machines.named(host.get())) : AnsibleInventory.all(machines.all()))));
        return ExitCode.DONE;
    }
}
