package dev.plimsoll.engines.docker.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.ApiVersion;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.model.BlockIo;
import dev.plimsoll.model.ComponentSpec.Attachment;
import dev.plimsoll.model.DeviceRequest;
import dev.plimsoll.model.HealthCheck;
import dev.plimsoll.model.Isolation;
import dev.plimsoll.model.Limits;
import dev.plimsoll.model.Logging;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.ProcessSpec;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.VolumeSpec;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.Part.PublishedPort;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Each option of an instance as the engine's words, one test each.
class ContainerDocumentTest {
    private static final ApiVersion OLD = new ApiVersion(1, 41);
    private static final ApiVersion NEW = new ApiVersion(1, 47);

    private static Sample sample() {
        return Sample.instance("p1", "web", "sha256:abc");
    }

    private static JsonNode document(Sample sample) {
        return document(sample, OLD);
    }

    private static JsonNode document(Sample sample, ApiVersion api) {
        return document(sample.build(), api);
    }

    private static JsonNode document(Part.Instance part, ApiVersion api) {
        return ContainerDocument.of(part, Deliveries.of(part), api);
    }

    private static String at(Sample sample, String pointer) {
        return document(sample).at(pointer).toString();
    }

    private static Sample process(ProcessSpec process) {
        return sample().process(process);
    }

    @Test
    void aPlainInstanceLeavesTheEnginesDefaultsAlone() {
        assertThat(document(sample()).toString()).isEqualTo("""
            {"Image":"sha256:abc","Env":[],"Labels":{"dev.plimsoll.plane":"p1","dev.plimsoll.project":"shop","dev.plimsoll.assembly":"hello",\
            "dev.plimsoll.component":"web","dev.plimsoll.slot":"1","dev.plimsoll.hash":"h1","dev.plimsoll.uid":"u1"},"Tty":false,"OpenStdin":false,\
            "StopTimeout":10,"HostConfig":{"RestartPolicy":{"Name":"unless-stopped"}},"NetworkingConfig":{"EndpointsConfig":{}}}""");
    }

    @Test
    void commandAndEntrypoint() {
        var process = new ProcessSpec(Optional.of(List.of("/run", "it")), Optional.of(List.of("-v")), null, null, null, null, null, null, false, false);

        assertThat(at(process(process), "/Entrypoint")).isEqualTo("[\"/run\",\"it\"]");
        assertThat(at(process(process), "/Cmd")).isEqualTo("[\"-v\"]");
    }

    @Test
    void anEmptyEntrypointClearsTheImages() {
        var process = new ProcessSpec(Optional.of(List.of()), null, null, null, null, null, null, null, false, false);

        assertThat(at(process(process), "/Entrypoint")).isEqualTo("[\"\"]");
    }

    @Test
    void userGroupsAndFolder() {
        var process = new ProcessSpec(null, null, Optional.of("/srv"), Optional.of("1:2"), List.of("audio", "44"), null, null, null, false, false);

        assertThat(at(process(process), "/WorkingDir")).isEqualTo("\"/srv\"");
        assertThat(at(process(process), "/User")).isEqualTo("\"1:2\"");
        assertThat(at(process(process), "/HostConfig/GroupAdd")).isEqualTo("[\"audio\",\"44\"]");
    }

    @Test
    void stopSignalAndGrace() {
        var process = new ProcessSpec(null, null, null, null, null, Optional.of("SIGQUIT"), Duration.ofMillis(1_500), null, false, false);

        assertThat(at(process(process), "/StopSignal")).isEqualTo("\"SIGQUIT\"");
        assertThat(at(process(process), "/StopTimeout")).isEqualTo("2");
    }

    @Test
    void initTerminalAndInput() {
        var process = new ProcessSpec(null, null, null, null, null, null, null, Optional.of(true), true, true);

        assertThat(at(process(process), "/HostConfig/Init")).isEqualTo("true");
        assertThat(at(process(process), "/Tty")).isEqualTo("true");
        assertThat(at(process(process), "/OpenStdin")).isEqualTo("true");
    }

    @Test
    void environmentAndSecretsInOrder() {
        assertThat(at(sample().environment("B", "2=2").secretEnvironment("A", "s").environment("C", ""), "/Env")).isEqualTo("[\"A=s\",\"B=2=2\",\"C=\"]");
    }

    @Test
    void ourLabelsWinOverTheUsers() {
        var labels = document(sample().label("team", "sea").label("dev.plimsoll.plane", "forged")).at("/Labels");

        assertThat(labels.get("team").asText()).isEqualTo("sea");
        assertThat(labels.get("dev.plimsoll.plane").asText()).isEqualTo("p1");
    }

    @Test
    void portsArePublishedChosenOrOnlyExposed() {
        var document = document(sample().port(new PublishedPort(80, "tcp", Optional.of(8080), Optional.of("127.0.0.1")))
            .port(new PublishedPort(80, "tcp", Optional.of(8081), Optional.empty())).port(new PublishedPort(53, "udp", Optional.of(0), Optional.empty()))
            .port(new PublishedPort(9, "sctp", Optional.empty(), Optional.empty())));

        assertThat(document.at("/ExposedPorts").toString()).isEqualTo("{\"80/tcp\":{},\"53/udp\":{},\"9/sctp\":{}}");
        assertThat(document.at("/HostConfig/PortBindings").properties()).extracting(Map.Entry::getKey).containsExactly("80/tcp", "53/udp");
        assertThat(document.at("/HostConfig/PortBindings/80~1tcp/0/HostIp").asText()).isEqualTo("127.0.0.1");
        assertThat(document.at("/HostConfig/PortBindings/80~1tcp/0/HostPort").asText()).isEqualTo("8080");
        assertThat(document.at("/HostConfig/PortBindings/80~1tcp/1/HostIp").asText()).isEmpty();
        assertThat(document.at("/HostConfig/PortBindings/53~1udp/0/HostPort").asText()).isEmpty();
    }

    @Test
    void namedReadOnlyVolumeWithoutCopy() {
        assertThat(at(sample().mount(new Mount.Volume(Optional.of("p1-data"), "/data", true, true)), "/HostConfig/Mounts")).isEqualTo(
            "[{\"Type\":\"volume\",\"Source\":\"p1-data\",\"Target\":\"/data\",\"ReadOnly\":true,\"VolumeOptions\":{\"NoCopy\":true}}]");
    }

    @Test
    void aVolumeOfTheAssemblyIsNamedWithAllItIsMadeFrom() {
        var stamp = new Stamp("p1", "default", "shop", "", 0, "h", "u");
        var volume = new Part.Volume("p1-data", stamp, new VolumeSpec(null, false, Optional.of("nfs"), Map.of("share", "x"), Map.of("mine", "1"), false));
        var mount = new Mount.Volume(Optional.of("p1-data"), "/data", false, false);

        var options = document(sample().mount(mount).build().withVolumes(List.of(volume)), OLD).at("/HostConfig/Mounts/0/VolumeOptions");

        assertThat(options.path("DriverConfig").toString()).isEqualTo("{\"Name\":\"nfs\",\"Options\":{\"share\":\"x\"}}");
        assertThat(Stamp.of(Json.texts(options.path("Labels")))).contains(stamp);
        assertThat(options.at("/Labels/mine").asText()).isEqualTo("1");
        var plain = new Part.Volume("p1-data", stamp, VolumeSpec.PLAIN);
        assertThat(document(sample().mount(mount).build().withVolumes(List.of(plain)), OLD).at("/HostConfig/Mounts/0/VolumeOptions").has("DriverConfig")).isFalse();
    }

    @Test
    void anonymousVolume() {
        assertThat(at(sample().mount(new Mount.Volume(Optional.empty(), "/data", false, false)), "/HostConfig/Mounts"))
            .isEqualTo("[{\"Type\":\"volume\",\"Target\":\"/data\"}]");
    }

    @Test
    void aBindWhoseSourceMustExist() {
        assertThat(at(sample().mount(new Mount.Bind("/srv/x", "/x", true, false, Optional.of("rslave"))), "/HostConfig/Mounts"))
            .isEqualTo("[{\"Type\":\"bind\",\"Source\":\"/srv/x\",\"Target\":\"/x\",\"ReadOnly\":true,\"BindOptions\":{\"Propagation\":\"rslave\"}}]");
    }

    @Test
    void aBindWhoseSourceIsMade() {
        assertThat(at(sample().mount(new Mount.Bind("/srv/x", "/x", true, true, Optional.of("rslave"))), "/HostConfig/Binds"))
            .isEqualTo("[\"/srv/x:/x:ro,rslave\"]");
    }

    @Test
    void aColonInAPathCannotBeReadAsABindsSeparator() {
        var document = document(sample().mount(new Mount.Bind("/srv/x:/etc", "/x", false, true, Optional.empty())));

        assertThat(document.at("/HostConfig/Binds").isMissingNode()).isTrue();
        assertThat(document.at("/HostConfig/Mounts/0/Source").asText()).isEqualTo("/srv/x:/etc");
    }

    @Test
    void tmpfsWithSizeAndMode() {
        assertThat(at(sample().mount(new Mount.Tmpfs("/run", Optional.of(1024L), Optional.of(0700))), "/HostConfig/Mounts"))
            .isEqualTo("[{\"Type\":\"tmpfs\",\"Target\":\"/run\",\"TmpfsOptions\":{\"SizeBytes\":1024,\"Mode\":448}}]");
        assertThat(at(sample().mount(new Mount.Tmpfs("/run", null, null)), "/HostConfig/Mounts")).isEqualTo("[{\"Type\":\"tmpfs\",\"Target\":\"/run\"}]");
    }

    @Test
    void restartRules() {
        assertThat(at(sample().restart(Restart.Mode.ALWAYS, 0), "/HostConfig/RestartPolicy/Name")).isEqualTo("\"unless-stopped\"");
        assertThat(at(sample().restart(Restart.Mode.NEVER, 0), "/HostConfig/RestartPolicy/Name")).isEqualTo("\"no\"");
        assertThat(at(sample().restart(Restart.Mode.ON_FAILURE, 4), "/HostConfig/RestartPolicy/Name")).isEqualTo("\"on-failure\"");
        assertThat(at(sample().restart(Restart.Mode.ON_FAILURE, 4), "/HostConfig/RestartPolicy/MaximumRetryCount")).isEqualTo("4");
    }

    @Test
    void healthCheckInNanoseconds() {
        var sample = sample().health(new HealthCheck(List.of("CMD", "true"), Duration.ofSeconds(2), Duration.ofMillis(500), 4, Duration.ofSeconds(9),
            Duration.ofSeconds(1)));

        assertThat(at(sample, "/Healthcheck")).isEqualTo(
            "{\"Test\":[\"CMD\",\"true\"],\"Interval\":2000000000,\"Timeout\":500000000,\"Retries\":4,\"StartPeriod\":9000000000}");
        assertThat(document(sample, NEW).at("/Healthcheck/StartInterval").asLong()).isEqualTo(1_000_000_000L);
    }

    @Test
    void healthCheckOff() {
        assertThat(at(sample().health(new HealthCheck(List.of("NONE"), null, null, 0, null, null)), "/Healthcheck")).isEqualTo("{\"Test\":[\"NONE\"]}");
    }

    @Test
    void limits() {
        var limits = new Limits(Optional.of(0.5), Optional.of(64L << 20), Optional.of(100L), Optional.of(0.1), Optional.of(32L << 20), Optional.of(-1L),
            Optional.of(512), Optional.of("0-1"), Optional.of(1L << 20));
        var host = document(sample().limits(limits)).at("/HostConfig");

        assertThat(host.toString()).contains("\"NanoCpus\":500000000,\"Memory\":67108864,\"MemoryReservation\":33554432,\"MemorySwap\":-1,\"PidsLimit\":100,"
            + "\"CpuShares\":512,\"CpusetCpus\":\"0-1\",\"ShmSize\":1048576");
    }

    @Test
    void logging() {
        assertThat(at(sample().logging(new Logging("json-file", Map.of("max-size", "1m"))), "/HostConfig/LogConfig/Config/max-size")).isEqualTo("\"1m\"");
        assertThat(at(sample().logging(new Logging("json-file", Map.of())), "/HostConfig/LogConfig/Type")).isEqualTo("\"json-file\"");
    }

    @Test
    void isolation() {
        var isolation = new Isolation(true, true, List.of("NET_ADMIN"), List.of("ALL"), Map.of("nofile", new Isolation.Ulimit(10, 20)),
            Map.of("net.core.somaxconn", "9"), List.of("db:10.0.0.1"), List.of("9.9.9.9"), List.of("example.org"), List.of("ndots:1"), Optional.of("host1"),
            Optional.of("example.org"), List.of("/dev/a", "/dev/a:/dev/b", "/dev/a:/dev/b:r"), List.of("no-new-privileges"), Map.of(), Optional.of("/slow"),
            Optional.of(-5), true, Optional.of("runsc"));
        var document = document(sample().isolation(isolation));

        assertThat(document.at("/Hostname").asText() + "." + document.at("/Domainname").asText()).isEqualTo("host1.example.org");
        var host = document.at("/HostConfig");
        assertThat(host.toString()).contains("\"ReadonlyRootfs\":true,\"Privileged\":true,\"CapAdd\":[\"NET_ADMIN\"],\"CapDrop\":[\"ALL\"]")
            .contains("\"Sysctls\":{\"net.core.somaxconn\":\"9\"},\"ExtraHosts\":[\"db:10.0.0.1\"],\"Dns\":[\"9.9.9.9\"],\"DnsSearch\":[\"example.org\"],"
                + "\"DnsOptions\":[\"ndots:1\"]")
            .contains("\"SecurityOpt\":[\"no-new-privileges\"]").contains("\"CgroupParent\":\"/slow\",\"OomScoreAdj\":-5,\"OomKillDisable\":true,\"Runtime\":\"runsc\"");
        assertThat(host.at("/Ulimits/0/Name").asText() + host.at("/Ulimits/0/Soft") + "/" + host.at("/Ulimits/0/Hard")).isEqualTo("nofile10/20");
        assertThat(host.at("/Devices").findValuesAsText("PathOnHost")).containsExactly("/dev/a", "/dev/a", "/dev/a");
        assertThat(host.at("/Devices").findValuesAsText("PathInContainer")).containsExactly("/dev/a", "/dev/b", "/dev/b");
        assertThat(host.at("/Devices").findValuesAsText("CgroupPermissions")).containsExactly("rwm", "rwm", "r");
    }

    @Test
    void unmaskedSystemPathsAreTwoEmptyLists() {
        var isolation = new Isolation(false, false, null, null, null, null, null, null, null, null, null, null, null,
            List.of("systempaths=unconfined", "seccomp=unconfined"), null, null, null, false, null);
        var host = document(sample().isolation(isolation)).at("/HostConfig");

        assertThat(host.at("/SecurityOpt").toString()).isEqualTo("[\"seccomp=unconfined\"]");
        assertThat(host.at("/MaskedPaths").toString() + host.at("/ReadonlyPaths")).isEqualTo("[][]");
    }

    @Test
    void namespaces() {
        var isolation = new Isolation(false, false, null, null, null, null, null, null, null, null, null, null, null, null,
            Map.of("pid", "host", "ipc", "private", "uts", "host", "userns", "host", "cgroup", "host", "network", "none"), null, null, false, null);
        var host = document(sample().isolation(isolation)).at("/HostConfig");

        for (var mode : Map.of("PidMode", "host", "IpcMode", "private", "UTSMode", "host", "UsernsMode", "host", "CgroupnsMode", "host", "NetworkMode", "none")
            .entrySet()) {
            assertThat(host.get(mode.getKey()).asText()).as(mode.getKey()).isEqualTo(mode.getValue());
        }
    }

    @Test
    void oneNetworkAtCreationTheOthersLaterBefore144() {
        var sample = sample().network(new Attachment("front", List.of("www"), Optional.of("10.0.0.5"), Optional.of("fd00::5"))).network("back");

        assertThat(at(sample, "/HostConfig/NetworkMode")).isEqualTo("\"front\"");
        assertThat(at(sample, "/NetworkingConfig/EndpointsConfig")).isEqualTo("{\"front\":{\"Aliases\":[\"web\",\"www\"],"
            + "\"IPAMConfig\":{\"IPv4Address\":\"10.0.0.5\",\"IPv6Address\":\"fd00::5\"}}}");
        assertThat(NetworkingDocument.later(sample.build(), OLD)).extracting(Attachment::network).containsExactly("back");
        assertThat(document(sample, NEW).at("/NetworkingConfig/EndpointsConfig/back/Aliases").toString()).isEqualTo("[\"web\"]");
        assertThat(NetworkingDocument.later(sample.build(), NEW)).isEmpty();
    }

    @Test
    void theEnginesOwnNetworksTakeNoNames() {
        assertThat(at(sample().network("bridge"), "/NetworkingConfig/EndpointsConfig")).isEqualTo("{\"bridge\":{}}");
    }

    @Test
    void limitsFewAskFor() {
        var disk = List.of(new BlockIo.Rate("/dev/sda", 7));
        var limits = new Limits(null, null, null, null, null, null, null, null, null, Optional.of(60), Optional.of(1_000_000L), Optional.of(950_000L),
            new BlockIo(Optional.of(300), disk, disk, disk, disk, disk));

        assertThat(document(sample().limits(limits)).at("/HostConfig").toString()).contains("\"MemorySwappiness\":60,\"CpuRealtimePeriod\":1000000,"
            + "\"CpuRealtimeRuntime\":950000,\"BlkioWeight\":300").contains("\"BlkioDeviceReadBps\":").contains("\"BlkioDeviceWriteIOps\":");
        assertThat(document(sample().limits(limits)).at("/HostConfig/BlkioWeightDevice/0/Weight").asInt()).isEqualTo(7);
        assertThat(document(sample().limits(limits)).at("/HostConfig/BlkioDeviceReadIOps/0/Rate").asInt()).isEqualTo(7);
    }

    @Test
    void devicesByWhatTheyCanDo() {
        var all = new DeviceRequest(Optional.of("nvidia"), DeviceRequest.ALL, null, List.of("gpu", "compute"), Map.of("a", "b"));
        var one = new DeviceRequest(null, 0, List.of("GPU-1"), List.of("gpu"), null);
        var isolation = new Isolation(false, false, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, false, null,
            List.of("c 13:* rwm"), List.of(all, one), Map.of("size", "1G"), null);
        var host = document(sample().isolation(isolation)).at("/HostConfig");

        assertThat(host.at("/DeviceRequests").toString()).isEqualTo("[{\"Driver\":\"nvidia\",\"Count\":-1,\"Capabilities\":[[\"gpu\",\"compute\"]],"
            + "\"Options\":{\"a\":\"b\"}},{\"DeviceIDs\":[\"GPU-1\"],\"Capabilities\":[[\"gpu\"]]}]");
        assertThat(host.at("/DeviceCgroupRules").toString() + host.at("/StorageOpt")).isEqualTo("[\"c 13:* rwm\"]{\"size\":\"1G\"}");
    }

    @Test
    void whatAnOlderEngineDoesNotKnowIsRefused() {
        var annotated = new Isolation(false, false, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, false, null,
            null, null, null, Map.of("a", "b"));
        var folder = new Mount.Volume(Optional.of("data"), "/data", false, false, Optional.of("logs"));
        var mac = new Attachment("back", null, null, null, null, null, Optional.of("02:42:ac:11:65:43"));

        for (var sample : List.of(sample().isolation(annotated), sample().mount(folder), sample().network("front").network(mac))) {
            assertThatThrownBy(() -> document(sample, OLD)).isInstanceOf(EngineFailure.Rejected.class).hasMessageContaining("needs Docker Engine 2");
        }
        assertThat(document(sample().isolation(annotated), NEW).at("/HostConfig/Annotations").toString()).isEqualTo("{\"a\":\"b\"}");
        assertThat(document(sample().mount(folder), NEW).at("/HostConfig/Mounts/0/VolumeOptions").toString()).isEqualTo("{\"Subpath\":\"logs\"}");
        assertThat(document(sample().network("front").network(mac), NEW).at("/NetworkingConfig/EndpointsConfig/back/MacAddress").asText()).isEqualTo("02:42:ac:11:65:43");
    }

    @Test
    void attachmentsWithOptions() {
        var sample = sample().network(new Attachment("front", null, null, null, Map.of("com.example", "1"), List.of("169.254.8.8"), Optional.of("02:42:ac:11:65:43")));

        assertThat(at(sample, "/NetworkingConfig/EndpointsConfig/front")).isEqualTo("{\"Aliases\":[\"web\"],\"IPAMConfig\":{\"LinkLocalIPs\":[\"169.254.8.8\"]},"
            + "\"DriverOpts\":{\"com.example\":\"1\"}}");
        assertThat(at(sample, "/MacAddress")).isEqualTo("\"02:42:ac:11:65:43\"");
    }

    @Test
    void bindsWithAnotherLabelAndWithoutWhatLiesBelow() {
        var bind = new Mount.Bind("/a", "/b", true, false, Optional.empty(), Optional.of("Z"), false);
        var shallow = new Mount.Bind("/a", "/b", false, true, Optional.empty(), Optional.empty(), true);

        assertThat(at(sample().mount(bind), "/HostConfig/Binds")).isEqualTo("[\"/a:/b:ro,Z\"]");
        assertThat(at(sample().mount(shallow), "/HostConfig/Mounts/0/BindOptions")).isEqualTo("{\"NonRecursive\":true}");
    }
}
