package dev.plimsoll.controllers.component;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.FileMount;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.planning.Definition;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.planning.ServiceDefinition;
import dev.plimsoll.planning.TopologyPlanner;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Vault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the engine is asked for when an instance is to run: the definition with names, ports of its slot, and the contents of its files. The one
/// place where secrets are opened.
public final class InstanceParts {
    private static final int READABLE_BY_ALL = 0444;

    private final Function<Key, Optional<Resource>> read;
    private final Vault vault;
    private final Supplier<String> host;

    /// @param host name of the engine's host
    public InstanceParts(Function<Key, Optional<Resource>> read, Vault vault, Supplier<String> host) {
        this.read = read;
        this.vault = vault;
        this.host = host;
    }

    public Part.Instance of(Definition definition, int slot) {
        var spec = definition.spec().placeholders() && slot > 0 ? new FilledPlaces(slot, Naming.instance(definition, slot), host).in(definition.spec()) : definition.spec();
        var contents = new Contents(read, definition.contentsOf());
        return new Part.Instance(Naming.instance(definition, slot), definition.stamp(slot), definition.imageId(), spec, spec.environment(),
            secretEnvironment(definition, contents), spec.group().networkOf().isPresent() ? List.of() : spec.ports().stream().map(p -> port(p, slot)).toList(),
            spec.mounts().stream().map(m -> mount(m, definition, slot)).toList(), networks(definition),
            spec.files().stream().map(f -> file(definition.project(), f, contents)).toList(), companions(definition, slot),
            definition.names().made().stream().map(v -> new Part.Volume(Naming.inSlot(v.name(), slot), v.stamp(), v.spec())).toList());
    }

    /// A service: what each instance is made from has no slot, so placeholders are left for the engine to fill, a range of host ports begins with its first one, and a volume for each slot is named by the engine.
    public Part.Service of(ServiceDefinition service) {
        return new Part.Service(service.name(), service.stamp(), of(service.each(), 0));
    }

    private static Part.Companions companions(Definition definition, int slot) {
        if (definition.companions().isEmpty()) {
            return Part.Companions.NONE;
        }
        var group = definition.spec().group();
        var known = new LinkedHashMap<String, String>();
        definition.companions().keySet().stream().sorted().filter(member -> !member.equals(definition.component()))
            .forEach(member -> known.put(member, definition.companion(member, slot)));
        return new Part.Companions(group.networkOf().map(lender -> definition.companion(lender, slot)),
            group.volumesFrom().stream().map(v -> new Part.BorrowedVolumes(definition.companion(v.component(), slot), v.readOnly())).toList(),
            group.networkOf().isPresent() ? Map.of() : known);
    }

    private Map<String, SecretText> secretEnvironment(Definition definition, Contents contents) {
        var opened = new LinkedHashMap<String, SecretText>();
        definition.spec().secretEnvironment().forEach((name, e) ->
            opened.put(name, value(contents, new Key(Kind.SECRET, definition.project(), e.secret()), e.entry())));
        return opened;
    }

    private Part.FileContent file(String project, FileMount file, Contents contents) {
        return new Part.FileContent(file.target(), value(contents, file.key(project), file.entry()), file.uid().orElse(0), file.gid().orElse(0),
            file.mode().orElse(READABLE_BY_ALL), file.source() == Kind.SECRET);
    }

    private SecretText value(Contents contents, Key key, String entry) {
        var value = contents.of(key).map(c -> c.entries().get(entry)).orElseThrow(() ->
            new EngineFailure.Absent("ReferenceNotFound", key.shortForm() + " or its entry '" + entry + "' is gone", null));
        return key.kind() == Kind.SECRET ? vault.open(value) : new SecretText(value);
    }

    private static Part.PublishedPort port(Port port, int slot) {
        var host = port.published().map(first -> first == 0 || port.upTo().isEmpty() || port.fixedOnHost() || slot == 0 ? first : first + slot - 1);
        if (host.isPresent() && port.upTo().filter(last -> host.get() > last).isPresent()) {
            throw new EngineFailure.Rejected("PortRangeTooSmall", "the host ports " + port.published().get() + "-" + port.upTo().get()
                + " have none for instance " + slot, null);
        }
        return new Part.PublishedPort(port.target(), port.protocol(), host, port.address());
    }

    private static Mount mount(Mount mount, Definition definition, int slot) {
        return mount instanceof Mount.Volume v && v.volume().isPresent()
            ? new Mount.Volume(v.volume().map(name -> Naming.inSlot(definition.names().volumes().getOrDefault(name, name), slot)), v.target(), v.readOnly(), v.noCopy(), v.subpath()) : mount;
    }

    /// Every instance answers to its component's name on each of its networks.
    private static List<ComponentSpec.Attachment> networks(Definition definition) {
        return TopologyPlanner.attachments(definition.spec()).stream().map(a -> {
            var aliases = new ArrayList<>(List.of(definition.component()));
            a.aliases().stream().filter(alias -> !aliases.contains(alias)).forEach(aliases::add);
            return a.as(definition.names().networks().getOrDefault(a.network(), a.network()), aliases);
        }).toList();
    }
}
