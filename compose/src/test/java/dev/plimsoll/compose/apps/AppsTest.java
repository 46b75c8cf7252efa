package dev.plimsoll.compose.apps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.manifest.ResourceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each application is read without an error, and what is not honoured as written is named: its `findings.txt` holds where and by which code.
/// `-Dgolden.update=true` writes what came out instead, to be reviewed as a difference.
class AppsTest {
    static List<App> apps() throws IOException {
        return App.all();
    }

    @Test
    void thereAreEnough() throws IOException {
        assertThat(apps()).hasSizeGreaterThanOrEqualTo(15);
    }

    @ParameterizedTest
    @MethodSource("apps")
    void isReadWithoutAnError(App app) {
        var read = app.declared();
        assertThat(read.needs().nothing()).as(read.needs().toString()).isTrue();
        assertThat(read.hasErrors()).as(read.findings().toString()).isFalse();
        assertThat(read.resources().stream().map(r -> ResourceJson.spec(r.spec()))).isNotEmpty().doesNotContain("hush");
    }

    @ParameterizedTest
    @MethodSource("apps")
    void whatIsNotHonouredIsNamed(App app) throws IOException {
        var found = app.declared().findings().stream().map(f -> f.file() + " " + f.code() + " " + f.path() + "\n").sorted().collect(Collectors.joining());
        var expected = app.folder().resolve(App.FINDINGS);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, found);
        }
        assertThat(found).isEqualTo(Files.exists(expected) ? Files.readString(expected) : "");
    }
}
