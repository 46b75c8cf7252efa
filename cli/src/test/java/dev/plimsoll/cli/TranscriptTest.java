package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Golden transcripts. A file holds, in order: documents the control plane replays (`> GET /path 200` and the JSON below), files of the folder
/// (`= compose.yml` and the text below), and commands (`$ plimsoll …`) with what they said: data as it is, talk behind `! `, the exit code in brackets at the
/// end. Written anew with `-Dtranscripts.write=true`; read the difference before committing it.
class TranscriptTest {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");

    @TempDir
    Path folder;

    static Stream<String> transcripts() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void saysWhatItSaid(String name) throws IOException {
        var expected = Files.readString(FOLDER.resolve(name));
        try (var api = new ReplayedApi()) {
            var actual = replay(expected.lines().toList(), api).replace(folder.toString(), "FOLDER").replace(api.address(), "ADDRESS");
            if (Boolean.getBoolean("transcripts.write")) {
                Files.writeString(FOLDER.resolve(name), actual);
            }
            assertThat(actual).isEqualTo(expected);
        }
    }

    private String replay(List<String> lines, ReplayedApi api) throws IOException {
        var told = new StringBuilder();
        var prompt = new Prompt(folder).with(api);
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.startsWith("$ plimsoll")) {
                told.append(line).append('\n').append(run(prompt, line));
                while (i + 1 < lines.size() && !lines.get(i).matches("\\[\\d+]")) {
                    i++;
                }
                continue;
            }
            told.append(line).append('\n');
            if (line.startsWith("> ") || line.startsWith("= ")) {
                var body = new ArrayList<String>();
                while (i + 1 < lines.size() && !lines.get(i + 1).matches("[>=$#] .*")) {
                    body.add(lines.get(++i));
                }
                body.forEach(b -> told.append(b).append('\n'));
                prepare(line, String.join("\n", body).stripTrailing(), api);
            }
        }
        return told.toString();
    }

    private void prepare(String line, String body, ReplayedApi api) throws IOException {
        var words = line.split(" ");
        if (line.startsWith("= ")) {
            Files.createDirectories(folder.resolve(words[1]).getParent());
            Files.writeString(folder.resolve(words[1]), body + "\n");
        } else {
            var events = body.startsWith("event:") ? body + "\n\n" : body;
            api.answers(words[1] + " " + words[2], Integer.parseInt(words[3]), events);
        }
    }

    private String run(Prompt prompt, String line) {
        var told = prompt.run(line.substring("$ plimsoll".length()).strip().split(" +"));
        var text = new StringBuilder(told.out());
        told.err().lines().forEach(l -> text.append("! ").append(l).append('\n'));
        return text.append('[').append(told.exitCode()).append("]\n").toString();
    }
}
