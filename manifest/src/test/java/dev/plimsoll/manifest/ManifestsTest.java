package dev.plimsoll.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.PlanSpec;
import dev.plimsoll.model.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ManifestsTest {
    static final String ASSEMBLY = """
        apiVersion: plimsoll/v1
        kind: Assembly
        metadata:
          name: hello
          labels: {tier: front, version: 1.10}
        spec:
          topology:
            components:
              web:
                image: nginx:1.27
                replicas: 2
                process: {command: [nginx, -g, "daemon off;"], stopGrace: 1m30s}
                environment: {PORT: 8080, DEBUG: yes, EMPTY: ""}
                ports:
                - {target: 80, published: 8080, upTo: 8090}
                mounts:
                - {type: volume, volume: data, target: /data, readOnly: true}
                - {type: tmpfs, target: /run, size: 64m, mode: 0755}
                files:
                - {source: config, name: hello-conf, entry: nginx.conf, target: /etc/nginx.conf, mode: 0440}
                health: {test: [CMD, true], interval: 500ms}
                limits: {memory: 1.5g, cpus: 0.5}
                update: {order: start-first, onFailure: pause}
                dependsOn: [{component: db, until: healthy}]
              db: {image: "db:1"}
            networks: {default:}
            volumes: {data:}
        """;

    private static Bundle bundle(String text) {
        return bundle(Map.of("a.yaml", text));
    }

    private static Bundle bundle(Map<String, String> files) {
        return new Bundle(files, Map.of("IMAGE", "nginx:2", "N", "3", "EMPTY", ""), Set.of("UNSET"), Set.of(), Map.of());
    }

    private static List<String> findings(String text) {
        return Manifests.read(bundle(text), "default").findings().stream().map(Finding::toString).toList();
    }

    @Test
    void readsWhatPeopleWrite() {
        var read = Manifests.read(bundle(ASSEMBLY), "shop");
        assertThat(read.findings()).isEmpty();
        var assembly = read.resources().getFirst();
        assertThat(assembly.key().toString()).isEqualTo("assembly/shop/hello");
        assertThat(assembly.metadata().labels()).containsEntry("version", "1.10");
        var web = assembly.spec(AssemblySpec.class).topology().components().get("web");
        assertThat(web.environment()).containsExactly(Map.entry("PORT", "8080"), Map.entry("DEBUG", "yes"), Map.entry("EMPTY", ""));
        assertThat(web.process().stopGrace()).isEqualTo(Duration.ofSeconds(90));
        assertThat(web.limits().memory()).contains(1_610_612_736L);
        assertThat(web.files().getFirst().mode()).contains(0440);
        assertThat(web.health().orElseThrow().interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(web.dependsOn().getFirst().required()).isTrue();
        assertThat(web.update().batch()).isEqualTo(1);
        assertThat(assembly.spec(AssemblySpec.class).topology().components().get("db").replicas()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "RELEASE", mode = EnumSource.Mode.EXCLUDE)
    void readsWhatItPrints(Kind kind) {
        for (long seed = 0; seed < 200; seed++) {
            var random = new RandomModel(seed);
            var metadata = dev.plimsoll.model.Metadata.named(kind.inProject() ? "p" : "", "n").withLabels(Map.of("a", "1"));
            var resource = new Resource(kind, metadata, random.of(kind.specType()), random.of(kind.statusType()));
            var text = ResourceYaml.text(List.of(resource));
            var variables = new Bundle(Map.of("a.yaml", text), Map.of("NOT_ME", "${NOT_ME}"), Set.of(), Set.of(), Map.of());
            var read = Manifests.read(variables, "default");
            assertThat(read.findings()).as("seed " + seed + "\n" + text).isEmpty();
            assertThat(read.resources()).as("seed " + seed + "\n" + text).singleElement().satisfies(r -> {
                assertThat(r.spec()).isEqualTo(resource.spec());
                assertThat(r.metadata()).isEqualTo(metadata);
            });
        }
    }

    @Test
    void saysEverythingThatIsWrongAtItsPlace() {
        assertThat(findings("""
            apiVersion: plimsoll/v1
            kind: Assembly
            metadata: {name: Hello_World, lables: {a: b}}
            spec:
              topology:
                components:
                  web:
                    imge: nginx
                    replicas: -1
                    ports: [{target: 0}, {target: 80, protocol: tpc}]
                    mounts: [{type: volum, target: /a}, {type: bind, source: a, target: /b}]
                    environment: [A=1]
                    update: {order: startfirst}
                    limits: {memory: lots}
            """)).containsExactly(
            "a.yaml:3:31: error: metadata.lables: unknown key (did you mean 'labels'?)",
            "a.yaml:8:9: error: spec.topology.components.web.imge: unknown key (did you mean 'image'?)",
            "a.yaml:10:17: error: spec.topology.components.web.ports[0]: port 0 is not between 1 and 65535",
            "a.yaml:10:53: error: spec.topology.components.web.ports[1].protocol: protocol 'tpc' is none of tcp, udp, sctp",
            "a.yaml:11:25: error: spec.topology.components.web.mounts[0].type: 'volum' is not known; it is one of bind, tmpfs, volume (did you mean 'volume'?)",
            "a.yaml:11:66: error: spec.topology.components.web.mounts[1].source: path 'a' is not absolute",
            "a.yaml:12:22: error: spec.topology.components.web.environment: this should be a map, not a list",
            "a.yaml:13:25: error: spec.topology.components.web.update.order: 'startfirst' is none of start_first, stop_first (did you mean 'start_first'?)",
            "a.yaml:14:26: error: spec.topology.components.web.limits.memory: 'lots' is not a size such as 67108864, 64m or 1.5g");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a: 1 | WrongVersion
        [] | WrongType
        just text | WrongType
        {apiVersion: plimsoll/v2, kind: Config, metadata: {name: a}} | WrongVersion
        {apiVersion: plimsoll/v1, kind: Conffig, metadata: {name: a}} | UnknownKind
        {apiVersion: plimsoll/v1, kind: Release, metadata: {name: a}} | MadeByPlimsoll
        {apiVersion: plimsoll/v1, kind: Config, metadata: {}} | InvalidName
        {apiVersion: plimsoll/v1, kind: Config, metadata: {name: A_b}} | InvalidName
        {apiVersion: plimsoll/v1, kind: Project, metadata: {name: a, project: b}} | InvalidName
        {apiVersion: plimsoll/v1, kind: Config, metadata: {name: a}, spec: {data: {a: [1]}}} | WrongType
        {apiVersion: plimsoll/v1, kind: Config, metadata: {name: a}, spec: {data: {a: !x b}}} | WrongType
        {apiVersion: plimsoll/v1, kind: Config, metadata: {name: a}, specs: {}} | UnknownKey
        {apiVersion: plimsoll/v1, kind: Config, metadata: {name: a}, spec: {data: {a: 1, a: 2}}} | DuplicateKey
        {apiVersion: plimsoll/v1, kind: Config, metadata: {name: a}, spec: {data: {a: "${UNSET}"}}} | UnsetVariable
        {apiVersion: plimsoll/v1, kind: Config, metadata: {name: a}, spec: {data: {a: "${UNSET:?say why}"}}} | RequiredVariable
        {apiVersion: plimsoll/v1, kind: Config, metadata: {name: a}, spec: {data: {a: "${un set}"}}} | InvalidVariable
        {apiVersion: plimsoll/v1, kind: Config, metadata: {name: a}, spec: {data: {a: *nowhere}}} | UnknownAlias
        {apiVersion: plimsoll/v1, kind: Config, metadata: {name: a}, spec: {data: {a: &x {b: *x}}}} | UnknownAlias
        {apiVersion: plimsoll/v1, kind: Environment, metadata: {name: a}, spec: {variables: {"A=B": c}}} | InvalidValue
        {apiVersion: plimsoll/v1, kind: Environment, metadata: {name: a}, spec: {variables: {"A\\nB": c}}} | InvalidValue
        {apiVersion: plimsoll/v1 | Syntax
        "\\U00110000" | Syntax
        %YAML 3.0 | Syntax
        """)
    void refuses(String text, String code) {
        var read = Manifests.read(bundle(text), "default");
        assertThat(read.findings()).extracting(Finding::code).contains(code);
        assertThat(read.findings()).allMatch(f -> f.file().equals("a.yaml") && (f.line() > 0 || f.code().equals("Syntax")));
        assertThat(read.hasErrors()).isTrue();
    }

    @Test
    void putsVariablesIn() {
        var read = Manifests.read(bundle("""
            apiVersion: plimsoll/v1
            kind: Component
            metadata: {name: a}
            spec:
              image: ${IMAGE}
              replicas: ${N}
              environment: {A: "${UNSET:-d}", B: "$$x $host ${EMPTY:-e}${EMPTY-f}", C: "${ASK}"}
            """), "default");
        var spec = read.resources().getFirst().spec(ComponentSpec.class);
        assertThat(spec.image()).isEqualTo("nginx:2");
        assertThat(spec.replicas()).isEqualTo(3);
        assertThat(spec.environment()).isEqualTo(Map.of("A", "d", "B", "$x $host e", "C", ""));
        assertThat(read.needs().variables()).containsExactly("ASK");
        assertThat(read.findings()).isEmpty();
    }

    @Test
    void keepsThePlansOwnParametersForWhenItIsInstantiated() {
        var read = Manifests.read(bundle("""
            apiVersion: plimsoll/v1
            kind: Plan
            metadata: {name: a}
            spec:
              description: for ${IMAGE}
              parameters: {TAG: {description: which, default: latest}}
              topology: {components: {web: {image: "nginx:${TAG}"}}}
            """), "default");
        var plan = read.resources().getFirst().spec(PlanSpec.class);
        assertThat(plan.description()).isEqualTo("for nginx:2");
        assertThat(plan.parameters().get("TAG").byDefault()).contains("latest");
        assertThat(plan.topology().components().get("web").image()).isEqualTo("nginx:${TAG}");
    }

    @Test
    void readsFilesByNameAndDocumentsInOrder() {
        var one = "apiVersion: plimsoll/v1\nkind: Config\nmetadata: {name: %s}\n";
        var read = Manifests.read(bundle(Map.of("b.yml", one.formatted("c"), "a.yaml", one.formatted("a") + "---\n# empty\n---\n" + one.formatted("b"),
            "c.json", "{\"apiVersion\":\"plimsoll/v1\",\"kind\":\"Config\",\"metadata\":{\"name\":\"d\"}}", "notes.txt", "{{{")), "default");
        assertThat(read.findings()).isEmpty();
        assertThat(read.resources()).extracting(r -> r.metadata().name()).containsExactly("a", "b", "c", "d");
        assertThat(Manifests.read(bundle(Map.of("a.yaml", one.formatted("a"), "b.yaml", one.formatted("a"))), "default").findings())
            .extracting(Finding::toString).containsExactly("b.yaml:1:1: error: metadata.name: config/a is declared twice (the first one is in a.yaml, line 1)");
    }

    @Test
    void mergesAnchoredMaps() {
        var read = Manifests.read(bundle("""
            apiVersion: plimsoll/v1
            kind: Config
            metadata: {name: a}
            spec:
              data:
                <<: [{a: 1, b: 2}, {b: 3, c: 4}]
                c: own
            """), "default");
        assertThat(read.resources().getFirst().spec(ConfigSpec.class).data()).isEqualTo(Map.of("a", "1", "b", "2", "c", "own"));
    }

    @Test
    void asksForFilesThatWereNamed() {
        var asking = Manifests.read(new Bundle(Map.of(), Map.of(), Set.of(), Set.of(), Map.of()), "default", List.of("a.yaml"));
        assertThat(asking.needs().files()).containsExactly("a.yaml");
        var missing = Manifests.read(new Bundle(Map.of(), Map.of(), Set.of(), Set.of("a.yaml"), Map.of()), "default", List.of("a.yaml"));
        assertThat(missing.findings()).extracting(Finding::toString).containsExactly("a.yaml: error: there is no such file");
    }

    @Test
    void hostileTextNeitherThrowsNorHangs() {
        var hostile = new ArrayList<>(List.of("[".repeat(1_000_000), "{a: ".repeat(100_000), "- ".repeat(100_000), "a: &a [x,x,x,x,x,x,x,x,x,x]\n", "\t", "\u0000", "\ud800",
            "? [a]\n: b", "&a [*a]", "a: ".repeat(1000), "'", "\"\\", "|", "!!binary x", "%TAG ! tag:x,2000:\n---\n!a b", "a: $" + "{".repeat(1_000_000), "\ufeffa: b",
            "apiVersion: plimsoll/v1\nkind: Config\nmetadata: {name: " + "n".repeat(10_000) + "}\n"));
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d]\n".replace("%d", "%1$d").formatted(i).replaceAll("\\*a" + i, "*a" + (i - 1)));
        }
        hostile.add(bomb.toString());
        var chain = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 20_000; i++) {
            chain.append("a").append(i).append(": &a").append(i).append(" [*a").append(i - 1).append("]\n");
        }
        hostile.add(chain.toString());
        for (var text : hostile) {
            var read = Manifests.read(bundle(text), "default");
            assertThat(read.hasErrors()).as(Optional.of(text).map(t -> t.substring(0, Math.min(40, t.length()))).get()).isTrue();
            assertThat(read.findings()).allMatch(f -> f.toString().length() < 1_000);
        }
    }

    @Test
    void refusesWhatIsTooLargeUnread() {
        var large = "}" + "x".repeat(50 * 1024 * 1024);
        assertThat(findings(large)).as("nothing is said of what it holds").singleElement().asString()
            .contains("the text has 52428801 characters; a declaration may have 8388608");
        assertThat(findings("---\na: b\n".repeat(25_000))).anyMatch(f -> f.contains("more than 20000 documents"));
    }

    @Test
    void mutatedTextNeverThrows() {
        var random = new java.util.Random(20260301);
        for (int round = 0; round < 2_000; round++) {
            var text = new StringBuilder(ASSEMBLY);
            for (int i = random.nextInt(6); i >= 0; i--) {
                int at = random.nextInt(text.length());
                var junk = List.of("[", "}", ": ", "\n", "${", "$", "&a ", "*a", "- ", "\"", "'", "!!int ", "<<: ", "\t", "0", "|", "#", "\u0007", "? ").get(random.nextInt(19));
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(at, junk);
                    case 1 -> text.deleteCharAt(at);
                    default -> text.replace(at, Math.min(text.length(), at + random.nextInt(9)), junk);
                }
            }
            Manifests.read(bundle(text.toString()), "default");
        }
    }
}
