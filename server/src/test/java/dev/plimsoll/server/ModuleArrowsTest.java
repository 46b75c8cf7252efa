package dev.plimsoll.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which module may use which. An arrow added here is a decision about the whole: before adding one, ask whether the code belongs into another
/// module, or whether a port is missing.
final class ModuleArrowsTest {
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
        Map.entry("model", List.of()),
        Map.entry("manifest", List.of("model")),
        Map.entry("compose", List.of("manifest", "model")),
        Map.entry("store", List.of("model")),
        Map.entry("loop", List.of("store", "model")),
        Map.entry("planning", List.of("model")),
        Map.entry("bootstrap", List.of("model")),
        Map.entry("ports", List.of("model")),
        Map.entry("authority", List.of("ports", "store", "model")),
        Map.entry("controllers", List.of("loop", "planning", "ports", "store", "model")),
        Map.entry("engines", List.of("ports", "model")),
        Map.entry("ingress", List.of("ports", "model")),
        Map.entry("clouds", List.of("engines", "ports", "model")),
        Map.entry("certificates", List.of("authority", "ports", "model")),
        Map.entry("dns", List.of("ports", "model")),
        Map.entry("registration", List.of("ports", "model")),
        Map.entry("api", List.of("manifest", "compose", "store", "planning", "model")),
        Map.entry("cli", List.of("model")),
        Map.entry("server", List.of("api", "authority", "bootstrap", "certificates", "cli", "clouds", "compose", "controllers", "dns", "engines", "ingress", "loop", "manifest", "model", "planning", "ports", "registration", "store")),
        Map.entry("benchmarks", List.of("server")));

    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(?:(?!</dependency>).)*?<artifactId>plimsoll-([a-z]+)</artifactId>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern LAYER_WORDS = Pattern.compile("(Abstract|Default|Base)[A-Z].*|.*(Impl|Manager|Utils?|Helper)");

    /// Everything of ours in main code; test code may look behind doors.
    private static final JavaClasses OURS = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(location -> !location.contains("test-classes") && !location.contains("-tests.jar"))
        .importPackages("dev.plimsoll");

    static Stream<String> modules() {
        return ARROWS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void the_build_file_of_a_module_names_only_its_arrows(String module) throws IOException {
        var pom = Files.readString(SourceTree.root().resolve(module).resolve("pom.xml"));
        var named = DEPENDENCY.matcher(pom).results().filter(r -> !r.group(2).contains("<scope>test</scope>")).map(r -> r.group(1))
            .distinct().toList();
        assertThat(ARROWS.get(module)).as("arrows of %s", module).containsAll(named);
    }

    /// The benchmarks are not on the server's class path; their build file is looked at above.
    static Stream<String> importedModules() {
        return modules().filter(module -> !module.equals("benchmarks"));
    }

    @ParameterizedTest
    @MethodSource("importedModules")
    void the_classes_of_a_module_use_only_its_arrows(String module) {
        var allowed = Stream.concat(ARROWS.get(module).stream(), Stream.of(module)).map(ModuleArrowsTest::inside).toArray(String[]::new);
        classes().that().resideInAPackage(inside(module))
            .should().onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(allowed)
                .or(JavaClass.Predicates.resideOutsideOfPackage("dev.plimsoll..")))
            .allowEmptyShould(true).check(OURS);
    }

    @Test
    void every_module_has_arrows() throws IOException {
        assertThat(SourceTree.modules()).containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"engines", "clouds", "ingress"})
    void one_adapter_does_not_know_another(String module) {
        var folder = "dev.plimsoll." + module + ".";
        var adapters = OURS.stream().map(JavaClass::getPackageName).filter(name -> name.startsWith(folder)).map(name -> name.substring(folder.length()).split("\\.")[0])
            .distinct().toList();
        assertThat(adapters).isNotEmpty();
        adapters.forEach(one -> adapters.stream().filter(other -> !other.equals(one)).forEach(other -> noClasses().that().resideInAPackage(folder + one + "..")
            .should().dependOnClassesThat().resideInAPackage(folder + other + "..").check(OURS)));
    }

    /// A machine of the local cloud is a container, so it speaks to a Docker Engine; what engines make of the wire is none of its business.
    @Test
    void clouds_know_nothing_of_engines_but_the_wire() {
        var wire = "dev.plimsoll.engines.docker.wire..";
        noClasses().that().resideInAPackage(inside("clouds"))
            .should().dependOnClassesThat(JavaClass.Predicates.resideInAPackage(inside("engines")).and(JavaClass.Predicates.resideOutsideOfPackage(wire))).check(OURS);
    }

    /// Planners are asked the same question by a preview and by the loop; an answer that depends on the clock or the world would differ.
    @Test
    void planning_reads_no_clock_and_waits_for_nothing() {
        noClasses().that().resideInAPackage(inside("planning"))
            .should().dependOnClassesThat().resideInAnyPackage("java.io", "java.net..", "java.nio.channels..", "java.nio.file..", "java.util.concurrent.locks..")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.lang.Thread")
            .orShould().callMethod(java.time.Instant.class, "now")
            .orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().callMethod(System.class, "nanoTime")
            .check(OURS);
    }

    @Test
    void the_loop_knows_no_kind() {
        noClasses().that().resideInAPackage(inside("loop"))
            .should().dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.plimsoll.model").and(
                com.tngtech.archunit.base.DescribedPredicate.describe("are specs or statuses of one kind", type -> type.getSimpleName().matches("\\w+(Spec|Status)"))))
            .check(OURS);
    }

    @Test
    void the_model_needs_nothing_but_the_jdk() {
        classes().that().resideInAPackage(inside("model")).should().onlyDependOnClassesThat().resideInAnyPackage("java..", inside("model")).check(OURS);
    }

    @Test
    void names_say_what_a_thing_is_instead_of_its_layer() {
        var named = OURS.stream().map(JavaClass::getSimpleName).filter(name -> LAYER_WORDS.matcher(name).matches()).sorted().toList();
        assertThat(named).isEmpty();
    }

    private static String inside(String module) {
        return "dev.plimsoll." + module + "..";
    }
}
