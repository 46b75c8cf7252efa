package dev.plimsoll.cli;

import dev.plimsoll.cli.line.HelpPage;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.Paint;

/// Help texts: the overview from the index, one verb's from its line.
final class Help {
    private static final String GLOBAL = """
          -p, --project NAME    project; 'default' when not given (PLIMSOLL_PROJECT)
              --state FOLDER    state folder of this machine's control plane (PLIMSOLL_STATE); otherwise the nearest
                                .plimsoll here or above, otherwise the one beside the launcher
              --server URL      a control plane elsewhere (PLIMSOLL_SERVER), with
              --token-file FILE the file that holds its token (PLIMSOLL_TOKEN_FILE)
          -h, --help            help, also for one verb: plimsoll VERB --help
          -V, --version         version of this program
        """;

    private Help() {}

    static void overview(Shell shell) {
        var paint = Paint.on(shell.terminal().out(), shell);
        var out = shell.out();
        out.println("Plimsoll makes what you declare so, and keeps it level.");
        out.println();
        out.println(paint.strong("Usage:") + " plimsoll VERB [OPTIONS] [NAMES]");
        int widest = Verbs.all().stream().mapToInt(e -> e.name().length()).max().orElse(0);
        var group = "";
        for (var entry : Verbs.all()) {
            if (!entry.group().equals(group)) {
                group = entry.group();
                out.println();
                out.println(paint.strong(group));
            }
            out.println("  " + paint.name(entry.name()) + " ".repeat(widest + 2 - entry.name().length()) + entry.does());
        }
        out.println();
        out.println(paint.strong("Options of every verb"));
        out.print(GLOBAL);
        out.println();
        out.println(paint.strong("Exit codes") + """

              0 done or same, 1 failed, 2 preview has changes (--detailed-exitcode), 3 usage, 4 not allowed, 5 not found,
              6 conflict or locked, 7 timed out waiting, 8 partly done, 130 interrupted\
            """);
        out.println();
        out.println(paint.strong("Try") + " plimsoll up examples/hello");
    }

    static void of(Line line, Shell shell) {
        var page = new HelpPage(line, Paint.on(shell.terminal().out(), shell), Math.clamp(shell.terminal().columns(), 80, 120));
        page.lines(capital(Verbs.does(line.verb())) + ".").forEach(shell.out()::println);
        shell.out().println();
        shell.out().println("Options of every verb: -p PROJECT, --state, --server, --token-file (see plimsoll --help)");
    }

    private static String capital(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
