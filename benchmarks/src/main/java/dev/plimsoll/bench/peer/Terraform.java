package dev.plimsoll.bench.peer;

import dev.plimsoll.bench.run.Command;
import dev.plimsoll.bench.run.Site;
import java.nio.file.Path;
import java.time.Duration;

/// Terraform with so many resources of the type `terraform_data`, which it provides itself: nothing is downloaded and nothing waits for a cloud.
public final class Terraform {
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final Path folder;

    private Terraform(Path folder) {
        this.folder = folder;
    }

    public static boolean isThere() {
        return Command.exists("terraform");
    }

    public static Terraform declare(Site site, int resources) {
        site.write("terraform/main.tf", """
            resource "terraform_data" "service" {
              count = %d
              input = { image = "example/app:1", command = "sleep ${count.index}" }
            }
            """.formatted(resources));
        var terraform = new Terraform(site.folder().resolve("terraform"));
        terraform.command("init").succeed();
        return terraform;
    }

    /// Makes everything that is not there; seconds.
    public double apply() {
        return command("apply", "-auto-approve").succeed().seconds();
    }

    /// Compares everything; seconds.
    public double plan() {
        return command("plan").succeed().seconds();
    }

    private Command command(String verb, String... more) {
        return Command.of("terraform", verb, "-input=false", "-no-color").with(more).in(folder).given("CHECKPOINT_DISABLE", "1").within(LIMIT);
    }
}
