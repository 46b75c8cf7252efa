package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Build;
import dev.plimsoll.model.Isolation;
import dev.plimsoll.model.outside.Stamp;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/// Images: found, listed, fetched, built, removed.
public interface ImagesContract extends ContractPart {
    @Test
    default void anImageIsFoundByTagAndById() {
        var byTag = engine().images().find(subject().imageTag()).orElseThrow();

        assertThat(byTag.id()).isEqualTo(subject().image());
        assertThat(byTag.tags()).contains(subject().imageTag());
        assertThat(byTag.size()).isPositive();
        assertThat(engine().images().find(subject().image())).contains(byTag);
    }

    @Test
    default void anImageNobodyHasIsNotFound() {
        assertThat(engine().images().find("plimsoll-test/nobody:1")).isEmpty();
        assertThat(engine().images().find("sha256:" + "0".repeat(64))).isEmpty();
    }

    @Test
    default void namesThatAreNoImageNamesAreRefused() {
        for (var name : new String[] {"", "a b", "../containers", "x?force=1", "x#y", "UPPER/CASE:1", "-x", "x\ny", "x".repeat(5_000)}) {
            failure(EngineFailure.Rejected.class, "InvalidImageName", () -> engine().images().find(name));
            failure(EngineFailure.Rejected.class, "InvalidImageName", () -> engine().images().pull(name, Optional.empty(), line -> { }));
        }
    }

    @Test
    default void pullingWhatCannotBeHadNamesTheImage() {
        var thrown = Assertions.catchThrowableOfType(EngineFailure.class,
            () -> engine().images().pull("registry.invalid/plimsoll-test/nobody:1", Optional.empty(), line -> { }));

        assertThat(thrown).isInstanceOfAny(EngineFailure.Absent.class, EngineFailure.Unreachable.class);
        assertThat(thrown).hasMessageContaining("registry.invalid/plimsoll-test/nobody:1");
    }

    @Test
    default void theImageOfAnInstanceIsListed() {
        created(sample("web").build());

        assertThat(engine().images().list(plane())).extracting(Images.Image::id).containsExactly(subject().image());
        assertThat(engine().images().list(plane() + "-other")).isEmpty();
    }

    @Test
    default void anImageInUseIsNotRemoved() {
        var part = sample("web").build();
        created(part);

        engine().images().remove(subject().image());

        assertThat(engine().images().find(subject().image())).isPresent();
        assertThat(listed(part).well()).isTrue();
    }

    @Test
    default void removingAnImageNobodyHasIsSuccess() {
        engine().images().remove("plimsoll-test/nobody:1");

        assertThat(engine().images().find("plimsoll-test/nobody:1")).isEmpty();
    }

    @Test
    default void anImageIsBuiltListedUsedAndRemoved() {
        var tag = plane().toLowerCase(Locale.ROOT) + "/built:1";
        var request = new Images.BuildRequest(tag, Map.of(Stamp.PLANE, plane()), build(Map.of("WORD", "blue")), context());
        if (!subject().capabilities().builds()) {
            failure(EngineFailure.Rejected.class, "NotSupported", () -> engine().images().build(request, line -> { }));
            return;
        }
        var lines = new ArrayList<String>();
        var built = engine().images().build(request, lines::add);

        assertThat(built.tags()).containsExactly(tag);
        assertThat(engine().images().find(tag)).contains(built);
        assertThat(engine().images().list(plane())).containsExactly(built);
        assertThat(lines).isNotEmpty().noneMatch(line -> line.endsWith("\n"));

        var seen = created(Sample.instance(plane(), "web", built.id()).process(subject().forever()).build());
        if (subject().capabilities().programs()) {
            assertThat(String.join("\n", lines)).contains("building with blue");
            assertThat(output(seen, "cat", "/word")).isEqualTo("blue");
        }
        remove(seen, Duration.ZERO);
        eventually("its instance is gone", () -> Optional.of(true).filter(_ -> engine().inventory(plane()).instances().isEmpty()));

        engine().images().remove(tag);
        assertThat(engine().images().find(tag)).isEmpty();
    }

    @Test
    default void aDockerfileMayStandInTheDeclaration() {
        if (!subject().capabilities().builds() || !subject().capabilities().programs()) {
            return;
        }
        var tag = plane() + "/inline:1";
        var dockerfile = "FROM " + subject().imageTag() + "\nLABEL made-for=" + plane() + "\nCOPY greeting /greeting\nRUN ulimit -n > /limit\n";
        var build = new Build("0".repeat(64), null, null, null, Map.of("made-by", "test"), null, Optional.of("none"), null, null, false, true, Optional.of(dockerfile),
            Map.of("nofile", new Isolation.Ulimit(77, 77)));

        var built = engine().images().build(new Images.BuildRequest(tag, Map.of(Stamp.PLANE, plane()), build, context()), line -> { });

        var seen = created(Sample.instance(plane(), "web", built.id()).process(subject().forever()).build());
        assertThat(output(seen, "cat", "/greeting", "/limit")).isEqualTo("hello\n77");
        remove(seen, Duration.ZERO);
        eventually("its instance is gone", () -> Optional.of(true).filter(_ -> engine().inventory(plane()).instances().isEmpty()));
        engine().images().remove(tag);
    }

    @Test
    default void aFailedBuildTellsTheLastLines() {
        if (!subject().capabilities().builds() || !subject().capabilities().programs()) {
            return;
        }
        var tag = plane() + "/built:1";
        var request = new Images.BuildRequest(tag, Map.of(Stamp.PLANE, plane()), build(Map.of("WORD", "red; exit 3")), context());

        var failure = failure(EngineFailure.Rejected.class, "BuildFailed", () -> engine().images().build(request, line -> { }));

        assertThat(failure.getMessage()).contains("returned a non-zero code: 3").doesNotContain("\n");
        assertThat(failure.lastLines()).anyMatch(line -> line.contains("building with red"));
        assertThat(engine().images().find(tag)).isEmpty();
    }

    private Build build(Map<String, String> args) {
        return new Build("0".repeat(64), Optional.of("sub/Dockerfile.test"), args, null, Map.of("made-by", "test"), null, Optional.of("none"),
            null, null, false, true);
    }

    private InputStream context() {
        var dockerfile = "FROM " + subject().imageTag() + "\nLABEL made-for=" + plane() + "\nARG WORD\nCOPY greeting /greeting\n"
            + "RUN sh -c \"echo building with $WORD\" && echo \"$WORD\" > /word\n";
        return new ByteArrayInputStream(Tar.of(Map.of("sub/Dockerfile.test", dockerfile.getBytes(StandardCharsets.UTF_8),
            "greeting", "hello\n".getBytes(StandardCharsets.UTF_8))));
    }
}
