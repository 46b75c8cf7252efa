package dev.plimsoll.bench.peer;

import dev.plimsoll.bench.run.Command;
import dev.plimsoll.bench.run.Site;
import java.nio.file.Path;

/// A PostgreSQL server with its data on the benchmark's disk and its settings as they come, so with fsync.
public final class PrivatePostgres {
    /// Who may make tables; needs no password.
    public static final String USER = "plimsoll";
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    private final String url;

    private PrivatePostgres(String url) {
        this.url = url;
    }

    /// Starts one. PostgreSQL refuses to run as root, so root becomes `postgres` for it.
    public static PrivatePostgres start(Site site) {
        var folder = site.made("postgres");
        var data = folder.resolve("data").toString();
        int port = Site.freePort();
        if (isRoot()) {
            Command.of("chmod", "0755", site.folder().toString()).succeed();
            Command.of("chown", "postgres", folder.toString()).succeed();
        }
        program("initdb").with("-D", data, "-U", USER, "--auth=trust", "-E", "UTF8", "--no-locale").in(folder).succeed();
        site.cleanup().later(() -> program("pg_ctl").with("-D", data, "-m", "immediate", "stop").in(folder).run());
        program("pg_ctl").with("-D", data, "-w", "-l", folder.resolve("log").toString(), "-o",
            "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder, "start").in(folder).succeed();
        return new PrivatePostgres("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
    }

    /// Its JDBC address.
    public String url() {
        return url;
    }

    private static Command program(String name) {
        var path = PROGRAMS.resolve(name).toString();
        return isRoot() ? Command.of("runuser", "-u", "postgres", "--", path) : Command.of(path);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
