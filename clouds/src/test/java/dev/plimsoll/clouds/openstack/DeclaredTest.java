package dev.plimsoll.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.clouds.openstack.small.Fault;
import dev.plimsoll.clouds.openstack.small.SmallOpenStack;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.Clouds.Access;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A region's declaration is refused with what is wrong, and never with a secret.
class DeclaredTest {
    private static final String PASSWORD = "s3cr3t-words";

    private static Access access(Optional<String> endpoint, Optional<String> region, Map<String, String> secret, Map<String, String> options) {
        var entries = new HashMap<String, SecretText>();
        secret.forEach((name, value) -> entries.put(name, new SecretText(value)));
        return new Access(new Key(Kind.REGION, "default", "here"), new RegionSpec(CloudType.OPENSTACK, endpoint, region, Optional.of("cloud"), options, null, null, 10), entries);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
        none                | user=a password=s3cr3t-words                    | project=p             | needs an endpoint
        ftp://cloud         | user=a password=s3cr3t-words                    | project=p             | and not ftp://cloud
        https://cloud:5000  | user=a                                          | project=p             | secret/cloud needs the entry password
        https://cloud:5000  | user=a password=s3cr3t-words                    |                       | needs the option project
        https://cloud:5000  | user=a password=s3cr3t-words token=s3cr3t-words | project=p             | no entry of its secret is called token; there are ca, password, user
        https://cloud:5000  | user=a password=s3cr3t-words                    | project=p regoin=x    | no option is called regoin; there are configDrive, interface, project
        https://cloud:5000  | user=a password=s3cr3t-words                    | project=p interface=x | one of public, internal, admin
        https://cloud:5000  | user=a password=s3cr3t-words                    | project=p configDrive=maybe | true or false
        https://cloud:5000  | user=a password=s3cr3t-words ca=s3cr3t-words    | project=p             | holds no certificates in PEM
        https://cloud:5000  | applicationCredentialId=a                       |                       | needs the entry applicationCredentialSecret
        https://cloud:5000  | applicationCredentialId=a applicationCredentialSecret=s3cr3t-words | project=p | leave the options project away
        """)
    void what_is_wrong_is_named(String endpoint, String secret, String options, String expected) {
        var access = access(Optional.of(endpoint).filter(e -> !e.equals("none")), Optional.empty(), pairs(secret), pairs(options));

        assertThatThrownBy(() -> new OpenStackClouds(Clock.systemUTC()).open(access)).isInstanceOfSatisfying(CloudFailure.Rejected.class, f -> {
            assertThat(f.code()).isEqualTo("InvalidRegion");
            assertThat(f.getMessage()).startsWith("region/here: ").contains(expected).doesNotContain(PASSWORD);
        });
    }

    @Test
    void a_cloud_that_has_nothing_for_the_region_says_what_it_has() {
        try (var small = new SmallOpenStack(Clock.systemUTC());
             var cloud = new OpenStackClouds(Clock.systemUTC()).open(access(Optional.of(small.identity()), Optional.of("Mars"), pairs("user=demo password=demo-pw"), pairs("project=demo")))) {
            assertThatThrownBy(cloud::facts).isInstanceOf(CloudFailure.Rejected.class).hasMessage("region/here: the cloud's catalogue has no public address of its compute service in region Mars; it has "
                + "internal in RegionOne, public in RegionOne, public in RegionTwo");
        }
    }

    @Test
    void wrong_credentials_are_denied_and_not_told() {
        try (var small = new SmallOpenStack(Clock.systemUTC());
             var cloud = new OpenStackClouds(Clock.systemUTC()).open(access(Optional.of(small.identity()), Optional.empty(), pairs("user=demo password=" + PASSWORD), pairs("project=demo")))) {
            assertThatThrownBy(cloud::facts).isInstanceOf(CloudFailure.Denied.class)
                .hasMessage("cannot log in as user demo in project demo: The request you have made requires authentication.");
        }
    }

    @Test
    void an_application_credential_does_as_well() {
        try (var small = new SmallOpenStack(Clock.systemUTC()); var cloud = new OpenStackClouds(Clock.systemUTC()).open(SmallRegion.access(small,
                Map.of("applicationCredentialId", new SecretText("app"), "applicationCredentialSecret", new SecretText("app-secret")), Map.of("interface", "public")))) {
            assertThat(cloud.list("plane", CloudKind.MACHINE)).isEmpty();
        }
    }

    /// As Keystone answers.
    @Test
    void an_application_credential_that_was_taken_back_is_denied() {
        try (var small = new SmallOpenStack(Clock.systemUTC()); var cloud = new OpenStackClouds(Clock.systemUTC()).open(SmallRegion.access(small,
                Map.of("applicationCredentialId", new SecretText("gone"), "applicationCredentialSecret", new SecretText("app-secret")), Map.of()))) {
            small.trouble(Fault.answer("POST /identity/v3/auth/tokens", 404, "{\"error\": {\"code\": 404, \"message\": \"Could not find Application Credential: gone.\", \"title\": \"Not Found\"}}"));
            assertThatThrownBy(cloud::facts).isInstanceOf(CloudFailure.Denied.class).hasMessage("cannot log in as application credential gone: Could not find Application Credential: gone.");
            small.trouble(Fault.answer("POST /identity/v3/auth/tokens", 404, "<html>nothing here</html>"));
            assertThatThrownBy(cloud::facts).isInstanceOf(CloudFailure.Rejected.class).hasMessageContaining("is not where Keystone's version 3 answers");
        }
    }

    private static Map<String, String> pairs(String text) {
        var pairs = new HashMap<String, String>();
        if (text != null && !text.isBlank()) {
            for (var pair : text.strip().split(" +")) {
                pairs.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
            }
        }
        return pairs;
    }
}
