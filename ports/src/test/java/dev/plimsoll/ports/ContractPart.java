package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;

/// The words the parts of the engine suite are written in.
public interface ContractPart {
    /// The control plane of this test.
    String plane();

    EngineSubject subject();

    /// Waits for a fact.
    <T> T eventually(String fact, Supplier<Optional<T>> look);

    /// Waits until the instance's listing is as wanted.
    SeenInstance eventually(Part.Instance part, String fact, Predicate<SeenInstance> so);

    default Engine engine() {
        return subject().engine();
    }

    default Hands hands() {
        return subject().hands();
    }

    /// An instance that runs until it is stopped.
    default Sample sample(String component) {
        return Sample.instance(plane(), component, subject().image()).process(subject().forever());
    }

    /// Makes it and answers what the listing then says.
    default SeenInstance created(Part.Instance part) {
        engine().create(part);
        return listed(part);
    }

    default Optional<SeenInstance> seen(Part.Instance part) {
        return engine().inventory(plane()).instances().stream().filter(i -> i.stamp().equals(part.stamp())).findFirst();
    }

    default SeenInstance listed(Part.Instance part) {
        return seen(part).orElseThrow(() -> new AssertionError(part.name() + " is not listed: " + engine().inventory(plane())));
    }

    default void remove(SeenInstance instance, Duration grace) {
        engine().remove(new PartRef(PartRef.Type.INSTANCE, instance.id()), grace);
    }

    default void waitUntilGone(Part.Instance part) {
        eventually(part.name() + " is gone", () -> seen(part).isEmpty() ? Optional.of(true) : Optional.empty());
    }

    /// The failure a call must end with.
    default <F extends EngineFailure> F failure(Class<F> type, String code, Runnable call) {
        var thrown = Assertions.catchThrowableOfType(type, call::run);
        assertThat(thrown).as("the call must fail with %s %s", type.getSimpleName(), code).isNotNull();
        assertThat(thrown.code()).as(thrown.getMessage()).isEqualTo(code);
        return thrown;
    }

    /// What a program run in the instance printed, without white space around; it must end with 0.
    default String output(SeenInstance instance, String... command) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = engine().console().exec(instance.id(), new Console.ExecRequest(List.of(command), false, Optional.empty(), Optional.empty()),
            new Console.ExecStreams(new ByteArrayInputStream(new byte[0]), out, err, sizes -> { }));
        assertThat(code).as("%s: %s", List.of(command), err.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8).strip();
    }
}
