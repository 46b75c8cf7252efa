package dev.plimsoll.model.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.route.Match.How;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchTest {
    @Test
    void andBindsCloserThanOr() {
        var match = Match.parse("Host(`a`) && Path(`/x`) || Host(\"b\") && !(Method(`get`) || ClientIP(`10.0.0.0/8`))");
        assertThat(match).isEqualTo(Match.one(List.of(
            Match.all(List.of(new Match.Host(How.EXACT, "a"), new Match.Path(How.EXACT, "/x"))),
            Match.all(List.of(new Match.Host(How.EXACT, "b"),
                new Match.Not(Match.one(List.of(new Match.Method("GET"), new Match.Client("10.0.0.0/8")))))))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Host(`*.example.org`); Host(`*.example.org`)",
        "Host(`SHOP.Example.org`); Host(`shop.example.org`)",
        "((Host(`a`))); Host(`a`)",
        "(Host(`a`) && Path(`/x`)) && Path(`/y`); Host(`a`) && Path(`/x`) && Path(`/y`)",
        "Header(`X-A`,\"it's a `tick`\"); Header(`X-A`, \"it's a `tick`\")",
        "!!Any(); !!Any()"})
    void printsWhatItReads(String written, String printed) {
        assertThat(Match.parse(written).text()).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Host", "Host(", "Host()", "Host(`a`", "Host(`a`) &&", "Host(`a`) Host(`b`)", "Host(`a`) & Host(`b`)", "Host(a)", "Hosts(`a`)", "Host(`a`, `b`)",
        "Host(`a:80`)", "Host(`https://a`)", "Host(`a b`)", "Host(`*a`)", "Path(`x`)", "PathRegexp(`(`)", "ClientIP(`10.0.0.0/33`)", "ClientIP(`10.0.0`)", "ClientIP(`everybody`)", "ClientIP(``)",
        "Header(`X`)", "Header(`a b`, `c`)", "Path(`/a\nb`)", "Host(\"\\x\")", ")", "!", "Host(`ä.example.org`)"})
    void refusesWhatCannotBe(String written) {
        assertThatThrownBy(() -> Match.parse(written)).isInstanceOf(InvalidValue.class).message().isNotBlank().doesNotContain("\n");
    }

    @Test
    void hostileRulesAreRefusedInTime() {
        var hostile = List.of("(".repeat(100_000), "!".repeat(16_000), "(".repeat(8_000) + "Any()" + ")".repeat(8_000), "Any()||".repeat(2_000) + "Any()", "Host(`" + "a".repeat(15_000) + "`)",
            "PathRegexp(`" + "(".repeat(900) + ")".repeat(90) + "`)", "Host(" + "`a`,".repeat(3_000) + "`a`)");
        for (var text : hostile) {
            org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () ->
                assertThatThrownBy(() -> Match.parse(text)).isInstanceOf(InvalidValue.class));
        }
    }

    @Test
    void anyTextIsReadOrRefused() {
        var pieces = List.of("Host", "Path", "PathPrefix", "HeaderRegexp", "(", ")", "`", "\"", "a", "/x", ",", "&&", "||", "!", " ", "\\", "\u0000", "*", ".", "^[a-z]+$", "10.0.0.0/8", "ClientIP", "é");
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = random.nextInt(25); i > 0; i--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                var match = Match.parse(text.toString());
                assertThat(Match.parse(match.text())).as("seed %d: %s", seed, text).isEqualTo(match);
            } catch (InvalidValue refused) {
                assertThat(refused.getMessage()).as("seed %d", seed).isNotBlank();
            }
        }
    }

    @Test
    void whatIsPrintedIsReadBackTheSame() {
        for (int seed = 0; seed < 5_000; seed++) {
            var match = random(new Random(seed), 4);
            assertThat(Match.parse(match.text())).as("seed %d: %s", seed, match.text()).isEqualTo(match);
        }
    }

    @Test
    void alternativesMeanTheSame() {
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var match = random(random, 3);
            var truth = truth(random);
            Alternatives.of(match, 1_000).ifPresent(alternatives -> assertThat(alternatives.stream().anyMatch(all -> all.stream().allMatch(m -> holds(m, truth))))
                .as("%s", match.text()).isEqualTo(holds(match, truth)));
        }
    }

    @Test
    void alternativesAreNotMadeWithoutEnd() {
        var text = "(Host(`a`) || Host(`b`))" + " && (Path(`/a`) || Path(`/b`))".repeat(40);
        assertThat(Alternatives.of(Match.parse(text), 200)).isEmpty();
        assertThat(Alternatives.of(Match.parse("(Host(`a`) || Host(`b`)) && Path(`/x`)"), 200)).hasValueSatisfying(a -> assertThat(a).containsExactlyInAnyOrder(
            Set.of(new Match.Host(How.EXACT, "a"), new Match.Path(How.EXACT, "/x")), Set.of(new Match.Host(How.EXACT, "b"), new Match.Path(How.EXACT, "/x"))));
    }

    @Test
    void parametersOfAPlanMayStandInHostsAndPaths() {
        var match = Match.parse("Host(`${SUB_Domain}.example.org`) && PathPrefix(`${PATH}`)");
        assertThat(match.withTexts(t -> t.replace("${SUB_Domain}", "Shop").replace("${PATH}", "/api")).text()).isEqualTo("Host(`shop.example.org`) && PathPrefix(`/api`)");
    }

    private static List<Match> leaves() {
        return List.of(Match.ANY, new Match.Host(How.EXACT, "a.b"), new Match.Host(How.WILDCARD, "*.b"), new Match.Host(How.SUFFIX, ".b"), new Match.Host(How.PREFIX, "a."),
            new Match.Host(How.REGEXP, "^a`b\"\\.c$"), new Match.Path(How.PREFIX, "/a `x`"), new Match.Path(How.EXACT, "/"), new Match.Method("GET"),
            new Match.Header("X-A", How.EXACT, "\\`\""), new Match.Header("X-B", How.REGEXP, "^(a|b)$"), new Match.Query("q", How.EXACT, ""), new Match.Client("2001:db8::/32"));
    }

    private static Match random(Random random, int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(4)) {
            case 1 -> new Match.Not(random(random, depth - 1));
            case 2 -> new Match.And(Stream.generate(() -> random(random, depth - 1)).limit(2 + random.nextInt(2)).toList());
            case 3 -> new Match.Or(Stream.generate(() -> random(random, depth - 1)).limit(2 + random.nextInt(2)).toList());
            default -> leaves().get(random.nextInt(leaves().size()));
        };
    }

    private static Set<Match> truth(Random random) {
        var true_ = new ArrayList<Match>();
        leaves().stream().filter(_ -> random.nextBoolean()).forEach(true_::add);
        return Set.copyOf(true_);
    }

    private static boolean holds(Match match, Set<Match> truth) {
        return switch (match) {
            case Match.Any _ -> true;
            case Match.And(var parts) -> parts.stream().allMatch(p -> holds(p, truth));
            case Match.Or(var parts) -> parts.stream().anyMatch(p -> holds(p, truth));
            case Match.Not(var inner) -> !holds(inner, truth);
            default -> truth.contains(match);
        };
    }
}
