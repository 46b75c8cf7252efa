package dev.plimsoll.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.AnnouncementSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.announcement.Keyspace;
import dev.plimsoll.ports.announcement.KeyspaceContract;
import dev.plimsoll.ports.announcement.KeyspaceSubject;
import dev.plimsoll.ports.announcement.Keyspaces;
import dev.plimsoll.ports.registration.RegisterFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract against Debian's etcd, and what only an etcd with several addresses can show.
@Tag("validators")
class EtcdKeyspaceTest extends KeyspaceContract {
    private static Etcd etcd;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        etcd = Etcd.started(folder);
    }

    @AfterAll
    static void stop() {
        etcd.close();
    }

    @Override
    protected KeyspaceSubject subject() {
        return new Real();
    }

    private static Keyspace open(AnnouncementSpec spec, Map<String, SecretText> secrets) {
        return EtcdKeyspace.open(new Keyspaces.Access(new Key(Kind.ANNOUNCEMENT, "default", "etcd"), spec, secrets));
    }

    @Test
    void anotherMemberIsAskedWhenOneDoesNotAnswer() {
        etcd.put("/services/web/1", "there");
        try (var keyspace = open(new AnnouncementSpec(List.of("http://127.0.0.1:1", etcd.address() + "/"), null, Optional.empty(), null), Map.of())) {
            assertThat(keyspace.list()).singleElement().matches(k -> k.value().equals("there"), "found");
        }
        try (var keyspace = open(AnnouncementSpec.at("http://127.0.0.1:1"), Map.of())) {
            assertThatThrownBy(keyspace::list).isInstanceOf(RegisterFailure.Unreachable.class).hasMessageContaining("http://127.0.0.1:1");
        }
    }

    @Test
    void aUserThatNobodyAskedForIsDeniedWithoutTheSecret() {
        try (var keyspace = open(AnnouncementSpec.at(etcd.address()), Map.of("user", new SecretText("plimsoll"), "password", new SecretText("not-to-be-told")))) {
            assertThatThrownBy(keyspace::list).isInstanceOf(RegisterFailure.class).hasMessageContaining("authentication is not enabled").hasMessageNotContaining("not-to-be-told");
        }
    }

    private static final class Real implements KeyspaceSubject {
        @Override
        public Keyspace open(String prefix) {
            return EtcdKeyspaceTest.open(AnnouncementSpec.at(etcd.address()).withPrefix(prefix), Map.of());
        }

        @Override
        public void put(String key, String value) {
            etcd.put(key, value);
        }

        @Override
        public void pass(Duration time) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }

        @Override
        public void close() {
            etcd.removeEverything();
        }
    }
}
