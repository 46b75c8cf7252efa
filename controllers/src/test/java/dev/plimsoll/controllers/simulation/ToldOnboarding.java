package dev.plimsoll.controllers.simulation;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.Onboarding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Machines report what a test says they report; nothing, unless told.
final class ToldOnboarding implements Onboarding {
    final Map<Key, Progress> told = new HashMap<>();
    final Map<Key, Keeping> keeping = new HashMap<>();
    final Set<Key> forgotten = new HashSet<>();

    @Override
    public SecretText userData(Resource machine, String operation) {
        return new SecretText("#cloud-config\n# " + operation);
    }

    @Override
    public Optional<Progress> progress(Key machine, String operation) {
        return Optional.ofNullable(told.get(machine));
    }

    @Override
    public Keeping keeping(Resource machine) {
        return keeping.getOrDefault(machine.key(), new Keeping.Unheard());
    }

    @Override
    public void forget(Key machine) {
        forgotten.add(machine);
    }
}
