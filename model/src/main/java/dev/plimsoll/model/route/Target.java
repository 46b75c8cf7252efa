package dev.plimsoll.model.route;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.Values;
import java.util.Optional;
import java.util.stream.Stream;

/// Where requests go: the instances of a component, the machines of a pool, or an address outside.
///
/// @param component name in its assembly; of a component of no assembly, and on a route that belongs to none, the resource's name
/// @param assembly  the component's assembly; none on an assembly's own route is that assembly
/// @param port      port inside the instance, of the machines, or of the address; 0 is the lowest port the component declares
/// @param address   host name or IP address outside; instead of a component
/// @param weight    share of the requests against the other targets; 0 gets none
/// @param scheme    what is spoken to it
/// @param pool      name of a pool whose machines answer, those that are ready and stay; instead of a component
public record Target(
    @Doc("Component whose instances answer.") Optional<String> component,
    @Doc("The component's assembly, when it is another one.") Optional<String> assembly,
    @Doc("Port it listens on; 0 is the lowest it declares.") int port,
    @Doc("Host name or address outside, instead of a component.") Optional<String> address,
    @Doc(value = "Share of the requests against other targets; 1.", otherwise = "1") int weight,
    @Doc(value = "What is spoken to it: http (default), https or h2c.", otherwise = "http") Scheme scheme,
    @Doc("Pool whose machines answer, instead of a component: a balancer before routers.") Optional<String> pool) {
    private static final int HEAVIEST = 65_535;

    public Target {
        component = Values.optional(component);
        assembly = Values.optional(assembly);
        address = Values.optional(address);
        scheme = Values.or(scheme, Scheme.HTTP);
        pool = Values.optional(pool);
        long kinds = Stream.of(component, address, pool).filter(Optional::isPresent).count();
        if (kinds != 1) {
            throw new InvalidValue("a target is a component, a pool or an address, " + (kinds == 0 ? "and this is none" : "and only one of them"));
        }
        pool.ifPresent(name -> Names.requireLabel("pool", name));
        component.ifPresent(name -> Names.requireLabel("component", name));
        assembly.ifPresent(name -> Names.requireLabel("assembly", name));
        address.ifPresent(Texts::address);
        if (port < 0 || port > 65_535 || component.isEmpty() && port == 0) {
            throw new InvalidValue("port " + port + " is not between 1 and 65535");
        }
        if (weight < 0 || weight > HEAVIEST) {
            throw new InvalidValue("weight " + weight + " is not between 0 and " + HEAVIEST);
        }
    }

    public Target(Optional<String> component, Optional<String> assembly, int port, Optional<String> address, int weight, Scheme scheme) {
        this(component, assembly, port, address, weight, scheme, Optional.empty());
    }

    /// What is spoken to a target: HTTP, HTTP inside TLS, or HTTP/2 without TLS. Connections that are not HTTP are handed on as they are, or inside TLS.
    public enum Scheme { HTTP, HTTPS, H2C }

    /// A component of the same assembly.
    public static Target of(String component, int port) {
        return new Target(Optional.of(component), null, port, null, 1, null);
    }

    public Target withAssembly(String name) {
        return new Target(component, Optional.of(name), port, address, weight, scheme, pool);
    }

    /// For people: `shop/web:80`.
    public String text() {
        return assembly.map(a -> a + "/").orElse("") + component.or(() -> pool.map(name -> "pool " + name)).or(() -> address).orElseThrow() + (port == 0 ? "" : ":" + port);
    }
}
