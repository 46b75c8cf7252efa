package dev.plimsoll.controllers.registration;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.RegistrationSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.Vault;
import dev.plimsoll.ports.registration.Register;
import dev.plimsoll.ports.registration.RegisterFailure;
import dev.plimsoll.ports.registration.Registers;
import dev.plimsoll.store.Mirror;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// All registers, each opened once, and again when the registration or its secret changes.
public final class RegisterAccounts implements AutoCloseable {
    private final Registers registers;
    private final Mirror mirror;
    private final Vault vault;
    private final InstantSource clock;
    private final String plane;
    private final Map<Key, Opened> opened = new HashMap<>();

    /// @param plane whose marks are ours
    public RegisterAccounts(Registers registers, Mirror mirror, Vault vault, InstantSource clock, String plane) {
        this.registers = registers;
        this.mirror = mirror;
        this.vault = vault;
        this.clock = clock;
        this.plane = plane;
    }

    private record Opened(String of, Register register) {}

    /// How to reach a register.
    sealed interface Way {
        record Open(Register register) implements Way {}

        /// @param what the resource that is missing, when it is one
        record Closed(Optional<Key> what, String reason, String sentence) implements Way {}
    }

    /// The mark of what a registration made.
    String mark(Key registration) {
        return "plimsoll:" + plane + "/" + registration.project() + "/" + registration.name();
    }

    /// @param address where the register is; where it was, while entries are there still
    synchronized Way to(Resource registration, String address) {
        var key = registration.key();
        var spec = registration.spec(RegistrationSpec.class).at(address);
        var secretKey = spec.secret().map(name -> new Key(Kind.SECRET, key.project(), name));
        var secret = secretKey.flatMap(mirror::get);
        if (secretKey.isPresent() && secret.isEmpty()) {
            return new Way.Closed(secretKey, "ReferenceNotFound", "there is no " + secretKey.get().shortForm() + " for the calls of " + key.shortForm());
        }
        var of = registration.metadata().uid() + "/" + registration.metadata().generation() + "/" + secret.map(s -> s.metadata().uid() + s.metadata().generation()).orElse("") + "/" + address;
        var known = opened.get(key);
        if (known == null || !known.of().equals(of)) {
            forget(key);
            try {
                var register = registers.open(new Registers.Access(key, spec, mark(key), secret.map(this::entries).orElse(Map.of())));
                known = new Opened(of, new BudgetedRegister(register, spec.callsPerMinute(), clock));
            } catch (RegisterFailure.Rejected unusable) {
                return new Way.Closed(Optional.empty(), unusable.code(), unusable.getMessage());
            }
            opened.put(key, known);
        }
        return new Way.Open(known.register());
    }

    /// Nobody needs it any more.
    synchronized void forget(Key registration) {
        Optional.ofNullable(opened.remove(registration)).ifPresent(o -> o.register().close());
    }

    private Map<String, SecretText> entries(Resource secret) {
        var entries = new HashMap<String, SecretText>();
        secret.spec(SecretSpec.class).data().forEach((name, sealed) -> entries.put(name, vault.open(sealed)));
        return entries;
    }

    @Override
    public synchronized void close() {
        opened.values().forEach(o -> o.register().close());
        opened.clear();
    }
}
