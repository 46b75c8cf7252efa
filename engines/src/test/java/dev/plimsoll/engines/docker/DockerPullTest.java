package dev.plimsoll.engines.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Images;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/// Fetching images from a registry of the test's own.
@Tag("docker")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Isolated("names the image that other tests use")
class DockerPullTest {
    private static final Optional<Images.Login> LOGIN = Optional.of(new Images.Login(SmallRegistry.USER, new SecretText(SmallRegistry.PASSWORD)));

    private final DockerEngine engine = new DockerEngine(DockerAddress.of(DockerSubject.SOCKET), Clock.systemUTC());
    private SmallRegistry registry;

    @BeforeEach
    void open() throws IOException {
        registry = new SmallRegistry();
    }

    @AfterEach
    void close() {
        engine.images().remove(registry.repository() + ":1");
        engine.images().remove(registry.repository() + "@" + registry.manifestDigest());
        engine.close();
        registry.close();
    }

    @Test
    void aPulledImageHasTheRegistrysDigestAndProgressIsTold() {
        var sentences = new ArrayList<String>();

        var image = engine.images().pull(registry.repository() + ":1", LOGIN, sentences::add);

        assertThat(image.tags()).contains(registry.repository() + ":1");
        assertThat(image.digest()).contains(registry.repository() + "@" + registry.manifestDigest());
        assertThat(engine.images().find(registry.repository() + "@" + registry.manifestDigest())).contains(image);
        assertThat(sentences).isNotEmpty().allMatch(sentence -> sentence.startsWith(registry.repository() + ":1: ")).doesNotHaveDuplicates();
    }

    @Test
    void anImageIsPulledByDigest() {
        var image = engine.images().pull(registry.repository() + "@" + registry.manifestDigest(), LOGIN, line -> { });

        assertThat(image.digest()).contains(registry.repository() + "@" + registry.manifestDigest());
    }

    @Test
    void aTagTheRegistryDoesNotHaveIsAbsent() {
        var failure = catchThrowableOfType(EngineFailure.class, () -> engine.images().pull(registry.repository() + ":none", LOGIN, line -> { }));

        assertThat(failure).isInstanceOf(EngineFailure.Absent.class).hasMessageContaining(registry.repository() + ":none");
        assertThat(failure.code()).isEqualTo("ImageNotFound");
    }

    @Test
    void withoutLoginTheRegistrysWordsAreTold() {
        var failure = catchThrowableOfType(EngineFailure.class, () -> engine.images().pull(registry.repository() + ":1", Optional.empty(), line -> { }));

        assertThat(failure).isInstanceOf(EngineFailure.Absent.class);
        assertThat(failure.getMessage()).contains(registry.repository() + ":1").doesNotContain(SmallRegistry.PASSWORD);
    }

    @Test
    void aRegistryThatDoesNotAnswerIsUnreachableAndNamed() {
        var image = registry.repository() + ":1";
        registry.close();

        var failure = catchThrowableOfType(EngineFailure.class, () -> engine.images().pull(image, LOGIN, line -> { }));

        assertThat(failure).isInstanceOf(EngineFailure.Unreachable.class).hasMessageContaining(image)
            .hasMessageContaining("registry " + image.substring(0, image.indexOf('/')));
        assertThat(failure.code()).isEqualTo("RegistryUnreachable");
    }
}
