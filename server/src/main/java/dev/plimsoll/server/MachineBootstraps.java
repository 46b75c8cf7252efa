package dev.plimsoll.server;

import dev.plimsoll.bootstrap.BootFile;
import dev.plimsoll.bootstrap.Bootstrap;
import dev.plimsoll.bootstrap.Disk;
import dev.plimsoll.bootstrap.EngineOptions;
import dev.plimsoll.bootstrap.Enrolment;
import dev.plimsoll.bootstrap.Format;
import dev.plimsoll.bootstrap.HostFirewall;
import dev.plimsoll.bootstrap.NodeExporter;
import dev.plimsoll.bootstrap.RegistryLogin;
import dev.plimsoll.bootstrap.Unit;
import dev.plimsoll.bootstrap.User;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.model.machine.MachineSetup;
import dev.plimsoll.ports.Vault;
import dev.plimsoll.store.Mirror;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// From a machine as declared to its bootstrap: references are followed, secrets go where secrets may.
record MachineBootstraps(Mirror mirror, Vault vault) {
    /// EC2's.
    private static final int LEAST_ROOM = 16 << 10;

    /// What its image understands; a host that is up already has no first boot to be told at.
    Format format(Resource machine) {
        return cloud(machine).filter(CloudType.STATIC::equals).isPresent() ? Format.SHELL : switch (setup(machine).format().orElse(MachineSetup.Format.CLOUD_INIT)) {
            case IGNITION -> Format.IGNITION;
            case CLOUD_INIT -> Format.CLOUD_INIT;
        };
    }

    /// Bytes of user data that its cloud takes. OpenStack's 65,535 count after base64.
    int room(Resource machine) {
        return cloud(machine).map(cloud -> switch (cloud) {
            case OPENSTACK -> 48 << 10;
            case SIMULATED, LOCAL, STATIC -> 64 << 10;
        }).orElse(LEAST_ROOM);
    }

    private Optional<CloudType> cloud(Resource machine) {
        return mirror.get(new Key(Kind.REGION, machine.metadata().project(), machine.spec(MachineSpec.class).region())).map(region -> region.spec(RegionSpec.class).cloud());
    }

    /// @throws InvalidValue when something it refers to is not there, or can never be right; the sentence says what
    Bootstrap of(Resource machine, Enrolment enrolment) {
        var setup = setup(machine);
        var project = machine.metadata().project();
        var files = setup.files().stream().filter(file -> file.secret().isEmpty()).map(file -> new BootFile(file.path(), file.mode(), text(project, file))).toList();
        return new Bootstrap(machine.metadata().name(),
            setup.users().stream().map(user -> new User(user.name(), user.groups(), user.sshKeys())).toList(), files,
            setup.units().stream().map(unit -> new Unit(unit.name(), unit.enabled().orElse(true), unit.content())).toList(), List.of(),
            setup.mounts().stream().map(mount -> new Disk(mount.device(), Disk.System.valueOf(mount.type().toUpperCase(Locale.ROOT)), mount.path(), "defaults")).toList(),
            List.of(), List.of(),
            setup.hostFirewall() ? Optional.of(new HostFirewall(new HostRules(mirror, enrolment.controlPlane()).of(machine))) : Optional.empty(),
            setup.nodeExporter() ? Optional.of(NodeExporter.USUAL) : Optional.empty(), new EngineOptions(setup.engine()).overUsual(), follows(machine), enrolment);
    }

    /// Whether it has anything that may change while it is the same machine: a firewall of its own, or routes to serve.
    static boolean follows(Resource machine) {
        return setup(machine).hostFirewall() || machine.spec(MachineSpec.class).roleOrStandalone() == MachineRole.ROUTER;
    }

    /// Files with secrets, and what user data has no room for, for when the machine has enrolled.
    List<BootFile> handover(Resource machine) {
        var setup = setup(machine);
        var project = machine.metadata().project();
        var files = new ArrayList<BootFile>();
        setup.files().stream().filter(file -> file.secret().isPresent()).forEach(file -> files.add(new BootFile(file.path(), file.mode(), secret(project, file))));
        if (follows(machine)) {
            files.add(Bootstrap.following());
        }
        files.addAll(RegistryLogin.files(setup.registries().stream().map(name -> login(project, name)).toList()));
        return files;
    }

    private static MachineSetup setup(Resource machine) {
        return machine.spec(MachineSpec.class).template().setup();
    }

    private String text(String project, MachineSetup.File file) {
        return file.content().or(() -> file.config().map(name -> entry(file, found(new Key(Kind.CONFIG, project, name)).spec(ConfigSpec.class).data().get(entryName(file)))))
            .orElse("");
    }

    private String secret(String project, MachineSetup.File file) {
        var sealed = found(new Key(Kind.SECRET, project, file.secret().orElseThrow())).spec(SecretSpec.class).data().get(entryName(file));
        return vault.open(entry(file, sealed)).reveal();
    }

    private RegistryLogin login(String project, String name) {
        var data = found(new Key(Kind.SECRET, project, name)).spec(SecretSpec.class).data();
        for (var needed : List.of("registry", "user", "password")) {
            if (!data.containsKey(needed)) {
                throw new InvalidValue("secret " + name + " is no log-in of a registry: it lacks the entry " + needed);
            }
        }
        return new RegistryLogin(vault.open(data.get("registry")).reveal(), vault.open(data.get("user")).reveal(), vault.open(data.get("password")));
    }

    private Resource found(Key key) {
        return mirror.get(key).orElseThrow(() -> new InvalidValue(key.shortForm() + " does not exist, and the setup of the machine needs it"));
    }

    private static String entryName(MachineSetup.File file) {
        return file.entry().orElse(file.path().substring(file.path().lastIndexOf('/') + 1));
    }

    private static String entry(MachineSetup.File file, String value) {
        if (value == null) {
            throw new InvalidValue("file " + file.path() + " of the machine's setup comes from the entry " + entryName(file) + " of "
                + file.config().map(name -> "config " + name).orElseGet(() -> "secret " + file.secret().orElse("")) + ", which has no such entry");
        }
        return value;
    }
}
