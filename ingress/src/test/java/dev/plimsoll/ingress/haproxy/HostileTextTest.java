package dev.plimsoll.ingress.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.Rule;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.model.ingress.TargetServers;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.model.route.Access;
import dev.plimsoll.model.route.Alternatives;
import dev.plimsoll.model.route.HeaderRules;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Redirect;
import dev.plimsoll.model.route.Rewrite;
import dev.plimsoll.model.route.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a declaration holds, it stays where it was put: it begins no line, ends no word, names no variable.
class HostileTextTest {
    private static final String[] PIECES = {"'", "\"", "\\", "%", "%%", "%[src]", "${HOME}", "$1", "\\1", "#", " ", "\t", ",", ")", "(", "]", "[", "}", "{", ";", "|", "*", "-i", "--", "!", "x", "é", "global",
        "backend b", "\\n", "\\x0a", "if", "unless", "@", "<<", "`", "~", "^", "="};
    private static final long SEED = 20_261;

    private final Random random = new Random(SEED);
    private final EntryPoint web = new EntryPoint("web", "127.0.0.1", 18_080);

    private String text() {
        var text = new StringBuilder();
        for (int i = random.nextInt(1, 7); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private RouteSpec hostile() {
        var match = Match.all(List.of(new Match.Path(Match.How.PREFIX, "/" + text()), new Match.Header("X-A'\"".replaceAll("\"", "") + "b", Match.How.EXACT, text()),
            new Match.Query(text(), Match.How.EXACT, text()), new Match.Header("X", Match.How.REGEXP, Pattern.quote(text()))));
        return new RouteSpec(match, null, null, 0, null, List.of(Target.of("web", 80)), List.of(new Redirect.Regexp("^" + Pattern.quote(text()), "/" + text(), false)),
            List.of(new Rewrite.Strip(List.of("/" + text())), new Rewrite.StripRegexp(List.of("/" + Pattern.quote(text()))), new Rewrite.Add("/" + text()), new Rewrite.Replace("/" + text()),
                new Rewrite.ReplaceRegexp(Pattern.quote(text()), text())), new HeaderRules(Map.of("X-In", text()), Map.of("X'Out", text()), null, null),
            new Access(Optional.of(new Access.Basic("users", text(), null, false)), null, null), null, false, null, false);
    }

    private ServedRoute route(int number) {
        var spec = hostile();
        return new ServedRoute("p/r" + number, 1, spec, List.of("web"), Alternatives.of(spec.match(), 9).orElseThrow(),
            List.of(new TargetServers(spec.targets().getFirst(), List.of(new Server(text(), "127.0.0.1", 80, false)))), Map.of(text(), new SecretText("$6$" + text())));
    }

    private Configuration configuration(int routes) {
        var all = new ArrayList<ServedRoute>();
        for (int i = 0; i < routes; i++) {
            all.add(route(i));
        }
        var rules = all.stream().map(r -> new Rule(r.name(), r.alternatives().getFirst())).toList();
        return new ConfigurationRenderer(new HaproxySettings(Path.of("unused"), HaproxySettings::installed, Optional.empty(), false))
            .render(new IngressDocument(List.of(web), all, rules, List.of(), Optional.empty(), Optional.empty()));
    }

    @Test
    void nothingBeginsALineOrASection() {
        var configuration = configuration(300);
        var text = configuration.files().get(Configuration.FILE);
        assertThat(text.lines().filter(l -> !l.startsWith("    ")).map(l -> l.split(" ")[0]).distinct()).containsOnly("#", "global", "defaults", "resolvers", "backend", "frontend", "userlist");
        assertThat(text.lines().filter(l -> l.startsWith("backend ")).map(l -> l.substring(8))).allMatch(name -> name.equals(Names.NOWHERE) || name.matches("r:p:r[0-9]+|s:0:[0-9]+"));
        assertThatThrownBy(() -> Quoting.word("a\nb")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("haproxy")
    void haproxyReadsAllOfIt(@TempDir Path folder) throws Exception {
        var settings = new HaproxySettings(folder.resolve("ingress"), HaproxySettings::installed, Optional.empty(), false);
        PrivateFiles.folder(settings.folder());
        var configuration = configuration(300);
        PrivateFiles.write(settings.folder(), configuration.files());
        assertThat(new HaproxyProcess(settings).check(settings.folder())).isEmpty();
    }
}
